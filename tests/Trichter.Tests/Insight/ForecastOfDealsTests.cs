using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Deals.Close;
using Trichter.Insight;
using Trichter.Insight.Forecast;
using Trichter.Insight.Metrics;
using Trichter.Insight.Targets;
using Trichter.Platform.Language;
using Trichter.Tests.Support;

namespace Trichter.Tests.Insight;

/// <summary>A forecast is written down every night, and read later as it was made then.</summary>
public sealed class ForecastOfDealsTests : IAsyncLifetime
{
    private static readonly DateOnly FirstOfMarch = new(2026, 3, 1);

    private Desk desk = null!;
    private PastDeals past = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        desk.App.Clock.Now = new DateTime(2026, 3, 1, 9, 0, 0, DateTimeKind.Utc);
        past = await PastDeals.AddAsync(desk, ["contact", "offer"]);
        await PastDeals.SaveAsync(desk, Enumerable.Range(0, 60).Select(i =>
        {
            var day = new DateOnly(2025, 9, 1).AddDays(i * 2);
            return past.Made($"Old {i}", [("contact", day), ("offer", day.AddDays(5)), (i % 3 > 0 ? "won" : "lost", day.AddDays(10 + i % 20))], desk.App.Clock.Now, 100_000);
        }));
        await PastDeals.SaveAsync(desk, Enumerable.Range(0, 8).Select(i => past.Made($"Open {i}", [("contact", new DateOnly(2026, 2, 16).AddDays(i))], desk.App.Clock.Now, 200_000)));
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task The_months_ahead_hold_a_range_and_new_business_apart()
    {
        var result = await RunAsync();
        var march = result.Rows[0];

        Assert.Equal((6, FirstOfMarch, 8), (result.Rows.Count, (DateOnly)march["month"]!, (int)march["deals"]!));
        Assert.True((decimal)march["p10"]! <= (decimal)march["p50"]! && (decimal)march["p50"]! < (decimal)march["p90"]!);
        Assert.InRange((decimal)march["mean"]!, 8_000, 14_000);
        Assert.True((decimal)march["new_business"]! >= 0);
        Assert.Equal((8, 8), (result.Population, await CountAsync("only=open")));
    }

    [Fact]
    public async Task Commit_is_what_was_won_and_what_customers_said_yes_to_beside_the_target_of_the_month()
    {
        var open = await desk.App.InDbAsync(db => db.Deals.Where(deal => deal.Name.StartsWith("Open")).OrderBy(deal => deal.Name).Select(deal => deal.Id).ToListAsync());
        await desk.DoAsync<CloseDeal, CloseResult>(verb => verb.RunAsync(open[0], new Closing(Outcome.Won, null, "", null, "")));
        await desk.App.InDbAsync(async db =>
        {
            foreach (var (id, condition) in new[] { (open[1], ""), (open[2], "If the board agrees") })
            {
                (await db.Deals.SingleAsync(deal => deal.Id == id)).ExpectedClose = new DateOnly(2026, 4, 10);
                db.Add(new Commitment { DealId = id, Text = "We buy", By = CommitmentSide.Customer, State = CommitmentState.Given, Verbal = true, Condition = condition, AskedAt = desk.App.Clock.Now });
            }

            return await db.SaveChangesAsync();
        });
        Assert.Empty(await desk.DoAsync<SetTarget, IReadOnlyDictionary<string, Told>>(verb => verb.RunAsync("revenue.booked", null, null, FirstOfMarch, new DateOnly(2026, 3, 31), 50_000)));

        var rows = (await RunAsync()).Rows;

        Assert.Equal((2_000m, 0, 50_000m), ((decimal)rows[0]["commit"]!, (int)rows[0]["committed_deals"]!, (decimal)rows[0]["target"]!));
        Assert.Equal((2_000m, 1, null), ((decimal)rows[1]["commit"]!, (int)rows[1]["committed_deals"]!, rows[1]["target"]));

        Assert.Empty(await desk.DoAsync<SetTarget, IReadOnlyDictionary<string, Told>>(verb => verb.RunAsync("revenue.booked", null, null, new DateOnly(2026, 4, 1), new DateOnly(2026, 6, 30), 100_000)));
        Assert.Equal([50_000m, 33_333.33m, 33_333.34m], (await RunAsync()).Rows.Take(3).Select(row => (decimal)row["target"]!));
        await KeepAsync();
        desk.App.Clock.Now = new DateTime(2026, 4, 2, 9, 0, 0, DateTimeKind.Utc);
        Assert.Equal(2_000m, Assert.Single((await RunAsync()).Tables["record"])["commit"]);
        Assert.Equal(2_000m, (await RunAsync(FirstOfMarch)).Rows[1]["commit"]);
    }

