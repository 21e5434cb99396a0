using System.Text.Json;
using MathNet.Numerics.Distributions;
using static Trichter.Tests.Insight.Figures.Oracle;
using Trichter.Insight.Forecast.Figures;
using Trichter.Platform.Statistics;
using Trichter.Tests.Support;

namespace Trichter.Tests.Insight.Figures;

/// <summary>The worked examples of the forecast (metrics, section 6), and the miss of Maven that has to be visible.</summary>
public sealed class ForecastFiguresTests
{
    private static JsonElement Example => SharedData.Json("oracles", "worked-examples", "06-forecast.json");

    private static List<(long, double)> Deals =>
        [.. Example.GetProperty("deals").EnumerateArray().Select(deal => (deal.GetProperty("amount").GetInt64(), deal.GetProperty("p_in_month").GetDouble()))];

    [Fact]
    public void Thousands_of_equal_deals_come_out_as_the_binomial_distribution_says()
    {
        var said = MoneyDistribution.Of([.. Enumerable.Repeat((100_000L, .2), 2400)]);

        foreach (var (share, quantile) in new[] { (.1, said.P10), (.5, said.P50), (.9, said.P90) })
        {
            var wins = Enumerable.Range(0, 2401).First(many => Binomial.CDF(.2, 2400, many) >= share);
            Assert.Equal(wins * 100_000.0, quantile, .003 * wins * 100_000);
        }
    }

    [Fact]
    public void Thousands_of_unequal_deals_come_out_as_four_thousand_throws_of_the_dice_say()
    {
        var random = new Random(20261126);
        List<(long Value, double P)> deals = [.. Enumerable.Range(0, 2500).Select(_ => ((long)(10_000 * Math.Exp(2 * random.NextDouble())), .05 + .5 * random.NextDouble()))];
        var said = MoneyDistribution.Of(deals);
        var thrown = Enumerable.Range(0, 4000).Select(_ => deals.Sum(deal => random.NextDouble() < deal.P ? deal.Value : 0)).Order().ToList();

        Assert.Equal(deals.Sum(deal => deal.Value * deal.P), said.Mean, 1e-6 * said.Mean);
        foreach (var (share, quantile) in new[] { (.1, said.P10), (.5, said.P50), (.9, said.P90) }) Assert.Equal(thrown[(int)(share * thrown.Count)], quantile, .005 * quantile);
    }

    [Fact]
    public void Five_deals_come_to_all_their_sums()
    {
        var said = MoneyDistribution.Of(Deals);

        Same(Number(Example, "mean"), said.Mean);
        Same(Number(Example, "variance"), said.Variance);
        Same(Number(Example, "sd"), said.Deviation);
        Assert.Equal((15_000, 40_000, 80_000), (said.P10, said.P50, said.P90));
        var expected = Example.GetProperty("cdf").EnumerateArray().ToList();
        var actual = said.Cumulative.ToList();
        Assert.Equal(expected.Count, actual.Count);
        foreach (var (truth, sum) in expected.Zip(actual))
        {
            Assert.Equal(truth[0].GetInt64(), sum.Sum);
            Same(truth[1].GetDouble(), sum.UpTo);
        }
    }

    [Fact]
    public void The_number_of_wins_is_poisson_binomial()
    {
        var wins = MoneyDistribution.Wins(Deals.Select(deal => deal.Item2));
        SameAll(Example.GetProperty("count_distribution").EnumerateObject().Select(one => one.Value.GetDouble()), wins);
        Same(Number(Example, "p_zero"), wins[0]);
    }

