using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Trichter.Exchange.Import;
using Trichter.Tests.Support;

namespace Trichter.Tests.Exchange;

/// <summary>The event log of a Dutch bank (BPI Challenge 2012): 13,087 applications for a loan with 262,200 events.</summary>
public sealed class ImportLoanFunnelTests : IAsyncLifetime
{
    private const string Log = "financial_log.xes.gz";

    private readonly App app = new();

    public ValueTask InitializeAsync() => new(app.SetUpAsync("funnel-5", timeZone: "UTC"));

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    [Fact, Trait("Database", "any")]
    public async Task All_events_come_in_with_their_order_and_their_times()
    {
        var oracle = SharedData.Json("oracles", "bpic2012-loan-funnel", "oracle.json");
        var csv = Xes.ToCsv(SharedData.Path("bpic2012-loan-funnel", Log), (name, lifecycle) => $"{name}+{lifecycle}");

        var run = await app.RunImportAsync((await app.PrepareAsync(csv, ImportKind.Events, newProcess: "Loan")).Id);

        Assert.Equal((262_200, 13_087, 249_113, 0), (run.RowsDone, run.Created, run.Updated, run.Refused));
        var rows = await app.InDbAsync(db => db.Transitions.AsNoTracking().OrderBy(row => row.DealId).ThenBy(row => row.Seq)
            .Select(row => new { row.DealId, row.StageKey, row.EnteredAt }).ToListAsync());
        var names = await app.InDbAsync(db => db.ProcessVersions.SelectMany(version => EF.Property<List<Trichter.Process.Stage>>(version, "stages")).ToListAsync());
        var nameOf = names.DistinctBy(stage => stage.Key).ToDictionary(stage => stage.Key, stage => stage.Name.En);
        var cases = rows.GroupBy(row => row.DealId).Select(its => its.ToList()).ToList();

        var variants = cases.CountBy(its => string.Join(" > ", its.Select(row => nameOf[row.StageKey]))).OrderByDescending(its => its.Value).ThenBy(its => its.Key, StringComparer.Ordinal).ToList();
        Assert.Equal(oracle.GetProperty("variants").GetProperty("all_events").GetInt32(), variants.Count);
        Assert.Equal(
            File.ReadLines(SharedData.Path("oracles", "bpic2012-loan-funnel", "variants-all-events.csv")).Skip(1).Select(line => line.Split(',', 4)).Select(cells => $"{cells[1]} × {cells[3].Trim('"')}"),
            variants.Take(20).Select(its => $"{its.Value} × {its.Key}"));

        var duration = oracle.GetProperty("case_duration_first_to_last_event_days");
        var days = cases.Select(its => (its[^1].EnteredAt!.Value - its[0].EnteredAt!.Value).TotalDays).Order().ToList();
        Near(duration.GetProperty("median").GetDouble(), days[days.Count / 2]);
        Near(duration.GetProperty("mean").GetDouble(), days.Average());
        Near(duration.GetProperty("max").GetDouble(), days[^1]);
        var approved = cases.Where(its => its.Any(row => nameOf[row.StageKey] == "A_APPROVED+COMPLETE")).Select(its => (its[^1].EnteredAt!.Value - its[0].EnteredAt!.Value).TotalDays).Order().ToList();
        Assert.Equal(2246, approved.Count);
        Near(oracle.GetProperty("approved_case_duration_first_to_last_event_median_days").GetDouble(), (approved[1122] + approved[1123]) / 2);
    }

    [Fact]
    public async Task Funnel_and_times_of_the_stages_are_as_counted()
    {
        Assert.SkipWhen(TestDatabase.IsPostgres, "The events come in on both databases above; the figures of a second import are counted once.");
        var oracle = SharedData.Json("oracles", "bpic2012-loan-funnel", "oracle.json");
        using var trichter = new CommandRun();
        var file = trichter.Write("loan.csv", System.Text.Encoding.UTF8.GetString(Xes.ToCsv(SharedData.Path("bpic2012-loan-funnel", Log), (name, lifecycle) => name switch
        {
            "A_SUBMITTED" or "A_PREACCEPTED" or "A_ACCEPTED" or "O_SENT" or "O_SENT_BACK" => name,
            "A_APPROVED" => "won",
            "A_DECLINED" or "A_CANCELLED" => "lost",
            _ => null,
        })));
        await DoAsync(trichter, "demo", "--template", "aida");
        await DoAsync(trichter, "import", file, "--as", "events", "--process", "Loan");

        var funnel = await trichter.ReportAsync("funnel", "--process", "loan", "--as-of", "2012-03-14");
        var truth = SharedData.Table("oracles", "bpic2012-loan-funnel", "funnel.csv").ToList();
        var rows = funnel.GetProperty("rows").EnumerateArray().ToDictionary(row => row.GetProperty("name").GetString()!);
        foreach (var row in truth.Where(row => row["stage"] != "A_APPROVED"))
            Assert.Equal((row["stage"], int.Parse(row["reached_at_least"], CultureInfo.InvariantCulture)), (row["stage"], rows[row["stage"]].GetProperty("reached").GetInt32()));
        Near(double.Parse(truth[^1]["share_of_entered"], CultureInfo.InvariantCulture), funnel.GetProperty("figures").GetProperty("won_of_entered").GetDouble());

        var cycle = (await trichter.ReportAsync("cycle-time", "--process", "loan", "--as-of", "2012-03-14")).GetProperty("figures");
        var times = oracle.GetProperty("time_submitted_to_outcome");
        Assert.Equal((times.GetProperty("events").GetInt32(), times.GetProperty("censored").GetInt32()), (cycle.GetProperty("events").GetInt32(), cycle.GetProperty("censored").GetInt32()));
        // The report looks at the end of a day, the counted truth at the last event of it; later quantiles feel the hours between.
        foreach (var quantile in times.GetProperty("quantiles").EnumerateArray().Where(its => its.GetProperty("q").GetDouble() <= 0.5))
            Near(quantile.GetProperty("t").GetDouble(), cycle.GetProperty(quantile.GetProperty("q").GetDouble() == 0.5 ? "median" : $"quantile_{quantile.GetProperty("q").GetDouble() * 100:0}").GetDouble());
        Near(times.GetProperty("naive_median_days").GetProperty("approved").GetDouble(), cycle.GetProperty("won_only_median").GetDouble());
    }

    private static async Task DoAsync(CommandRun trichter, params string[] arguments)
    {
        var (code, output, error) = await trichter.RunAsync(arguments);
        Assert.True(code == 0, error + output);
    }

    private static void Near(double expected, double actual) =>
        Assert.True(Math.Abs(expected - actual) <= Math.Max(1e-9, Math.Abs(expected) * 1e-6), string.Create(CultureInfo.InvariantCulture, $"{actual} instead of {expected}"));
}
