using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using Trichter.Campaigns.Costs;
using Trichter.Customers;
using Trichter.Customers.Consent;
using Trichter.Deals;
using Trichter.Deals.Close;
using Trichter.Deals.Record;
using Trichter.Insight;
using Trichter.Insight.Metrics;
using Trichter.Orders;
using Trichter.Tests.Support;

namespace Trichter.Tests.Insight;

/// <summary>Marketing enters what the fair cost; then a lead, a deal and a customer have a price, and what nobody entered stays unknown.</summary>
public sealed class CostTests : IAsyncLifetime
{
    private Desk desk = null!;

    public async ValueTask InitializeAsync() => desk = await Desk.OpenAsync();

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public void A_cost_spread_over_days_adds_up_however_the_days_are_cut() => Prop.ForAll(
        Gen.Choose(1, 9_000_000).ToArbitrary(), Gen.Choose(1, 400).ToArbitrary(), Gen.Choose(1, 60).ToArbitrary(), (amount, days, step) =>
        {
            var first = new DateOnly(2026, 1, 1);
            var cost = new CostEntry { Kind = CostKind.Marketing, FromDay = first, ToDay = first.AddDays(days - 1), AmountMinor = amount, EnteredAt = DateTime.UnixEpoch };
            var parts = Enumerable.Range(-1, days / step + 3).Select(piece => cost.Within(first.AddDays(piece * step), first.AddDays((piece + 1) * step - 1)));
            return parts.Sum() == amount;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public async Task A_source_has_a_cost_of_a_lead_once_somebody_enters_it_and_sales_belong_to_no_source()
    {
        var today = DateOnly.FromDateTime(desk.App.Clock.Now);
        foreach (var number in Enumerable.Range(1, 6)) await WinAsync($"Crane {number}", $"Company {number}", number % 2 == 0 ? "Fair" : "Web");
        Assert.Null((await RunAsync("source-yield", today)).Figures["cost"]);
        Assert.Equal("no cost entered", (await RunAsync("customers", today)).Figures["cac_words"]);

        await desk.Browser.VisitAsync("/campaigns/costs");
        await desk.Browser.SubmitAsync("form:has([name='Amount'])", ("Source", "Fair"), ("From", $"{today:yyyy-MM-dd}"), ("To", $"{today.AddDays(-1):yyyy-MM-dd}"), ("Amount", "900"));
        Assert.Contains("not before the first", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Equal("900", desk.Browser.Page.QuerySelector("[name='Amount']")!.GetAttribute("value"));
        await desk.Browser.SubmitAsync("form:has([name='Amount'])", ("To", $"{today:yyyy-MM-dd}"));
        Assert.Null(await desk.DoAsync<NoteCost, Fault?>(verb => verb.RunAsync(new CostDraft("Sales", "Fair", $"{today:yyyy-MM-dd}", $"{today:yyyy-MM-dd}", "300.00", ""))));

        var yield = await RunAsync("source-yield", today);
        Assert.Equal((900m, 300m, 300m), (Row("Fair")["cost"], Row("Fair")["cost_per_lead"], Row("Fair")["cost_per_won"]));
        Assert.Null(Row("Web")["cost"]);

        var customers = await RunAsync("customers", today);
        Assert.Equal((6, 200m, 150m), (customers.Figures["new_customers"], customers.Figures["cac"], customers.Figures["cac_marketing"]));
        Assert.Equal(0m, customers.Figures["clv_mean"]);
        Assert.Null(customers.Figures["payback"]);
        var cac = await desk.DoAsync<ReadMetric, Metric>(metrics => metrics.RunAsync(ReadMetric.Kinds.Single(kind => kind.Id == "cac"), new ReportQuery(today, today)));
        Assert.Equal((20_000d, 6), (cac.Reading.Value, cac.Reading.N));

        await desk.Browser.VisitAsync($"/insight/customers?from={today:yyyy-MM-dd}&to={today:yyyy-MM-dd}");
        Assert.Contains("costs of 0 days before", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.VisitAsync("/campaigns/costs");
        await desk.Browser.SubmitAsync("form[action$='/remove']");
        Assert.Equal(1, await desk.App.InDbAsync(db => db.CostEntries.CountAsync()));
        await desk.Browser.SubmitAsync("[data-toast] form");
        Assert.Equal(2, await desk.App.InDbAsync(db => db.CostEntries.CountAsync()));

        IReadOnlyDictionary<string, object?> Row(string source) => yield.Rows.Single(row => (string)row["source"]! == source);
    }

    [Fact]
    public async Task Who_bought_before_is_no_new_customer_and_few_of_them_have_no_ratio()
    {
        var today = DateOnly.FromDateTime(desk.App.Clock.Now);
        await WinAsync("Crane", "Petry", "Fair");
        desk.App.Clock.Now += TimeSpan.FromDays(2);
        await WinAsync("Second crane", "Petry", "Fair");
        await WinAsync("Loader", "Weber", "Fair");
        await desk.DoAsync<NoteCost, Fault?>(verb => verb.RunAsync(new CostDraft("Marketing", "", $"{today:yyyy-MM-dd}", $"{today.AddDays(9):yyyy-MM-dd}", "1000.00", "")));

        var later = await RunAsync("customers", today.AddDays(2));
        Assert.Equal((1, null), (later.Figures["new_customers"], later.Figures["cac"]));
        Assert.Equal(100m, later.Figures["marketing"]);
        Assert.Equal(2, (await desk.DoAsync<IEnumerable<IReport>, ReportResult>(reports => reports.Single(one => one.Name == "customers").RunAsync(new ReportQuery()))).Figures["new_customers"]);
    }

    [Fact]
    public async Task Deliveries_count_marks_of_those_who_were_asked_and_orders_by_their_promise()
    {
        var today = DateOnly.FromDateTime(desk.App.Clock.Now);
        var deal = await desk.EnterAsync("Crane");
        await desk.App.InDbAsync(async db =>
        {
            var order = new Order { DealId = deal.Id, Number = "A-1", Language = "en", Currency = "EUR", OrderedOn = today, PromisedOn = today, CreatedAt = desk.App.Clock.Now };
            order.Confirm(desk.App.Clock.Now);
            order.Fulfil(true);
            db.Orders.Add(order);
            foreach (var (number, mark) in new (int, int?)[] { (1, 5), (2, 4), (3, 3), (4, 5), (5, 5), (6, null) })
            {
                var delivery = new Delivery { OrderId = order.Id, DealId = deal.Id, Number = $"L-{number}", DeliveredOn = today };
                delivery.Answer(number == 3 ? AcceptanceResult.Reserved : AcceptanceResult.Accepted, "Petry", today, "", mark);
                db.Deliveries.Add(delivery);
            }

            return await db.SaveChangesAsync();
        });

        var report = await RunAsync("deliveries", today);
        Assert.Equal((6, 4.4, "asked: 5 of 6"), (report.Figures["deliveries"], report.Figures["mean"], report.Figures["mean_words"]));
        Assert.Equal((5, 6, 1, 1), (report.Figures["accepted_k"], report.Figures["accepted_n"], report.Figures["on_time_k"], report.Figures["on_time_n"]));
        Assert.Equal([3, 1, 1, 0, 0], report.Rows.Select(row => (int)row["count"]!));
        foreach (var page in new[] { "deliveries", "objections" }) await desk.Browser.VisitAsync($"/insight/{page}");
    }

    private async Task WinAsync(string name, string company, string source)
    {
        var deal = await desk.EnterAsync(name, company);
        await desk.DoAsync<ChangeDeal, SaveResult<Deal>>(verb => verb.RunAsync(deal.Id, new Dictionary<string, string>(), new Dictionary<string, string> { ["source"] = source }, null));
        await desk.App.InDbAsync(db => db.Deals.Where(its => its.Id == deal.Id).ExecuteUpdateAsync(set => set.SetProperty(its => its.EntrySource, source)));
        await desk.DoAsync<CloseDeal, CloseResult>(verb => verb.RunAsync(deal.Id, new Closing(Trichter.Deals.Outcome.Won, null, "", null, "")));
    }

    private Task<ReportResult> RunAsync(string report, DateOnly day) =>
        desk.DoAsync<IEnumerable<IReport>, ReportResult>(reports => reports.Single(one => one.Name == report).RunAsync(new ReportQuery(day, day)));
}
