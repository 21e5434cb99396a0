using System.Globalization;
using System.Text;
using System.Text.Json;
using Trichter.Insight.Funnel;
using Trichter.Platform.Statistics;
using Trichter.Tests.Support;
using static Trichter.Tests.Insight.Figures.Oracle;

namespace Trichter.Tests.Insight.Figures;

/// <summary>How long loans and tickets took, to the second, and how far loans got.</summary>
public sealed class TimesOfEventLogsTests
{
    private const string Loans = "bpic2012-loan-funnel", Tickets = "bpic2013-closed-problems";
    private static readonly string[] Ends = ["A_APPROVED", "A_DECLINED", "A_CANCELLED"];
    private static readonly string[] Stages = ["A_SUBMITTED", "A_PREACCEPTED", "A_ACCEPTED", "O_SENT", "O_SENT_BACK"];

    private static List<List<(string Name, DateTimeOffset At)>> Events =>
        [.. Encoding.UTF8.GetString(Xes.ToCsv(SharedData.Path(Loans, "financial_log.xes.gz"), (name, _) => name)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(line => line.Split(',')).GroupBy(cells => cells[0]).Select(one => one.Select(cells => (cells[1], DateTimeOffset.Parse(cells[2], CultureInfo.InvariantCulture))).ToList())];

    [Fact]
    public void Loans_are_decided_and_get_as_far_as_the_oracle_says()
    {
        var (events, truth) = (Events, SharedData.Json("oracles", Loans, "oracle.json"));
        var asOf = events.Max(one => one[^1].At);
        foreach (var (name, from) in new[] { ("time_submitted_to_outcome", "A_SUBMITTED"), ("time_offer_sent_to_outcome", "O_SENT") })
        {
            var curve = Survival.Of(events.Where(one => one.Exists(step => step.Name == from)).Select(one =>
            {
                var end = one.FirstOrDefault(step => Ends.Contains(step.Name));
                return new Observation(((end.Name is null ? asOf : end.At) - one.First(step => step.Name == from).At).TotalSeconds / 86_400, end.Name is null ? 0 : Array.IndexOf(Ends, end.Name) + 1);
            }), 3);
            var expected = truth.GetProperty(name);
            Assert.Equal((expected.GetProperty("n").GetInt32(), expected.GetProperty("events").GetInt32()), (curve.Count, curve.Events));
            Near(expected, curve);
            foreach (var (outcome, cause) in new[] { ("approved", 1), ("declined", 2), ("cancelled", 3) })
                foreach (var at in expected.GetProperty(outcome).EnumerateArray()) Same(Number(at, "cif"), Last(curve, at.GetProperty("t").GetDouble(), row => row.EndedByCause[cause - 1].Value) ?? 0);
        }

        var funnel = CohortFunnel.Of([1, 2, 3, 4, 5], events.Select(one => (
            1, one.Max(step => Array.IndexOf(Stages, step.Name) + 1), one.Exists(step => step.Name == Ends[0]) ? 2 : one.Exists(step => Ends.Contains(step.Name)) ? 1 : 0, 1)));
        foreach (var (row, stage) in SharedData.Table("oracles", Loans, "funnel.csv").Zip(funnel)) Assert.Equal(Whole(row["reached_at_least"]), stage.Reached);
    }

    [Fact]
    public void Tickets_take_as_long_as_the_oracle_says_and_half_as_known_they_look_quick()
    {
        var truth = SharedData.Json("oracles", Tickets, "oracle.json");
        var tickets = File.ReadAllLines(SharedData.Path(Tickets, "BPI2013_closed.csv")).Skip(1).Select(line => line.Split(',')).GroupBy(cells => cells[11])
            .Select(ticket => ticket.Select(cells => (Done: cells[9] is "Closed" or "Cancelled", At: DateTimeOffset.Parse(cells[10], CultureInfo.InvariantCulture))).ToList()).ToList();

        Near(truth.GetProperty("time_to_first_close"), Survival.Of(tickets.Select(ticket => new Observation((ticket.First(step => step.Done).At - ticket[0].At).TotalSeconds / 86_400, 1))));
        Near(truth.GetProperty("time_to_last_close"), Survival.Of(tickets.Select(ticket => new Observation((ticket.Last(step => step.Done).At - ticket[0].At).TotalSeconds / 86_400, 1))));

        var then = new DateTimeOffset(2012, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var seen = truth.GetProperty("as_seen_on_2012_01_01");
        var curve = Survival.Of(tickets.Where(ticket => ticket[0].At < then).Select(ticket =>
        {
            var closed = ticket.FirstOrDefault(step => step.Done && step.At < then);
            return new Observation(((closed.Done ? closed.At : then) - ticket[0].At).TotalSeconds / 86_400, closed.Done ? 1 : 0);
        }));
        Assert.Equal((seen.GetProperty("n").GetInt32(), seen.GetProperty("events").GetInt32()), (curve.Count, curve.Events));
        Near(seen, curve);
    }

    private static void Near(JsonElement expected, Survival curve)
    {
        foreach (var at in expected.GetProperty("at").EnumerateArray()) Same(Number(at, "surv"), Last(curve, at.GetProperty("t").GetDouble(), row => row.Open.Value) ?? 1);
        foreach (var quantile in expected.GetProperty("quantiles").EnumerateArray()) Same(Number(quantile, "t"), curve.Quantile(quantile.GetProperty("q").GetDouble()).Time);
    }

    /// <summary>The value of the last row up to a time, also past the longest follow-up, where the product says nothing.</summary>
    private static double? Last(Survival curve, double time, Func<SurvivalRow, double> of) => curve.Rows.LastOrDefault(row => row.Time <= time) is { } row ? of(row) : null;
}
