using Trichter.Insight.Facts;
using Trichter.Platform.Language;
using Trichter.Process;

namespace Trichter.Insight.Flow;

internal sealed class FlowReport(ReportScopes scopes, DealFacts facts, Texts texts) : IReport
{
    private const int WeeksShown = 6;

    public string Name => "bottlenecks";

    public ReportGroup Group => ReportGroup.Time;

    public Told Title => new("Bottlenecks");

    public Told Definition => new("All visits of deals to a stage in the last six complete weeks: what came in, what went out, and how many were there. A stage is called a bottleneck only if growth is above zero with its whole interval, or if at least a quarter and five of its open visits are older than nine in ten of those completed in twelve months.");

    public Type View => typeof(FlowView);

    public bool IsOfFactsAlone => true;

    public async Task<ReportResult> RunAsync(ReportQuery query, CancellationToken cancellation = default)
    {
        var scope = await scopes.OfAsync(query with { From = null, To = null }, cancellation);
        var monday = scope.AsOf.AddDays(1);
        while (monday.DayOfWeek != DayOfWeek.Monday) monday = monday.AddDays(-1);
        var from = monday.DayNumber - 7 * WeeksShown;
        var parts = (await facts.SeenAsync(scope, cancellation)).Parts(from, deals => FlowPart.Of(deals, from, WeeksShown, scope.AsOf), cancellation);
        var longest = parts.Select(part => part.Longest).Where(days => days > int.MinValue).DefaultIfEmpty(int.MaxValue).Max();
        var (open, tooOld) = (parts.Sum(part => part.Open), (long)scope.AsOf.DayNumber - longest);

        var rows = scope.SalesStages.AsParallel().AsOrdered().Select(stage => (
                Stage: stage, Now: FlowPart.Together(parts, stage.Position, from, WeeksShown, scope.AsOf),
                There: parts.Sum(part => part.OpenAt(stage.Position)), Dead: parts.Sum(part => part.OpenAt(stage.Position, tooOld)))).ToList()
            .ConvertAll(one => Row(one.Stage, one.Now, scope.AsOf, one.There, one.Dead));
        var dead = parts.Sum(part => part.OpenBefore(tooOld));
        var worst = rows.Where(row => (bool)row["bottleneck"]!).OrderByDescending(row => (int)row["old"]!).ThenByDescending(row => (double)row["growth"]!).FirstOrDefault();
        return new ReportResult(
            Name, scope.Process.Key, null, null, scope.AsOf, open, ResultParts.Excluded(),
            dead == 0 ? ResultParts.NoWarnings : new Dictionary<string, Told>
            {
                ["older_than_any_closed"] = new("{0} open deals are older than any deal that ever closed ({1} days).", dead, longest),
            },
            new Dictionary<string, object?>
            {
                ["open"] = open,
                ["weeks_from"] = DateOnly.FromDayNumber(from),
                ["weeks_to"] = monday.AddDays(-1),
                ["bottlenecks"] = rows.Count(row => (bool)row["bottleneck"]!),
                ["worst"] = worst?["stage"],
                ["worst_name"] = worst?["name"],
            },
            rows)
        { RowsAt = "only=open" };
    }

    private Dictionary<string, object?> Row(Stage stage, StageNow its, DateOnly asOf, int now, int dead) => new()
    {
        ["stage"] = stage.Key,
        ["name"] = texts[stage.Name],
        ["now"] = now,
        ["now_without_dead"] = now - dead,
        ["at_start"] = its.Flow.Weeks[0].AtStart,
        ["in"] = its.Flow.In,
        ["out"] = its.Flow.Out,
        ["at_end"] = its.Flow.Weeks[^1].AtEnd,
        ["growth"] = its.Flow.Growth,
        ["growth_lo95"] = its.Flow.GrowthLower,
        ["growth_hi95"] = its.Flow.GrowthUpper,
        ["counts_only"] = its.Flow.CountsOnly,
        ["people"] = its.People,
        ["capacity"] = its.Capacity,
        ["growth_with_one_more"] = its.GrowthWithOneMore,
        ["mean_there"] = its.Flow.MeanThere,
        ["expected_days"] = its.Flow.ExpectedDays,
        ["days_by_curve"] = its.Stay,
        ["unsteady"] = !its.Flow.CountsOnly && its.Flow.IsUnsteady(its.Stay),
        ["usual_median"] = its.Ages?.Median,
        ["usual_p90"] = its.Ages?.Limit,
        ["old"] = its.Ages?.Old ?? 0,
        ["old_before"] = its.Ages is null ? null : asOf.AddDays(-(int)Math.Floor(its.Ages.Limit)),
        ["grows"] = !its.Flow.CountsOnly && its.Flow.GrowthLower > 0,
        ["too_many_old"] = its.Ages?.TooManyOld == true,
        ["bottleneck"] = its.Flow.IsBottleneck(its.Ages),
    };
}