    [Fact]
    public void Many_deals_on_a_grid_come_to_the_same_mean_and_spread()
    {
        var deals = Enumerable.Range(1, 600).Select(i => (1_000_00L + i * 7_919 % 50_000_00, i * 37 % 97 / 100.0)).ToList();
        var said = MoneyDistribution.Of(deals);

        Assert.Equal(1, said.Cumulative.Last().UpTo, 1e-9);
        Assert.Equal(deals.Sum(deal => deal.Item1 * deal.Item2), said.Mean, 1);
        Assert.Equal(Math.Sqrt(deals.Sum(deal => (double)deal.Item1 * deal.Item1 * deal.Item2 * (1 - deal.Item2))), said.Deviation, said.Deviation * .02);
        Assert.True(said.P10 < said.P50 && said.P50 < said.P90);
        Assert.Equal(0, MoneyDistribution.Of([]).P90);
    }

    [Fact]
    public void A_deal_is_won_when_the_curve_says_so()
    {
        var timing = Example.GetProperty("timing");
        var ten = SharedData.Json("oracles", "worked-examples", "03-cycle-time.json").GetProperty("deals").EnumerateObject()
            .Select(deal => new Observation(deal.Value.GetProperty("days").GetInt32(), deal.Value.GetProperty("outcome").GetString() switch { "won" => 1, "lost" => 2, _ => 0 }));
        var curve = new WonCurve(Survival.Of(ten, 2));
        var age = timing.GetProperty("age").GetDouble();

        Same(Number(timing, "S_at_age"), curve.Open(age));
        foreach (var at in timing.GetProperty("cif_won").EnumerateObject()) Same(at.Value.GetDouble(), curve.Won(double.Parse(at.Name, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal([.2, .2, 0], new[] { (0, 10), (10, 20), (20, 35) }.Select(window => Math.Round(curve.Chance(age, window.Item1, window.Item2, .4, 35)!.Value, 9)));
        Assert.Equal(0, curve.Chance(age, 40, 60, .4, 35));
        Same((.2 - .1) / .8, curve.Chance(age, 0, 10));
        Assert.Null(curve.Chance(30, 0, 10));
        Assert.Null(curve.Chance(30, 0, 10, .4, 35));
        Assert.Equal(30, curve.Horizon);
    }

    [Fact]
    public void The_track_record_is_weighted_and_no_verdict_before_twelve_months()
    {
        var accuracy = Example.GetProperty("accuracy");
        var months = accuracy.GetProperty("history").EnumerateArray()
            .Select(month => new ForecastMonth(Number(month, "forecast")!.Value, Number(month, "p10")!.Value, Number(month, "p90")!.Value, Number(month, "actual")!.Value)).ToList();
        var record = TrackRecord.Of(months);

        Same(Number(accuracy, "mape"), record.Mape);
        Same(Number(accuracy, "wape"), record.Wape);
        Same(Number(accuracy, "bias"), record.Bias);
        Assert.Equal((3, 6, 0), (record.Coverage.K, record.Coverage.N, record.WithoutSum));
        Same(Number(accuracy.GetProperty("coverage"), "lo95"), record.Coverage.Lower);
        Assert.False(record.MayJudge);
        Assert.True(TrackRecord.Of([.. months, .. months]).NeedsWidening);
        Assert.Null(TrackRecord.Of([new ForecastMonth(5, 1, 9, 0)]).Mape);
    }

    [Fact]
    public void Forecasts_that_missed_are_widened_until_they_would_not_have()
    {
        (IReadOnlyList<(long, double)> Deals, long Actual) Month(long actual) => ([.. Enumerable.Repeat((1000L, .3), 40)], actual);
        List<(IReadOnlyList<(long, double)> Deals, long Actual)> calm = [.. Enumerable.Repeat(Month(12_000), 12)];
        List<(IReadOnlyList<(long, double)> Deals, long Actual)> wild = [.. calm.Take(4), Month(5_000), Month(6_000), Month(19_000), Month(20_000), Month(7_000), Month(18_000), Month(6_000), Month(17_000)];

        Assert.Equal(0, Widening.Of(calm));
        Assert.InRange(Widening.Of(wild), .25, 1.25);
        Assert.True(MoneyDistribution.Of(wild[0].Deals, 1).P10 < MoneyDistribution.Of(wild[0].Deals).P10);
    }

    [Fact]
    public void What_slipped_and_what_was_pulled_in_adds_up()
    {
        var slip = Example.GetProperty("slip");
        var deals = slip.GetProperty("deals").EnumerateArray().Select(deal => new SlipDeal(
            (long?)Number(deal, "value_at_start"), MonthOf(deal.GetProperty("expected_at_start").GetString()), deal.GetProperty("value_at_end").GetInt64(),
            Enum.Parse<SlipState>(deal.GetProperty("state_at_end").GetString()!, ignoreCase: true), MonthOf(deal.GetProperty("month_at_end").GetString()))).ToList();
        var bridge = SlipBridge.Of(new DateOnly(2026, 3, 1), deals);
        var expected = slip.GetProperty("bridge");

        Assert.Equal(
            ["start", "new", "pulled_in", "slipped", "lost", "value_change", "won", "still_expected", "end"],
            expected.EnumerateObject().Select(part => part.Name));
        Assert.Equal(
            expected.EnumerateObject().Select(part => part.Value.GetInt64()),
            [bridge.Start, bridge.New, bridge.PulledIn, bridge.Slipped, bridge.Lost, bridge.Change, bridge.Won, bridge.StillExpected, bridge.End]);
    }

    [Fact]
    public void The_forecast_of_maven_misses_october_as_it_did()
    {
        var truth = SharedData.Json("oracles", "maven-crm-opportunities", "oracle.json").GetProperty("forecast_made_2017_09_30");
        var asOf = new DateOnly(2017, 9, 30);
        var rows = SharedData.Table("maven-crm-opportunities", "sales_pipeline.csv").Where(row => row["engage_date"].Length > 0 && Day(row["engage_date"], "dd-MM-yy") <= asOf)
            .Select(row => (
                Entry: Day(row["engage_date"], "dd-MM-yy"), Product: row["product"] == "GTXPro" ? "GTX Pro" : row["product"],
                End: row["close_date"].Length > 0 && Day(row["close_date"], "dd-MM-yy") <= asOf ? Day(row["close_date"], "dd-MM-yy") : (DateOnly?)null,
                Won: row["deal_stage"] == "Won", Value: Number(row["close_value"]) ?? 0)).ToList();
        var curve = new WonCurve(Survival.Of(rows.Select(row => new Observation((row.End ?? asOf).DayNumber - row.Entry.DayNumber, row.End is null ? 0 : row.Won ? 1 : 2)), 2));
        var worth = rows.Where(row => row.End is not null && row.Won).GroupBy(row => row.Product).ToDictionary(product => product.Key, product => product.Average(row => row.Value));
        var open = rows.Where(row => row.End is null).ToList();
        Assert.Equal(truth.GetProperty("open_deals").GetInt32(), open.Count);

        foreach (var month in truth.GetProperty("months").EnumerateArray())
        {
            var first = DateOnly.ParseExact(month.GetProperty("month").GetString() + "-01", "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
            var (from, to) = (first.DayNumber - 1 - asOf.DayNumber, first.AddMonths(1).DayNumber - 1 - asOf.DayNumber);
            var chances = open.Select(deal => (Chance: curve.Chance(asOf.DayNumber - deal.Entry.DayNumber, from, to) ?? 0, Worth: worth.GetValueOrDefault(deal.Product))).ToList();
            Same(Number(month, "expected_wins"), chances.Sum(deal => deal.Chance));
            Same(Number(month, "expected_value"), chances.Sum(deal => deal.Chance * deal.Worth));
            Same(Number(month, "sd_if_independent"), Math.Sqrt(chances.Sum(deal => deal.Worth * deal.Worth * deal.Chance * (1 - deal.Chance))));
        }
    }

    private static DateOnly? MonthOf(string? month) => month is null ? null : new DateOnly(2026, Whole(month), 1);
}
