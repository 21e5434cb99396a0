using Microsoft.EntityFrameworkCore;
using Trichter.Insight.Facts;
using Trichter.Offers.Negotiation;
using Trichter.Offers.Objections;
using Trichter.Platform.Language;
using Trichter.Platform.Statistics;

namespace Trichter.Insight.Talks;

/// <summary>What customers object to and how it ends; what is given away and what comes back (O55).</summary>
internal sealed class ObjectionsReport(Db db, ReportScopes scopes, DealFacts facts, Texts texts) : IReport
{
    public string Name => "objections";

    public ReportGroup Group => ReportGroup.Work;

    public Told Title => new("Objections and concessions");

    public Told Definition => new("Objections noted and concessions offered in the period. Resolved is counted among those that have been answered; a concession is paired when it answers a wish and something comes in return, or it is marked as goodwill. Costs that could not be reckoned are counted apart, not as 0. What goes together with winning is no proof of what wins.");

    public Type View => typeof(PlainView);

    public async Task<ReportResult> RunAsync(ReportQuery query, CancellationToken cancellation = default)
    {
        var scope = await scopes.OfAsync(query, cancellation);
        var seen = (await facts.DealsAsync(scope, cancellation)).Select(deal => deal.DealId).ToHashSet();
        var (from, to) = scope.Instants();
        var objections = (await db.Objections.AsNoTracking().Where(its => its.NotedAt >= from && its.NotedAt < to && db.Deals.Any(deal => deal.Id == its.DealId && deal.ProcessId == scope.Process.Id))
            .Select(its => new { its.DealId, its.KindId, its.State }).ToListAsync(cancellation)).Where(its => seen.Contains(its.DealId)).ToList();
        var concessions = (await db.Concessions.AsNoTracking().Where(its => its.OfferedAt >= from && its.OfferedAt < to && its.State != ConcessionState.TakenBack && db.Deals.Any(deal => deal.Id == its.DealId && deal.ProcessId == scope.Process.Id))
            .ToListAsync(cancellation)).Where(its => seen.Contains(its.DealId)).ToList();
        var kinds = (await db.ObjectionKinds.AsNoTracking().ToListAsync(cancellation)).ToDictionary(kind => kind.Id, kind => texts[kind.Name]);
        var given = (await db.ConcessionKinds.AsNoTracking().ToListAsync(cancellation)).ToDictionary(kind => kind.Id, kind => texts[kind.Name]);
        var deals = objections.Select(its => its.DealId).Concat(concessions.Select(its => its.DealId)).Distinct().ToList();
        var unknown = concessions.Count(its => its.CostMinor is null || its.Currency != scope.Currency);

        return new ReportResult(
            Name, scope.Process.Key, query.From, query.To, scope.AsOf, deals.Count, ResultParts.Excluded(), ResultParts.NoWarnings.WithHiddenValues(scope),
            new Dictionary<string, object?>
            {
                ["objections"] = objections.Count,
                ["concessions"] = concessions.Count,
                ["cost"] = CostOf(scope, concessions),
                ["cost_words"] = texts.Count(unknown, "not known of {0}|not known of {0}"),
            }.With("resolved", Resolved(objections.Select(its => its.State))).With("paired", Paired(concessions)),
            [.. objections.GroupBy(its => its.KindId).OrderByDescending(kind => kind.Count()).Select(kind => new Dictionary<string, object?>
            {
                ["name"] = kinds.GetValueOrDefault(kind.Key, "–"),
                ["count"] = kind.Count(),
                ["open"] = kind.Count(its => its.State == ObjectionState.Open),
                ["lost"] = kind.Count(its => its.State == ObjectionState.Lost),
            }.With("resolved", Resolved(kind.Select(its => its.State))))])
        {
            DealIds = deals,
            Tables = new Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, object?>>>
            {
                ["concessions"] = [.. concessions.GroupBy(its => its.KindId).OrderByDescending(kind => kind.Count()).Select(kind => new Dictionary<string, object?>
                {
                    ["name"] = given.GetValueOrDefault(kind.Key, "–"),
                    ["count"] = kind.Count(),
                    ["agreed"] = kind.Count(its => its.State == ConcessionState.Agreed),
                    ["cost"] = CostOf(scope, [.. kind]),
                    ["cost_unknown"] = kind.Count(its => its.CostMinor is null || its.Currency != scope.Currency),
                }.With("paired", Paired([.. kind])))],
            },
        };
    }

    /// <summary>Null where none is known, or hidden.</summary>
    private static decimal? CostOf(ReportScope scope, List<Concession> concessions)
    {
        var known = concessions.Where(its => its.CostMinor is not null && its.Currency == scope.Currency).ToList();
        return known.Count == 0 ? null : scope.ValueOf(known.Sum(its => its.CostMinor!.Value));
    }

    private static Rate Resolved(IEnumerable<ObjectionState> states)
    {
        var answered = states.Where(state => state != ObjectionState.Open).ToList();
        return new Rate(answered.Count(state => state == ObjectionState.Resolved), answered.Count);
    }

    private static Rate Paired(List<Concession> concessions) => new(concessions.Count(its => its.IsPaired), concessions.Count);
}
