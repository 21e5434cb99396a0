using Trichter.Insight;
using Trichter.Tests.Support;

namespace Trichter.Tests.Insight;

/// <summary>Where ends were written down only from some day on, older deals may be counted from that day (metrics 3.5).</summary>
[Trait("Database", "any")]
public sealed class DelayedEntryTests : IAsyncLifetime
{
    private static readonly DateOnly FirstOfMarch = new(2026, 3, 1);

    private Desk desk = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        desk.App.Clock.Now = new DateTime(2026, 4, 30, 9, 0, 0, DateTimeKind.Utc);
        var past = await PastDeals.AddAsync(desk, ["contact"]);
        var (older, newer) = (new DateOnly(2026, 1, 1), FirstOfMarch);
        await PastDeals.SaveAsync(desk, Enumerable.Range(0, 12).SelectMany(i => new[]
        {
            past.Made($"Older {i}", [("contact", older), ("won", FirstOfMarch.AddDays(i))], desk.App.Clock.Now),
            past.Made($"Newer {i}", [("contact", newer), ("won", newer.AddDays(20 + i))], desk.App.Clock.Now),
        }));
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task Older_deals_are_watched_only_from_the_first_recorded_end_on()
    {
        var plain = await RunAsync(delayed: false);
        Assert.Contains("outcomes_recorded_only_since", plain.Warnings.Keys);
        Assert.Equal((20.0, 24), ((double)plain.Rows[0]["day"]!, (int)plain.Rows[0]["at_risk"]!));

        var delayed = await RunAsync(delayed: true);
        Assert.DoesNotContain("outcomes_recorded_only_since", delayed.Warnings.Keys);
        Assert.Equal((20.0, 12), ((double)delayed.Rows[0]["day"]!, (int)delayed.Rows[0]["at_risk"]!));
        Assert.Equal((24, FirstOfMarch), ((int)delayed.Figures["n"]!, (DateOnly)delayed.Figures["delayed_since"]!));
        Assert.All(delayed.Rows.Take(1), row => Assert.True((int)row["at_risk"]! >= 10));
    }

    [Fact]
    public async Task It_is_offered_on_the_page_and_said_when_it_is_on()
    {
        var browser = await desk.App.SignInAsync();
        await browser.VisitAsync("/insight/cycle-time?process=plain");
        var offer = browser.Page.QuerySelector("a[href*='entry=delayed']")!.GetAttribute("href")!;
        await browser.VisitAsync(new Uri(offer).PathAndQuery);
        Assert.NotNull(browser.Page.QuerySelector("form input[name=entry][value=delayed]"));
        Assert.Contains("are under observation only from that day on", browser.Text, StringComparison.Ordinal);
    }

    private Task<ReportResult> RunAsync(bool delayed) => desk.DoAsync<IEnumerable<IReport>, ReportResult>(reports =>
        reports.Single(report => report.Name == "cycle-time").RunAsync(new ReportQuery(Process: "plain", DelayedEntry: delayed)));
}
