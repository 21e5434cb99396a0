using Trichter.Insight.Facts;
using Trichter.Insight.Statistics;
using Trichter.Platform.Language;
using Trichter.Process;

namespace Trichter.Insight.Flow;

internal sealed class FlowReport(ReportScopes scopes, VisitFacts facts, Texts texts) : IReport
{
    private const int WeeksShown = 6;
    private const int Year = 365;

    public string Name => "bottlenecks";

    public Told Title => new("Bottlenecks");

    public Told Definition => new("All visits of deals to a stage in the last six complete weeks: what came in, what went out, and how many were there. A stage is called a bottleneck only if growth is above zero with its whole interval, or if at least a quarter and five of its open visits are older than nine in ten of those completed in twelve months.");

    public Type View => typeof(FlowView);

    public async Task<ReportResult> RunAsync(ReportQuery query, CancellationToken cancellation = default)
    {
        var scope = await scopes.OfAsync(query with { From = null, To = null }, cancellation);
        var deals = await facts.OfAsync(scope, cancellation);
        var open = deals.Where(one => one.Deal.IsOpen).ToList();
        var dated = Dated(deals);
        var monday = scope.AsOf.AddDays(1);
        while (monday.DayOfWeek != DayOfWeek.Monday) monday = monday.AddDays(-1);
        var from = monday.DayNumber - 7 * WeeksShown;
        var longest = deals.Where(one => !one.Deal.IsOpen && one.Deal.EndDay is not null && one.Deal.EntryDay is not null)
            .Select(one => one.Deal.EndDay!.Value.DayNumber - one.Deal.EntryDay!.Value.DayNumber).DefaultIfEmpty(int.MaxValue).Max();
        var dead = open.Where(one => one.Deal.EntryDay is { } day && (long)scope.AsOf.DayNumber - day.DayNumber > longest).ToLookup(one => one.Deal.Position);

        var rows = scope.SalesStages.Select(stage => Row(stage, scope, open.Count(one => one.Deal.Position == stage.Position), dated.GetValueOrDefault(stage.Position, []), from, dead[stage.Position].Count())).ToList();
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

    /// <summary>Visits by position: of each is known when it began, and when it ended if it has.</summary>
    private static Dictionary<int, List<Visit>> Dated(List<DealVisits> deals)
    {
        var found = new Dictionary<int, List<Visit>>();
        foreach (var one in deals)
        {
            for (var place = 0; place < one.Visits.Count; place++)
            {
                var visit = one.Visits[place];
                if (visit.EnteredOn(inCalendarDays: true) is not { } entered || visit.LeftTo is null != visit.LeftDay is null) continue;
                if (!found.TryGetValue(visit.Position, out var its)) found[visit.Position] = its = [];
                its.Add(new Visit(entered, visit.LeftOn(inCalendarDays: true)));
            }
        }

        return found;
    }

    private Dictionary<string, object?> Row(Stage stage, ReportScope scope, int now, List<Visit> visits, int from, int dead)
    {
        var flow = StageFlow.Of(visits, from, WeeksShown);
        var completed = visits.Where(visit => visit.Left >= scope.AsOf.DayNumber - Year && visit.Left >= visit.Entered).Select(visit => visit.Left!.Value - visit.Entered).ToList();
        var open = visits.Where(visit => visit.Left is null).Select(visit => scope.AsOf.DayNumber - visit.Entered).ToList();
        var ages = AgeCheck.Of(open, completed);
        var stay = Survival.Of(completed.Select(days => new Observation(days, 1)).Concat(open.Where(days => days >= 0).Select(days => new Observation(days, 0)))).RestrictedMean();
        return new Dictionary<string, object?>
        {
            ["stage"] = stage.Key,
            ["name"] = texts[stage.Name],
            ["now"] = now,
            ["now_without_dead"] = now - dead,
            ["at_start"] = flow.Weeks[0].AtStart,
            ["in"] = flow.In,
            ["out"] = flow.Out,
            ["at_end"] = flow.Weeks[^1].AtEnd,
            ["growth"] = flow.Growth,
            ["growth_lo95"] = flow.GrowthLower,
            ["growth_hi95"] = flow.GrowthUpper,
            ["counts_only"] = flow.CountsOnly,
            ["mean_there"] = flow.MeanThere,
            ["expected_days"] = flow.ExpectedDays,
            ["days_by_curve"] = stay,
            ["unsteady"] = !flow.CountsOnly && flow.IsUnsteady(stay),
            ["usual_median"] = ages?.Median,
            ["usual_p90"] = ages?.Limit,
            ["old"] = ages?.Old ?? 0,
            ["old_before"] = ages is null ? null : scope.AsOf.AddDays(-(int)Math.Floor(ages.Limit)),
            ["grows"] = !flow.CountsOnly && flow.GrowthLower > 0,
            ["too_many_old"] = ages?.TooManyOld == true,
            ["bottleneck"] = flow.IsBottleneck(ages),
        };
    }
}
