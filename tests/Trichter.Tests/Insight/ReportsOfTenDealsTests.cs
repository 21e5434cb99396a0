using Trichter.Insight;
using Trichter.Tests.Insight.Figures;
using Trichter.Tests.Support;

namespace Trichter.Tests.Insight;

/// <summary>The ten deals of the worked examples, entered in the program and seen in its reports.</summary>
public sealed class ReportsOfTenDealsTests : IAsyncLifetime
{
    private static readonly DateOnly AsOf = new(2026, 3, 31);

    private Desk desk = null!;
    private Browser browser = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        var example = SharedData.Json("oracles", "worked-examples", "01-02-facts-and-funnel.json");
        var past = await PastDeals.AddAsync(desk, ["contact", "qualify", "offer", "negotiate"], existingEnterAt: "offer");
        await PastDeals.SaveAsync(desk, example.GetProperty("log").EnumerateObject().Select(deal => past.Made(
            deal.Name, deal.Value.EnumerateArray().Select(step => (step[0].GetString()!, Oracle.Day(step[1].GetString()!, "yyyy-MM-dd"))), desk.App.Clock.Now, existing: deal.Name == "E")));
        desk.App.Clock.Now = new DateTime(2026, 3, 31, 12, 0, 0, DateTimeKind.Utc);
        browser = await desk.App.SignInAsync();
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task Time_in_stage_is_counted_to_the_first_later_stage()
    {
        var result = await RunAsync("dwell");
        var offer = result.Rows.Single(row => (string)row["stage"]! == "offer");

        Assert.Equal((6, 3, 1, 2, 14.0), ((int)offer["n"]!, (int)offer["moved_on"]!, (int)offer["ended_there"]!, (int)offer["still_there"]!, (double)offer["median"]!));
        Assert.Equal((7.0, null), ((double)offer["median_lo95"]!, offer["median_hi95"]));
        Assert.Equal(1, result.Rows[0]["ended_before_start"]);
        foreach (var row in result.Rows) Assert.Equal(row["n"], await CountAsync($"only=was-at:{row["stage"]}"));
    }

    [Fact]
    public async Task The_way_it_runs_is_the_graph_of_the_worked_example()
    {
        var truth = SharedData.Json("oracles", "worked-examples", "10-process-mining.json");
        var result = await RunAsync("mining");

        Assert.Equal(
            truth.GetProperty("dfg").EnumerateArray().Select(arc => (arc[0].GetString(), arc[1].GetString(), arc[2].GetInt32())),
            result.Rows.Select(row => ((string?)row["from"], (string?)row["to"], (int)row["count"]!)));
        Assert.Equal((6, 10), ((int)result.Figures["conforming_k"]!, (int)result.Figures["conforming_n"]!));
        Assert.Equal(truth.GetProperty("move_fitness").GetDouble(), (double)result.Figures["move_fitness"]!, 1e-9);
        Assert.Equal(truth.GetProperty("deals").EnumerateArray().Sum(deal => deal.GetProperty("alignment_cost").GetInt32()), result.Figures["alignment_cost"]);
        Assert.Equal(9, result.Figures["variants"]);
        Assert.Contains("few_ended", result.Warnings.Keys);
        Assert.Equal(
            ["contact → offer", "Lost → contact", "offer → qualify", "offer → Won"],
            result.Tables["deviations"].Select(row => (string)row["name"]!).Order(StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task The_funnel_over_shared_phases_loses_nobody_and_losses_and_groups_count_the_same_deals()
    {
        var (funnel, losses, groups) = (await RunAsync("funnel"), await RunAsync("losses"), await RunAsync("groups"));
        var phases = funnel.Tables["phases"];
        Assert.Equal((int)funnel.Figures["lost"]!, phases.Sum(row => (int)row["lost_here"]!));
        Assert.Equal((int)funnel.Figures["not_yet_known"]!, phases.Sum(row => (int)row["not_yet_known"]!));

        Assert.Equal((int)losses.Figures["lost"]!, losses.Rows.Sum(row => (int)row["count"]!));
        Assert.Equal((int)losses.Figures["lost"]!, losses.Tables["stages"].Sum(row => (int)row["count"]!));
        Assert.Equal(losses.Population, losses.Used + losses.Excluded.Values.Sum());
        foreach (var table in new[] { groups.Rows, groups.Tables["entry"], groups.Tables["customers"] })
            Assert.Equal((int)groups.Figures["entered"]!, table.Sum(row => (int)row["count"]!));
        Assert.Equal(1, groups.Tables["customers"].Single(row => (string)row["name"]! == "Existing customers")["count"]);
        foreach (var page in new[] { "losses", "groups" }) await browser.VisitAsync($"/insight/{page}");
    }

    [Fact]
    public async Task With_few_visits_no_stage_is_called_a_bottleneck()
    {
        var result = await RunAsync("bottlenecks");

        Assert.Equal([1, 2, 2, 0], result.Rows.Select(row => (int)row["now"]!));
        Assert.Null(result.Figures["worst"]);
        foreach (var row in result.Rows)
        {
            Assert.Equal((int)row["at_end"]!, (int)row["at_start"]! + (int)row["in"]! - (int)row["out"]!);
            Assert.Equal(row["now"], await CountAsync($"only=now-at:{row["stage"]}"));
        }

        Assert.Equal((5, 5), (result.Population, (int)await CountAsync("only=open")));
    }

    [Fact]
    public async Task Reports_of_a_past_day_know_nothing_of_later()
    {
        var then = await RunAsync("mining", new DateOnly(2026, 1, 31));

        Assert.Equal(7, then.Population);
        Assert.DoesNotContain(then.Rows, row => (string)row["from"]! == "lost");
        Assert.Equal(2, then.Tables["nodes"].Single(row => (string)row["key"]! == "won")["deals"]);
    }

    [Theory]
    [InlineData("dwell", "median 14")]
    [InlineData("bottlenecks", "not proven")]
    [InlineData("mining", "Departures from the process")]
    [InlineData("activities", "effort, not effect")]
    public async Task Pages_show_them_without_inline_scripts_and_styles(string report, string words)
    {
        await browser.VisitAsync($"/insight/{report}?process=plain&asOf=2026-03-31");
        if (!words.StartsWith("median", StringComparison.Ordinal)) Assert.Contains(words, browser.Text, StringComparison.OrdinalIgnoreCase);
        else Assert.Contains("14 days (7.0–…) · few cases", browser.Text, StringComparison.Ordinal);
        Assert.Empty(browser.Page.QuerySelectorAll("script:not([src]):not([type]), [style]"));
    }

    private Task<ReportResult> RunAsync(string report, DateOnly? asOf = null) => desk.DoAsync<IEnumerable<IReport>, ReportResult>(
        reports => reports.Single(one => one.Name == report).RunAsync(new ReportQuery(AsOf: asOf ?? AsOf, Process: "plain")));

    private async Task<object> CountAsync(string query)
    {
        await browser.VisitAsync($"/deals/list/plain?{query}");
        return int.Parse(browser.Page.QuerySelector(".tr-figures b")!.TextContent, System.Globalization.CultureInfo.InvariantCulture);
    }
}