    [Theory]
    [Trait("Database", "any")]
    [InlineData("2026-04-01", "2026-06-30", 90.0, "its own")]
    [InlineData("2026-05-01", "2026-05-31", 30.0, "a third of the quarter")]
    [InlineData("2026-04-01", "2026-05-31", 60.0, "two of its months")]
    [InlineData("2026-01-01", "2026-01-31", 20.0, "a month of the year")]
    [InlineData("2026-01-01", "2026-12-31", 240.0, "the year's own")]
    [InlineData("2026-11-01", "2027-01-31", null, "partly nobody said")]
    [InlineData("2026-05-02", "2026-05-31", null, "no whole month")]
    public void A_target_of_a_quarter_or_a_year_is_spread_over_its_months(string from, string to, double? amount, string why)
    {
        Target[] targets =
        [
            new() { Metric = "deals", FromDay = new(2026, 4, 1), ToDay = new(2026, 6, 30), Amount = 90_00 },
            new() { Metric = "deals", FromDay = new(2026, 1, 1), ToDay = new(2026, 12, 31), Amount = 240_00 },
        ];
        Assert.True(amount == TargetOfPeriod.Of(targets, MetricUnit.Count, DateOnly.Parse(from, CultureInfo.InvariantCulture), DateOnly.Parse(to, CultureInfo.InvariantCulture)), why);
        Assert.Equal(0.25, TargetOfPeriod.Of([new() { Metric = "rate", FromDay = new(2026, 4, 1), ToDay = new(2026, 6, 30), Amount = 25_00 }], MetricUnit.Share, new(2026, 5, 1), new(2026, 5, 31)));
    }

    [Fact]
    public async Task What_was_said_stays_as_it_was_and_is_held_against_what_came()
    {
        await KeepAsync();
        await KeepAsync();
        Assert.Equal((6, 8), (await desk.App.InDbAsync(db => db.Forecasts.CountAsync(its => its.ProcessId == past.Process.Id)), await desk.App.InDbAsync(db => db.ForecastSnapshots.CountAsync(its => its.ProcessId == past.Process.Id))));
        var said = (decimal)(await RunAsync()).Rows[0]["mean"]!;

        var ids = await desk.App.InDbAsync(db => db.Deals.Where(deal => deal.Name.StartsWith("Open")).OrderBy(deal => deal.Name).Select(deal => deal.Id).ToListAsync());
        desk.App.Clock.Now = new DateTime(2026, 3, 20, 9, 0, 0, DateTimeKind.Utc);
        foreach (var (id, outcome) in new[] { (ids[0], Outcome.Won), (ids[1], Outcome.Won), (ids[2], Outcome.Lost) })
            Assert.IsType<CloseResult.Closed>(await desk.DoAsync<CloseDeal, CloseResult>(async verb => await verb.RunAsync(id, new Closing(outcome, outcome == Outcome.Lost ? await ReasonAsync() : null, "", null, ""))));
        await KeepAsync();

        var march = await RunAsync();
        Assert.True((bool)march.Figures["has_slip"]!);
        decimal Part(string name) => (decimal)march.Figures["slip_" + name]!;
        Assert.Equal(4_000m, Part("won"));
        Assert.Equal(2_000m, Part("lost"));
        Assert.Equal(Part("won") + Part("still_expected"), Part("start") + Part("new") + Part("pulled_in") - Part("slipped") - Part("lost") + Part("change"));

        desk.App.Clock.Now = new DateTime(2026, 4, 2, 9, 0, 0, DateTimeKind.Utc);
        var april = await RunAsync();
        var row = Assert.Single(april.Tables["record"]);
        Assert.Equal((FirstOfMarch, 4_000m), ((DateOnly)row["month"]!, (decimal)row["actual"]!));
        Assert.Equal(said + (decimal)(await RunAsync(FirstOfMarch)).Rows[0]["new_business"]!, (decimal)row["mean"]!, 2);
        Assert.Equal((said, 8), ((decimal)(await RunAsync(FirstOfMarch)).Rows[0]["mean"]!, (await RunAsync(FirstOfMarch)).Population));
        Assert.Contains("no_forecast_made", (await RunAsync(new DateOnly(2026, 3, 10))).Warnings.Keys);

        var browser = await desk.App.SignInAsync();
        await browser.VisitAsync("/insight/forecast?process=plain");
        Assert.Contains("off by", browser.Text, StringComparison.Ordinal);
        Assert.Contains("no verdict before 12 months", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Single_deals_are_kept_for_five_weeks_and_those_of_a_first_day_for_good()
    {
        foreach (var day in new[] { 1, 2, 3, 50 })
        {
            desk.App.Clock.Now = new DateTime(2026, 3, 1, 9, 0, 0, DateTimeKind.Utc).AddDays(day - 1);
            await KeepAsync();
        }

        var days = await desk.App.InDbAsync(db => db.ForecastSnapshots.Where(its => its.ProcessId == past.Process.Id).Select(its => its.Day).Distinct().OrderBy(day => day).ToListAsync());
        Assert.Equal([FirstOfMarch, FirstOfMarch.AddDays(49)], days);
        Assert.Equal(24, await desk.App.InDbAsync(db => db.Forecasts.CountAsync(its => its.ProcessId == past.Process.Id)));
    }

    private Task<ReportResult> RunAsync(DateOnly? asOf = null) => desk.DoAsync<IEnumerable<IReport>, ReportResult>(
        reports => reports.Single(one => one.Name == "forecast").RunAsync(new ReportQuery(AsOf: asOf, Process: "plain")));

    private Task KeepAsync() => desk.App.WithAsync<KeepForecasts, bool>(async keep =>
    {
        await keep.RunAsync();
        return true;
    });

    private Task<Guid> ReasonAsync() => desk.App.InDbAsync(db => db.CloseReasons.Where(reason => reason.Outcome == Outcome.Lost).Select(reason => reason.Id).FirstAsync());

    private async Task<int> CountAsync(string query)
    {
        await desk.Browser.VisitAsync($"/deals/list/plain?{query}");
        return int.Parse(desk.Browser.Page.QuerySelector(".tr-figures b")!.TextContent, System.Globalization.CultureInfo.InvariantCulture);
    }
}
