using System.Text.Json;
using Trichter.Insight.Money;
using Trichter.Platform.Calendar;
using Trichter.Platform.Statistics;
using Trichter.Tests.Support;
using static Trichter.Tests.Insight.Figures.Oracle;

namespace Trichter.Tests.Insight.Figures;

/// <summary>The worked examples of money and marketing (metrics, section 8).</summary>
public sealed class MoneyFiguresTests
{
    private static JsonElement Example => SharedData.Json("oracles", "worked-examples", "08-money-and-marketing.json");

    [Theory]
    [InlineData(AttributionModel.First, "first")]
    [InlineData(AttributionModel.Last, "last")]
    [InlineData(AttributionModel.Linear, "linear")]
    [InlineData(AttributionModel.Position, "position_40_20_40")]
    [InlineData(AttributionModel.TimeDecay, "time_decay_half_life_7")]
    public void Touches_are_credited_by_each_model(AttributionModel model, string name)
    {
        var example = Example.GetProperty("attribution");
        var days = example.GetProperty("touches").EnumerateArray().Select(touch => touch.GetProperty("days_before_won").GetDouble()).ToList();

        SameAll(Numbers(example.GetProperty("weights"), name), Attribution.Weights(model, days));
        var credits = Attribution.Credits(model, 1_000_001, days);
        Assert.Equal(1_000_001, credits.Sum());
        foreach (var (credit, exact) in credits.Zip(Attribution.Weights(model, days))) Assert.InRange(credit, exact * 1_000_001 - 1, exact * 1_000_001 + 1);
        Assert.Equal([1], Attribution.Weights(model, [3]));
        if (model == AttributionModel.Position) Assert.Equal([.5, .5], Attribution.Weights(model, [3, 1]));
    }

    [Fact]
    public void A_customer_costs_brings_and_pays_back()
    {
        var (cac, clv) = (Example.GetProperty("cac"), Example.GetProperty("clv"));
        var (marketing, sales, customers) = (cac.GetProperty("marketing").GetInt64(), cac.GetProperty("sales").GetInt64(), cac.GetProperty("new_customers").GetInt32());
        Same(Number(cac, "blended"), new AcquisitionCost(marketing + sales, customers).PerCustomer);
        Same(Number(cac, "marketing_only"), new AcquisitionCost(marketing, customers).PerCustomer);
        Assert.Null(new AcquisitionCost(marketing, 4).PerCustomer);
        Assert.InRange(new AcquisitionCost(marketing, customers).Wobble!.Value, .27, .28);

        var (margin, retention, discount) = (Number(clv, "margin_per_year")!.Value, Number(clv, "retention")!.Value, Number(clv, "discount")!.Value);
        Same(Number(clv, "margin_based"), LifetimeValue.Expected(margin, retention, clv.GetProperty("horizon_years").GetInt32(), discount));
        Same(Number(clv, "margin_based_infinite"), LifetimeValue.ForEver(margin, retention, discount));
        Same(Number(clv.GetProperty("simple_historic"), "value"), LifetimeValue.Historic([.. Numbers(clv.GetProperty("simple_historic"), "revenue_to_date")]));
        Same(Number(clv, "ratio_to_cac"), LifetimeValue.Expected(margin, retention) / new AcquisitionCost(marketing + sales, customers).PerCustomer);
        Assert.Equal((int)Number(clv, "payback_months")!, new AcquisitionCost(45_000, 50).PaybackMonth(Enumerable.Repeat(5_000.0, 24)));
        Assert.Null(new AcquisitionCost(45_000, 50).PaybackMonth(Enumerable.Repeat(100.0, 24)));
        Same(Number(Example.GetProperty("velocity"), "per_day"), Velocity.PerDay(450_000, 90));
    }

    [Fact]
    public void Rates_of_a_mailing_count_people_and_not_machines()
    {
        var mail = Example.GetProperty("email");
        int Of(string name) => mail.GetProperty(name).GetInt32();
        var rates = new MailRates(Of("sent"), Of("sent") - Of("delivered"), Of("raw_opens_unique"), Of("human_opens_unique"), Of("raw_clicks_unique"), Of("human_clicks_unique"), Of("unsubscribed"));

        foreach (var (name, rate) in new (string, Rate)[]
                 {
                     ("open_raw", rates.OpenRaw), ("open_human", rates.OpenHuman), ("click_raw", rates.ClickRaw), ("click_human", rates.ClickHuman),
                     ("click_to_open_human", rates.ClickToOpenHuman), ("unsubscribe", rates.Unsubscribe), ("bounce", rates.Bounce),
                 })
            SameRate(mail.GetProperty("rates").GetProperty(name), rate);
    }

    [Fact]
    public void Leads_called_within_the_hour_came_further_more_often()
    {
        int?[] minutes = [45, 200, 900, 4000, null];
        var buckets = Example.GetProperty("speed_to_lead").EnumerateArray().ToList();
        var leads = buckets.Zip(minutes).SelectMany(one => Enumerable.Range(0, one.First.GetProperty("n").GetInt32()).Select(i => (one.Second, i < one.First.GetProperty("qualified").GetInt32())));
        foreach (var (expected, actual) in buckets.Zip(SpeedToLead.Effect(leads).Values)) SameRate(expected, actual);

        Assert.Equal(new Rate(1, 3), SpeedToLead.InTarget([(60, true), (61, true), (null, true), (null, false)]));
    }

    [Fact]
    public void Minutes_are_counted_as_the_company_works()
    {
        var example = SharedData.Json("oracles", "worked-examples", "08-business-hours.json");
        var hours = WorkingHours.Default();
        hours.Region = "DE-HH";
        var calendar = new WorkingCalendar(hours, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));
        foreach (var one in example.GetProperty("cases").EnumerateArray())
        {
            var (arrived, contacted) = (Instant(one, "arrived_utc"), Instant(one, "first_contact_utc"));
            Same(Number(one, "business_minutes"), calendar.MinutesBetween(arrived, contacted));
            Same(Number(one, "calendar_minutes"), (contacted - arrived).TotalMinutes);
            Assert.Equal(one.GetProperty("within_one_hour").GetBoolean(), SpeedToLead.BucketOf(calendar.MinutesBetween(arrived, contacted)) == ContactBucket.WithinAnHour);
        }
    }

    private static void SameRate(JsonElement expected, Rate actual)
    {
        Assert.Equal((expected.GetProperty("k").GetInt32(), expected.GetProperty("n").GetInt32()), (actual.K, actual.N));
        Same(Number(expected, "lo95"), actual.Lower);
        Same(Number(expected, "hi95"), actual.Upper);
    }

    private static DateTime Instant(JsonElement one, string name) =>
        DateTime.SpecifyKind(DateTime.Parse(one.GetProperty(name).GetString()!, System.Globalization.CultureInfo.InvariantCulture), DateTimeKind.Utc);
}
