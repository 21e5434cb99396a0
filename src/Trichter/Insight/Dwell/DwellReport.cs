using System.Runtime.InteropServices;
using Trichter.Insight.Facts;
using Trichter.Platform.Language;
using Trichter.Platform.Statistics;

namespace Trichter.Insight.Dwell;

internal sealed class DwellReport(ReportScopes scopes, VisitFacts facts, Texts texts) : IReport
{
    public string Name => "dwell";

    public ReportGroup Group => ReportGroup.Time;

    public Told Title => new("Time in stage");

    public Told Definition => new("Time from the first entry of a stage to the first entry of a later one, or to the end of the deal without one, for deals that entered in the period. A step back does not end it; those still there count with the time they have been there so far (Kaplan–Meier).");

    public Type View => typeof(DwellView);

    public bool IsOfFactsAlone => true;

    public async Task<ReportResult> RunAsync(ReportQuery query, CancellationToken cancellation = default)
    {
        var scope = await scopes.OfAsync(query, cancellation);
        var all = await facts.OfAsync(scope, cancellation);
        var entered = all.Where(one => one.Deal.EnteredWithin(scope)).ToList();
        var noEntry = all.Count(one => one.Deal.EntryDay is null);
        var noEnd = entered.Count(WithoutEnd);
        var scale = DayScale.Of(entered, scope);
        var stages = scope.SalesStages.Zip(Dwells(scope, entered, scale)).AsParallel().AsOrdered()
            .Select(one => (Stage: one.First, Dwell: one.Second, Curve: Survival.Of(one.Second.Observations, causes: 2))).ToList();
        var backwards = stages.Max(one => one.Dwell.EndedBeforeStart);
        var slowest = stages.Where(one => !one.Curve.FewEvents && one.Curve.Quantile(.5).Time is not null).OrderByDescending(one => one.Curve.Quantile(.5).Time).FirstOrDefault();

        return new ReportResult(
            Name, scope.Process.Key, query.From, query.To, scope.AsOf, entered.Count + noEntry,
            ResultParts.Excluded((ResultParts.NoEntryDate, noEntry), (ResultParts.NoEndDate, noEnd)), ResultParts.NoWarnings,
            new Dictionary<string, object?>
            {
                ["deals"] = entered.Count - noEnd,
                ["slowest"] = slowest.Stage?.Key,
                ["slowest_name"] = slowest.Stage is null ? null : texts[slowest.Stage.Name],
                ["slowest_median"] = slowest.Curve?.Quantile(.5).Time,
                ["backwards"] = backwards,
                ["unit"] = scale.InCalendarDays ? "calendar days" : "days",
            },
            [.. stages.Select(one => Row(one.Stage.Key, texts[one.Stage.Name], one.Dwell, one.Curve))]);
    }

    private static bool WithoutEnd(DealVisits one) => !one.Deal.IsOpen && one.Deal.EndDay is null;

    /// <summary>A visit of which nobody knows when it began cannot be timed; the others of the deal can.</summary>
    private static IReadOnlyList<StageDwell> Dwells(ReportScope scope, List<DealVisits> entered, DayScale scale)
    {
        var counters = scope.SalesStages.Select(stage => new DwellCounter(stage.Position, scale.Now, entered.Count)).ToList();
        var timed = new List<StageVisit>();
        foreach (var one in entered)
        {
            if (WithoutEnd(one)) continue;
            timed.Clear();
            for (var place = 0; place < one.Visits.Count; place++)
            {
                var visit = one.Visits[place];
                if (scale.Entered(visit) is not { } at) continue;
                var left = scale.Left(visit);
                timed.Add(new StageVisit(visit.Position, at, left, left is null ? null : visit.LeftTo));
            }

            foreach (var counter in counters) counter.Add(CollectionsMarshal.AsSpan(timed));
        }

        return [.. counters.Select(counter => counter.Counted())];
    }

    private static Dictionary<string, object?> Row(string key, string name, StageDwell dwell, Survival curve)
    {
        var median = curve.Quantile(.5);
        return new Dictionary<string, object?>
        {
            ["stage"] = key,
            ["name"] = name,
            ["n"] = dwell.Deals,
            ["moved_on"] = dwell.CountOf(StageDwell.MovedOn),
            ["ended_there"] = dwell.CountOf(StageDwell.EndedThere),
            ["still_there"] = dwell.CountOf(0),
            ["ended_before_start"] = dwell.EndedBeforeStart,
            ["median"] = median.Time,
            ["median_lo95"] = median.Lower,
            ["median_hi95"] = median.Upper,
            ["few_events"] = curve.FewEvents,
            ["restricted_mean"] = curve.Count == 0 ? null : curve.RestrictedMean(),
            ["moved_on_share"] = curve.Rows.Count == 0 ? null : curve.Rows[^1].EndedByCause[0].Value,
            ["longest_follow_up"] = curve.LongestFollowUp,
        };
    }
}
