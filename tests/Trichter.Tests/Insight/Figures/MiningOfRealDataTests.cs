using System.Globalization;
using System.Text;
using System.Text.Json;
using Trichter.Insight.Dwell;
using Trichter.Insight.Effects;
using Trichter.Insight.Mining.Figures;
using Trichter.Platform.Statistics;
using Trichter.Tests.Support;
using static Trichter.Tests.Insight.Figures.Oracle;

namespace Trichter.Tests.Insight.Figures;

/// <summary>262,200 events of a bank's loans, and 6,660 of a help desk.</summary>
public sealed class MiningOfRealDataTests
{
    private const string Loans = "bpic2012-loan-funnel", Tickets = "bpic2013-closed-problems";
    private static readonly string[] Closing = ["A_APPROVED", "A_REGISTERED", "A_ACTIVATED"];
    private static readonly string[] Ends = ["A_APPROVED", "A_DECLINED", "A_CANCELLED"];
    private static readonly string[] Stages = ["A_SUBMITTED", "A_PREACCEPTED", "A_ACCEPTED", "O_SENT", "O_SENT_BACK"];

    private static readonly Lazy<List<List<(string Name, string Class, DateTimeOffset At)>>> Log = new(() =>
        [.. Encoding.UTF8.GetString(Xes.ToCsv(SharedData.Path(Loans, "financial_log.xes.gz"), (name, lifecycle) => $"{name}+{lifecycle}"))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(','))
            .GroupBy(cells => cells[0]).Select(one => one.Select(cells => (cells[1][..cells[1].IndexOf('+', StringComparison.Ordinal)], cells[1], DateTimeOffset.Parse(cells[2], CultureInfo.InvariantCulture))).ToList())]);

    private static JsonElement Truth => SharedData.Json("oracles", Loans, "oracle.json");

    [Fact]
    public void Everything_that_happened_to_loans_is_mined_in_seconds()
    {
        var traces = Log.Value.ConvertAll(events => new Trace([.. events.Select(one => one.Class)], true));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var (arcs, ways) = (ProcessGraph.Arcs(traces), ProcessGraph.Variants(traces));

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(4), $"It took {watch.Elapsed}.");
        Assert.Equal(262_200, traces.Sum(trace => trace.Steps.Count));
        SameGraph("dfg-all-events.csv", arcs);
        SameWays("variants-all-events.csv", ways, Truth.GetProperty("variants").GetProperty("all_events").GetInt32());
    }

    [Theory]
    [InlineData("application", "A_")]
    [InlineData("application-and-offer", "AO")]
    public void Loans_by_their_states_make_the_graphs_of_the_oracle(string view, string letters)
    {
        var traces = TracesOf(letters[1] == '_' ? "A" : letters);
        SameGraph($"dfg-{view}.csv", ProcessGraph.Arcs(traces));
        SameWays($"variants-{view}.csv", ProcessGraph.Variants(traces), Truth.GetProperty("variants").GetProperty(view.Replace('-', '_')).GetInt32());
    }

    [Fact]
    public void Loans_keep_to_their_process_where_closing_steps_may_change_places()
    {
        var expected = Truth.GetProperty("conformance");
        var (rules, traces) = (MiningFiguresTests.RulesOf(expected.GetProperty("process")), TracesOf("A"));
        var checks = traces.ConvertAll(rules.Check);
        Assert.Equal((expected.GetProperty("allowed_moves").GetInt32(), expected.GetProperty("moves").GetInt32()), (checks.Sum(check => check.Allowed), checks.Sum(check => check.Moves)));
        Assert.Equal(expected.GetProperty("cases_fully_conforming").GetProperty("k").GetInt32(), checks.Count(check => check.Conforms));
        Assert.Equal(expected.GetProperty("alignment_cost_total").GetInt32(), checks.Sum(check => check.Cost));
        Same(Number(expected, "mean_alignment_fitness"), checks.Average(check => check.Fitness));

        foreach (var way in SharedData.Table("oracles", Loans, "conformance-by-variant.csv"))
        {
            var check = rules.Check(new Trace(way["variant"].Split(Trace.Arrow), way["finished"] == "True"));
            Assert.Equal((Whole(way["allowed_moves"]), Whole(way["moves"]), Whole(way["alignment_cost"])), (check.Allowed, check.Moves, check.Cost));
            Same(Number(way["alignment_fitness"]), check.Fitness);
        }

        var anyOrder = expected.GetProperty("with_closing_steps_in_any_order");
        var merged = new ProcessRules(expected.GetProperty("process").EnumerateObject().Where(arc => !Closing.Contains(arc.Name))
            .Select(arc => KeyValuePair.Create(arc.Name, arc.Value.EnumerateArray().Select(step => step.GetString() == Closing[0] ? "closing" : step.GetString()!)))
            .Append(KeyValuePair.Create<string, IEnumerable<string>>("closing", [ProcessRules.End])));
        var loose = traces.ConvertAll(trace => merged.Check(trace.AnyOrder(Closing.ToHashSet(), "closing")));
        Assert.Equal((anyOrder.GetProperty("allowed_moves").GetInt32(), anyOrder.GetProperty("moves").GetInt32()), (loose.Sum(check => check.Allowed), loose.Sum(check => check.Moves)));
        Assert.Equal(anyOrder.GetProperty("cases_fully_conforming").GetInt32(), loose.Count(check => check.Conforms));
    }

    [Fact]
    public void The_answer_changes_with_the_day_on_which_one_looks()
    {
        var expected = Truth.GetProperty("deviation_effect").GetProperty("more_than_one_offer_landmark");
        var cases = Log.Value.Where(events => events.Exists(one => one.Name == "O_SENT")).Select(events =>
        {
            var offers = events.Where(one => one.Name == "O_SENT").Select(one => one.At).ToList();
            var end = events.Where(one => Ends.Contains(one.Name)).Select(one => (one.Name, one.At)).FirstOrDefault();
            return (
                end.Name is null ? (double?)null : (end.At - offers[0]).TotalDays, offers.Count < 2 ? (double?)null : (offers[1] - offers[0]).TotalDays,
                end.Name is null ? (bool?)null : end.Name == Ends[0]);
        }).ToList();

        foreach (var day in expected.EnumerateArray())
        {
            var (with, without) = Landmark.At(day.GetProperty("landmark_days_after_first_offer").GetDouble(), cases);
            Assert.Equal((day.GetProperty("second_offer_by_then").GetProperty("k").GetInt32(), day.GetProperty("second_offer_by_then").GetProperty("n").GetInt32()), (with.K, with.N));
            Assert.Equal((day.GetProperty("one_offer_by_then").GetProperty("k").GetInt32(), day.GetProperty("one_offer_by_then").GetProperty("n").GetInt32()), (without.K, without.N));
            FlowAndEffectTests.SameDifference(day, RateDifference.Between(with, without));
        }
    }

    [Fact]
    public void Loans_stay_in_their_stages_as_long_as_the_oracle_says()
    {
        var asOf = Log.Value.Max(events => events.Max(one => one.At));
        var start = Log.Value.Min(events => events[0].At);
        double Days(DateTimeOffset at) => (at - start).TotalSeconds / 86_400;
        var deals = Log.Value.ConvertAll(events =>
        {
            var visits = Stages.Select((stage, place) => (Place: place + 1, At: events.Where(one => one.Name == stage).Select(one => (DateTimeOffset?)one.At).FirstOrDefault()))
                .Where(one => one.At is not null).Select(one => new StageVisit(one.Place, Days(one.At!.Value), null, null)).ToList();
            var end = events.Where(one => Ends.Contains(one.Name)).Select(one => (one.Name, one.At)).FirstOrDefault();
            if (end.Name is not null) visits[^1] = visits[^1] with { Left = Days(end.At), LeftTo = end.Name == Ends[0] ? "won" : "lost" };
            return (IReadOnlyList<StageVisit>)visits;
        });

        foreach (var (row, place) in SharedData.Table("oracles", Loans, "dwell-by-stage.csv").Select((row, place) => (row, place + 1)))
        {
            var dwell = StageDwell.Of(place, deals, Days(asOf));
            var curve = Survival.Of(dwell.Observations, 2);
            Assert.Equal(
                (Whole(row["n"]), Whole(row["moved_on"]), Whole(row["ended_without"]), Whole(row["still_there"])),
                (dwell.Deals, dwell.CountOf(StageDwell.MovedOn), dwell.CountOf(StageDwell.EndedThere), dwell.CountOf(0)));
            Assert.Equal(Number(row["km_median_days"])!.Value, curve.Quantile(.5).Time!.Value, 1e-7);
            Assert.Equal(Number(row["lo95"])!.Value, curve.Quantile(.5).Lower!.Value, 1e-7);
            Same(Number(row["cif_moved_on"]), curve.Rows[^1].EndedByCause[0].Value);
        }
    }

    [Fact]
    public void Tickets_make_the_graph_of_the_oracle_and_some_were_opened_again()
    {
        var rows = File.ReadAllLines(SharedData.Path(Tickets, "BPI2013_closed.csv")).Skip(1).Select(line => line.Split(',')).GroupBy(cells => cells[11]).ToList();
        var traces = rows.ConvertAll(ticket => new Trace([.. ticket.Select(cells => $"{cells[6]}/{cells[9]}")], true));
        foreach (var (expected, arc) in SharedData.Table("oracles", Tickets, "dfg.csv").Zip(ProcessGraph.Arcs(traces)))
            Assert.Equal((expected["from"], expected["to"], Whole(expected["count"])), (arc.From, arc.To, arc.Count));

        var ways = ProcessGraph.Variants(traces);
        foreach (var (expected, way) in SharedData.Table("oracles", Tickets, "variants.csv").Zip(ways)) Assert.Equal((expected["variant"], Whole(expected["cases"])), (way.Way, way.Records));
        var truth = SharedData.Json("oracles", Tickets, "oracle.json");
        Assert.Equal(truth.GetProperty("variants").GetInt32(), ways.Count);
        var reopened = rows.Count(ticket => ticket.Zip(ticket.Skip(1)).Any(pair => pair.First[9] is "Closed" or "Cancelled" && pair.Second[9] is not ("Closed" or "Cancelled")));
        Assert.Equal(truth.GetProperty("reopened_tickets").GetProperty("k").GetInt32(), reopened);
    }

    /// <summary>Events whose name begins with one of these letters; a loan is finished once one of its ends came.</summary>
    private static List<Trace> TracesOf(string letters) =>
        Log.Value.ConvertAll(events => new Trace([.. events.Where(one => letters.Contains(one.Name[0], StringComparison.Ordinal)).Select(one => one.Name)], events.Exists(one => Ends.Contains(one.Name))));

    private static void SameGraph(string file, IReadOnlyList<Arc> arcs)
    {
        foreach (var (expected, arc) in SharedData.Table("oracles", Loans, file).Zip(arcs))
            Assert.Equal((expected["from"], expected["to"], Whole(expected["count"]), Whole(expected["cases"])), (arc.From, arc.To, arc.Count, arc.Records));
    }

    private static void SameWays(string file, IReadOnlyList<Variant> ways, int count)
    {
        Assert.Equal(count, ways.Count);
        foreach (var (expected, way) in SharedData.Table("oracles", Loans, file).Zip(ways))
            Assert.Equal((expected["variant"], Whole(expected["cases"])), (way.Way, way.Records));
    }
}
