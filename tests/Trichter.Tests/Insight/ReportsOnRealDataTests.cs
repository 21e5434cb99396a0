using System.Globalization;
using System.Text.Json;
using Trichter.Tests.Support;

namespace Trichter.Tests.Insight;

/// <summary>The reports of the command line on real files equal the counted truth, to the unit.</summary>
public sealed class ReportsOnRealDataTests : IDisposable
{
    private readonly CommandRun trichter = new();

    public void Dispose() => trichter.Dispose();

    [Fact]
    public async Task Olist_8000_leads_of_which_842_were_won()
    {
        var (leads, deals) = (SharedData.Path("olist-funnel", "olist_marketing_qualified_leads_dataset.csv"), SharedData.Path("olist-funnel", "olist_closed_deals_dataset.csv"));
        await DoAsync("demo", "--template", "sales-cycle-7");
        await DoAsync("import", leads, "--as", "deals", "--process", "aida");
        var mapping = trichter.Write("won.json", """{"as":"deals","mode":"update","match":["external_id"],"columns":{"mql_id":"external_id","won_date":"won_on"}}""");
        await DoAsync("import", deals, "--as", "deals", "--process", "aida", "--mapping", mapping);
        string[] asOf = ["--process", "aida", "--as-of", "2018-11-14"];

        var funnel = await trichter.ReportAsync("funnel", asOf);
        Assert.Equal((8000, 842, 0, 7158), (Figure(funnel, "entered"), Figure(funnel, "won"), Figure(funnel, "lost"), Figure(funnel, "not_yet_known")));
        Near(0.10525, funnel.GetProperty("figures").GetProperty("won_of_entered"));
        Near(0.09871382835, funnel.GetProperty("figures").GetProperty("won_of_entered_lo95"));

        var sources = (await trichter.ReportAsync("sources", asOf)).GetProperty("rows").EnumerateArray().ToDictionary(
            row => row.GetProperty("source").GetString()!, row => (row.GetProperty("won").GetInt32(), row.GetProperty("leads").GetInt32()));
        var truth = File.ReadLines(SharedData.Path("oracles", "olist-funnel", "source-conversion.csv")).Skip(1).Select(line => line.Split(',')).ToList();
        Assert.Equal(truth.Count, sources.Count);
        foreach (var row in truth) Assert.Equal((int.Parse(row[2], CultureInfo.InvariantCulture), int.Parse(row[1], CultureInfo.InvariantCulture)), sources[row[0]]);

        using var oracle = Oracle("olist-funnel");
        foreach (var then in oracle.RootElement.GetProperty("as_of_series").EnumerateArray())
        {
            var seen = await trichter.ReportAsync("funnel", "--process", "aida", "--as-of", then.GetProperty("as_of").GetString()!);
            Assert.Equal((then.GetProperty("entered").GetInt32(), then.GetProperty("won").GetInt32()), (Figure(seen, "entered"), Figure(seen, "won")));
        }

        var cycle = await trichter.ReportAsync("cycle-time", asOf);
        Assert.Equal((8000, 7999, 1), (cycle.GetProperty("population").GetInt32(), cycle.GetProperty("used").GetInt32(), cycle.GetProperty("excluded").GetProperty("ended_before_start").GetInt32()));
        Assert.Equal((841, 7158, 207), (Figure(cycle, "events"), Figure(cycle, "censored"), Figure(cycle, "quantile_10")));
        Near(0.06925865733, cycle.GetProperty("figures").GetProperty("won_by_30"));
        Assert.True(cycle.GetProperty("warnings").TryGetProperty("outcomes_recorded_only_since", out _));
    }

