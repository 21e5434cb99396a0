using Trichter.Insight;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Tests.Support;

namespace Trichter.Tests.Insight;

/// <summary>A report that takes long is counted once in ten minutes, and never shared with somebody who sees other deals.</summary>
public sealed class KeptReportsTests : IAsyncLifetime
{
    private Desk desk = null!;

    public async ValueTask InitializeAsync() => desk = await Desk.OpenAsync();

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task A_slow_report_is_kept_for_ten_minutes_for_those_who_see_the_same()
    {
        await desk.HireAsync("Tom", Role.Seller, Visibility.Own);
        await desk.HireAsync("Nina", Role.Seller);
        var report = new SlowReport(TimeSpan.FromSeconds(1.1));

        var first = await RunAsync(report, App.OwnerEmail);
        Assert.Same(first.Result, (await RunAsync(report, "nina@nordwerk.example")).Result);
        Assert.NotSame(first.Result, (await RunAsync(report, "tom@nordwerk.example")).Result);
        Assert.Equal(2, report.Runs);

        desk.App.Clock.Now = desk.App.Clock.Now.AddMinutes(10);
        var later = await RunAsync(report, App.OwnerEmail);
        Assert.Equal((3, desk.App.Clock.Now), (report.Runs, later.At));
    }

    [Fact]
    public async Task A_quick_report_is_always_counted_anew_and_asks_for_the_right()
    {
        await desk.HireAsync("Sven", Role.Service);
        var report = new SlowReport(TimeSpan.Zero);
        await RunAsync(report, App.OwnerEmail);
        await RunAsync(report, App.OwnerEmail);

        Assert.Equal(2, report.Runs);
        await Assert.ThrowsAsync<NotAllowedException>(() => RunAsync(report, "sven@nordwerk.example"));
    }

    /// <summary>On PostgreSQL it may be counted once more: a change is read again while an older transaction is open.</summary>
    [Fact]
    [Trait("Database", "any")]
    public async Task A_report_of_the_facts_alone_is_counted_again_only_when_a_deal_changed()
    {
        await desk.EnterAsync("Fakro");
        var report = new SlowReport(TimeSpan.Zero) { IsOfFactsAlone = true };
        await RunAsync(report, App.OwnerEmail);
        await RunAsync(report, App.OwnerEmail);
        Assert.Equal(1, report.Runs);

        await desk.EnterAsync("Velux");
        await RunAsync(report, App.OwnerEmail);
        Assert.Equal(2, report.Runs);
    }

    private Task<CountedReport> RunAsync(SlowReport report, string email) => desk.DoAsync<RunReport, CountedReport>(run => run.RunAsync(report, new ReportQuery()), email);

    private sealed class SlowReport(TimeSpan takes) : IReport
    {
        public int Runs { get; private set; }

        public ReportGroup Group => ReportGroup.Funnel;

        public string Name => "slow";

        public bool IsOfFactsAlone { get; init; }

        public Told Title => new("Funnel");

        public Told Definition => new("Funnel");

        public Type View => typeof(SlowReport);

        public async Task<ReportResult> RunAsync(ReportQuery query, CancellationToken cancellation = default)
        {
            Runs++;
            await Task.Delay(takes, cancellation);
            return new ReportResult(Name, "plain", null, null, new DateOnly(2026, 3, 2), 0, new Dictionary<string, int>(), new Dictionary<string, Told>(), new Dictionary<string, object?>(), []);
        }
    }
}
