using Microsoft.EntityFrameworkCore;
using Trichter.Activities;
using Trichter.Insight.Facts;
using Trichter.Platform.Language;
using Trichter.Platform.Statistics;

namespace Trichter.Insight.Effects;

internal sealed class ActivitiesReport(Db db, ReportScopes scopes, VisitFacts facts, Texts texts) : IReport
{
    private const int Days = 14;

    public string Name => "activities";

    public ReportGroup Group => ReportGroup.Work;

    public Told Title => new("Activities");

    public Told Definition => new("Done activities by kind on deals that entered in the period, by the day on which they were done. Below: among deals still open 14 days after they entered a stage, those with such an activity within these days against those without, by whether they were won in the end. What goes together is no proof of a cause: promising deals may get more attention.");

    public Type View => typeof(ActivitiesView);

    public async Task<ReportResult> RunAsync(ReportQuery query, CancellationToken cancellation = default)
    {
        var scope = await scopes.OfAsync(query, cancellation);
        var known = await facts.OfAsync(scope, cancellation);
        var deals = known.Where(one => one.Deal.EnteredWithin(scope)).ToList();
        var noEntry = known.Count(one => one.Deal.EntryDay is null);
        var all = await db.Activities.AsNoTracking().Where(activity => activity.DoneAt != null && activity.DoneAt < scope.EndOfAsOf && activity.DealId != null)
            .Select(activity => new DoneActivity(activity.DealId!.Value, activity.Type, activity.DoneAt!.Value, activity.DueAt)).ToListAsync(cancellation);
        var worked = all.Select(activity => activity.DealId).ToHashSet();
        worked.IntersectWith(deals.Select(one => one.Deal.DealId).Where(worked.Contains));
        var done = all.FindAll(activity => worked.Contains(activity.DealId));

        var effects = Effects(scope, deals, done.ToLookup(activity => activity.DealId));
        return new ReportResult(
            Name, scope.Process.Key, query.From, query.To, scope.AsOf, deals.Count + noEntry, ResultParts.Excluded((ResultParts.NoEntryDate, noEntry)), ResultParts.NoWarnings,
            new Dictionary<string, object?>
            {
                ["deals"] = deals.Count,
                ["done"] = done.Count,
                ["deals_worked"] = worked.Count,
            }.With("on_time", OnTime(done)),
            [.. Enum.GetValues<ActivityType>().Select(type => (Type: type, Its: done.Where(activity => activity.Type == type).ToList())).Select(kind => new Dictionary<string, object?>
            {
                ["kind"] = kind.Type,
                ["name"] = texts.Of(kind.Type),
                ["done"] = kind.Its.Count,
                ["deals"] = kind.Its.Select(activity => activity.DealId).Distinct().Count(),
            }.With("on_time", OnTime(kind.Its)))])
        {
            Tables = new Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, object?>>> { ["effects"] = effects },
        };
    }

    private static Rate OnTime(List<DoneActivity> done)
    {
        var planned = done.Where(activity => activity.DueAt is not null).ToList();
        return new Rate(planned.Count(activity => activity.DoneAt <= activity.DueAt), planned.Count);
    }

    private List<IReadOnlyDictionary<string, object?>> Effects(ReportScope scope, List<DealVisits> deals, ILookup<Guid, DoneActivity> done)
    {
        var compared = EffectTable.Of(scope, deals, deal => done[deal].Select(activity => (activity.Type, activity.DoneAt)), Days)
            .Select(one => (one.Stage, one.Type, Effect: ActivityEffect.Of(one.Strata))).Where(one => one.Effect.With.N > 0 && one.Effect.Without.N > 0).ToList();
        var stand = ManyTests.Stand([.. compared.Select(one => one.Effect.MayCompare ? one.Effect.P : null)]);
        return [.. compared.Select((one, place) => (IReadOnlyDictionary<string, object?>)EffectRows.Of(new Dictionary<string, object?>
        {
            ["stage"] = one.Stage.Key,
            ["stage_name"] = texts[one.Stage.Name],
            ["kind"] = one.Type,
            ["name"] = texts.Of(one.Type),
        }, one.Effect, stand[place]))];
    }

    private sealed record DoneActivity(Guid DealId, ActivityType Type, DateTime DoneAt, DateTime? DueAt);
}