    [Fact, Trait("Database", "any")]
    public async Task Maven_8800_deals_and_ten_million_won()
    {
        var file = SharedData.Path("maven-crm-opportunities", "sales_pipeline.csv");
        await DoAsync("demo", "--template", "aida");
        var mapping = trichter.Write("maven.json", """
            {"as":"deals","dialect":{"dateFormat":"dd-MM-yy"},"match":["external_id"],
             "columns":{"opportunity_id":"external_id","sales_agent":"owner","product":"product","account":"company","deal_stage":"stage",
                        "engage_date":"entered:qualify-fit","close_date":"closed_on","close_value":"value","engage_quarter":"ignore","close_quarter":"ignore"},
             "values":{"deal_stage":{"Prospecting":"first-contact","Engaging":"qualify-fit","Won":"won","Lost":"lost"}},
             "lists":{"product":["GTX Basic","GTX Pro","GTX Plus Basic","GTX Plus Pro","GTK 500","MG Special","MG Advanced"]}}
            """);
        var said = await DoAsync("import", file, "--as", "deals", "--process", "sales-cycle-7", "--mapping", mapping);
        Assert.Contains("8800 created", said, StringComparison.Ordinal);
        Assert.Contains("GTXPro", said, StringComparison.Ordinal);
        Assert.Contains("1480", said, StringComparison.Ordinal);
        Assert.Contains("1425", said, StringComparison.Ordinal);
        string[] asOf = ["--process", "sales-cycle-7", "--as-of", "2017-12-31"];

        var funnel = await trichter.ReportAsync("funnel", asOf);
        Assert.Equal((8300, 4238, 2473), (Figure(funnel, "entered"), Figure(funnel, "won"), Figure(funnel, "lost")));
        Assert.Equal(500, funnel.GetProperty("excluded").GetProperty("no_entry_date").GetInt32());
        Near(0.6315005215, funnel.GetProperty("figures").GetProperty("won_of_decided"));
        Near(0.5106024096, funnel.GetProperty("figures").GetProperty("won_of_entered"));

        var board = await trichter.ReportAsync("leaderboard", asOf);
        Assert.Equal(10_005_534m, board.GetProperty("figures").GetProperty("won_value").GetDecimal());
        var earlier = board.GetProperty("rows").EnumerateArray().Single(row => row.GetProperty("owner").GetString() == "More than 24 months ago");
        Assert.Equal((4238, 2473, 10_005_534m), (earlier.GetProperty("won").GetInt32(), earlier.GetProperty("lost").GetInt32(), earlier.GetProperty("won_value").GetDecimal()));

        var cycle = await trichter.ReportAsync("cycle-time", asOf);
        Assert.Equal((8300, 6711, 69, 10, 107), (Figure(cycle, "n"), Figure(cycle, "events"), Figure(cycle, "median"), Figure(cycle, "quantile_25"), Figure(cycle, "quantile_75")));
        Near(0.3970147464, cycle.GetProperty("figures").GetProperty("won_by_90"));
        Near(51.78197263, cycle.GetProperty("figures").GetProperty("won_only_mean"));
        Assert.Contains("1291", cycle.GetProperty("warnings").GetProperty("older_than_any_closed").GetString()!, StringComparison.Ordinal);

        var pipeline = await trichter.ReportAsync("pipeline", asOf);
        Assert.Equal([500, 1589], pipeline.GetProperty("rows").EnumerateArray().Take(2).Select(row => row.GetProperty("deals").GetInt32()));
    }

    private async Task<string> DoAsync(params string[] arguments)
    {
        var (code, output, error) = await trichter.RunAsync(arguments);
        Assert.True(code == 0, $"{code}\n{error}\n{output}");
        return output + error;
    }

    private static int Figure(JsonElement report, string name) => (int)report.GetProperty("figures").GetProperty(name).GetDouble();

    private static void Near(double expected, JsonElement actual) => Assert.InRange(actual.GetDouble(), expected * (1 - 1e-6), expected * (1 + 1e-6));

    private static JsonDocument Oracle(string set) => JsonDocument.Parse(File.ReadAllText(SharedData.Path("oracles", set, "oracle.json")));
}
