using Trichter.Insight.Facts;
using Trichter.Platform.Language;
using Trichter.Process;

namespace Trichter.Insight.Flow;

internal sealed class FlowReport(ReportScopes scopes, VisitFacts facts, Texts texts) : IReport
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
        var deals = await facts.OfAsync(scope, cancellation);
        var open = deals.Where(one => one.Deal.IsOpen).ToList();
        var monday = scope.AsOf.AddDays(1);
        while (monday.DayOfWeek != DayOfWeek.Monday) monday = monday.AddDays(-1);
        var from = monday.DayNumber - 7 * WeeksShown;
        var (dated, people) = Dated(deals, from, from + 7 * WeeksShown, scope.AsOf.DayNumber - StageNow.Year);
        var longest = deals.Where(one => !one.Deal.IsOpen && one.Deal.EndDay is not null && one.Deal.EntryDay is not null)
            .Select(one => one.Deal.EndDay!.Value.DayNumber - one.Deal.EntryDay!.Value.DayNumber).DefaultIfEmpty(int.MaxValue).Max();
        var dead = open.Where(one => one.Deal.EntryDay is { } day && (long)scope.AsOf.DayNumber - day.DayNumber > longest).ToLookup(one => one.Deal.Position);

        var there = open.CountBy(one => one.Deal.Position).ToDictionary();
        var rows = scope.SalesStages.AsParallel().AsOrdered().Select(stage => (Stage: stage, Now: StageNow.Of(dated.GetValueOrDefault(stage.Position, []), from, WeeksShown, scope.AsOf, people.GetValueOrDefault(stage.Position)?.Count ?? 0))).ToList()
            .ConvertAll(one => Row(one.Stage, one.Now, scope.AsOf, there.GetValueOrDefault(one.Stage.Position), dead[one.Stage.Position].Count()));
        var worst = rows.Where(row => (bool)row["bottleneck"]!).OrderByDescending(row => (int)row["old"]!).ThenByDescending(row => (double)row["growth"]!).FirstOrDefault();
        return new ReportResult(
            Name, scope.Process.Key, null, null, scope.AsOf, open.Count, ResultParts.Excluded(),
            dead.Count == 0 ? ResultParts.NoWarnings : new Dictionary<string, Told>
            {
                ["older_than_any_closed"] = new("{0} open deals are older than any deal that ever closed ({1} days).", dead.Sum(stage => stage.Count()), longest),
            },
            new Dictionary<string, object?>
            {
                ["open"] = open.Count,
                ["weeks_from"] = DateOnly.FromDayNumber(from),
                ["weeks_to"] = monday.AddDays(-1),
                ["bottlenecks"] = rows.Count(row => (bool)row["bottleneck"]!),
                ["worst"] = worst?["stage"],
                ["worst_name"] = worst?["name"],
            },
            rows)
        { RowsAt = "only=open" };
    }

    /// <summary>Visits by position: of each is known when it began, and when it ended if it has. With them whose deals went on from there between the two days.</summary>
    /// <param name="since">What ended before tells nothing of today.</param>
    private static (Dictionary<int, List<Visit>> Visits, Dictionary<int, HashSet<Guid>> People) Dated(List<DealVisits> deals, int from, int to, int since)
    {
        var (found, people) = (new Dictionary<int, List<Visit>>(), new Dictionary<int, HashSet<Guid>>());
        foreach (var one in deals)
        {
            for (var place = 0; place < one.Visits.Count; place++)
            {
                var visit = one.Visits[place];
                if (visit.EnteredOn(inCalendarDays: true) is not { } entered || visit.LeftTo is null != visit.LeftDay is null) continue;
                if (!found.TryGetValue(visit.Position, out var its)) found[visit.Position] = its = [];
                var left = visit.LeftOn(inCalendarDays: true);
                if (left < since && entered < since) continue;
                its.Add(new Visit(entered, left));
                if (left >= from && left < to && one.Deal.OwnerId is { } owner)
                {
                    if (!people.TryGetValue(visit.Position, out var hands)) people[visit.Position] = hands = [];
                    hands.Add(owner);
                }
            }
        }

        return (found, people);
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
