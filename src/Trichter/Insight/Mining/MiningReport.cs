using Microsoft.EntityFrameworkCore;
using Trichter.Insight.Effects;
using Trichter.Insight.Facts;
using Trichter.Insight.Mining.Figures;
using Trichter.Insight.Statistics;
using Trichter.Platform.Language;
using Trichter.Process;

namespace Trichter.Insight.Mining;

internal sealed class MiningReport(Db db, ReportScopes scopes, VisitFacts facts, ProcessCatalogue catalogue, Texts texts) : IReport
{
    private const int FewestForAWay = 5;
    private const int FewestEnded = 200;
    private const int DaysUntilCompared = 14;

    public string Name => "mining";

    public Told Title => new("How it really runs");

    public Told Definition => new("The stages of each deal that entered in the period in the order in which they were recorded, then how it ended. Each deal is held against its own version of the process; optional stages may be left out. Deviations are compared among deals still open 14 days after they entered. What goes together is no proof of a cause.");

    public Type View => typeof(MiningView);

    public async Task<ReportResult> RunAsync(ReportQuery query, CancellationToken cancellation = default)
    {
        var scope = await scopes.OfAsync(query, cancellation);
        var all = await facts.OfAsync(scope, cancellation);
        var deals = all.Where(one => one.Deal.EnteredWithin(scope)).ToList();
        var noEntry = all.Count(one => one.Deal.EntryDay is null);
        var existing = await db.Deals.AsNoTracking().IgnoreQueryFilters().Where(deal => deal.ProcessId == scope.Process.Id && deal.ExistingCustomer).Select(deal => deal.Id).ToHashSetAsync(cancellation);
        var checkedDeals = await CheckAsync(deals, existing, cancellation);

        var traces = checkedDeals.ConvertAll(one => one.Trace);
        var ways = ProcessGraph.Variants(traces);
        var shown = ways.Where(way => way.Records >= FewestForAWay).ToList();
        var others = ways.Where(way => way.Records < FewestForAWay).ToList();
        var times = checkedDeals.ToLookup(one => one.Trace.Variant, one => TimeOf(one, scope.AsOf));
        var ended = traces.Count(trace => trace.IsFinished);
        int moves = checkedDeals.Sum(one => one.Check.Moves), allowed = checkedDeals.Sum(one => one.Check.Allowed);
        var deviations = DeviationRows(checkedDeals, scope);

        return new ReportResult(
            Name, scope.Process.Key, query.From, query.To, scope.AsOf, deals.Count + noEntry, ResultParts.Excluded((ResultParts.NoEntryDate, noEntry)),
            ended >= FewestEnded ? ResultParts.NoWarnings : new Dictionary<string, Told> { ["few_ended"] = new("Only {0} deals have ended: patterns below {1} may be chance.", ended, FewestEnded) },
            new Dictionary<string, object?>
            {
                ["deals"] = deals.Count,
                ["ended"] = ended,
                ["move_fitness"] = moves == 0 ? null : (double)allowed / moves,
                ["moves"] = moves,
                ["alignment_cost"] = checkedDeals.Sum(one => one.Check.Cost),
                ["mean_fitness"] = checkedDeals.Count == 0 ? null : checkedDeals.Average(one => one.Check.Fitness),
                ["variants"] = ways.Count,
            }.With("conforming", new Rate(checkedDeals.Count(one => one.Check.Conforms), checkedDeals.Count)),
            [.. ProcessGraph.Arcs(traces).Select(arc => ArcRow(arc, scope))])
        {
            Tables = new Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, object?>>>
            {
                ["variants"] = [.. shown.Select(way => WayRow(string.Join(" → ", way.Way.Split(Trace.Arrow).Select(step => NameOf(step, scope))), way, times[way.Way], deals.Count)),
                    .. others.Count == 0 ? [] : new[] { WayRow(texts["other ({0} ways)", others.Count], new Variant("", others.Sum(way => way.Records), others.Sum(way => way.Ended), others.Sum(way => way.Won)), others.SelectMany(way => times[way.Way]), deals.Count) }],
                ["deviations"] = deviations,
                ["nodes"] = [.. Nodes(traces, scope)],
            },
        };
    }

    private async Task<List<CheckedDeal>> CheckAsync(List<DealVisits> deals, HashSet<Guid> existing, CancellationToken cancellation)
    {
        var rules = new Dictionary<(Guid, bool), ProcessRules>();
        var known = new Dictionary<(Guid, bool, string), Conformance>();
        var found = new List<CheckedDeal>(deals.Count);
        foreach (var one in deals)
        {
            var (trace, version) = (TraceOf(one), (one.Visits[^1].VersionId, existing.Contains(one.Deal.DealId)));
            if (!rules.TryGetValue(version, out var its))
                rules[version] = its = VersionRules.Of(await catalogue.VersionAsync(version.VersionId, cancellation), version.Item2);
            var key = (version.VersionId, version.Item2, trace.Variant + (trace.IsFinished ? "." : ""));
            if (!known.TryGetValue(key, out var check)) known[key] = check = its.Check(trace);
            found.Add(new CheckedDeal(one, trace, check));
        }

        return found;
    }

    /// <summary>A stage mapped to another version is the same step once.</summary>
    private static Trace TraceOf(DealVisits one)
    {
        var steps = new List<string>();
        foreach (var visit in one.Visits)
        {
            if (!visit.IsMigrated || steps.Count == 0 || steps[^1] != visit.StageKey) steps.Add(visit.StageKey);
            if (visit.EndsDeal) steps.Add(visit.LeftTo!);
        }

        return new Trace(steps, !one.Deal.IsOpen, one.Deal.IsOpen ? null : one.Deal.IsWon);
    }

    private List<IReadOnlyDictionary<string, object?>> DeviationRows(List<CheckedDeal> deals, ReportScope scope)
    {
        var kinds = deals.SelectMany(one => one.Check.Broken.Distinct()).GroupBy(move => move).OrderByDescending(kind => kind.Count())
            .ThenBy(kind => kind.Key.From, StringComparer.Ordinal).ThenBy(kind => kind.Key.To, StringComparer.Ordinal).Select(kind => (kind.Key, Count: kind.Count())).Take(20).ToList();
        var groups = DealStrata.Of(deals.ConvertAll(one => one.Visits.Deal));
        var effects = kinds.ConvertAll(kind => ActivityEffect.Of([.. deals
            .Where(one => !one.Visits.Deal.IsOpen && one.Visits.Deal.EntryDay is not null && one.Visits.Deal.EndDay?.DayNumber - one.Visits.Deal.EntryDay?.DayNumber > DaysUntilCompared)
            .GroupBy(one => groups[one.Visits.Deal.DealId]).Select(group => new Stratum(
                group.Key, RateOf(group.Where(one => DidWithin(one, kind.Key))), RateOf(group.Where(one => !DidWithin(one, kind.Key)))))]));
        var stand = ManyTests.Stand([.. effects.Select(effect => effect.MayCompare ? effect.P : null)]);
        return [.. kinds.Select((kind, place) => (IReadOnlyDictionary<string, object?>)EffectRows.Of(new Dictionary<string, object?>
        {
            ["from"] = kind.Key.From,
            ["to"] = kind.Key.To,
            ["name"] = $"{NameOf(kind.Key.From, scope)} → {NameOf(kind.Key.To, scope)}",
            ["deals"] = kind.Count,
        }, effects[place], stand[place]))];
    }

    private static Rate RateOf(IEnumerable<CheckedDeal> deals)
    {
        var all = deals.ToList();
        return new Rate(all.Count(one => one.Visits.Deal.IsWon), all.Count);
    }

    /// <summary>Whether a deal made a move by the day on which deals are compared.</summary>
    private static bool DidWithin(CheckedDeal one, (string From, string To) move)
    {
        if (!one.Check.Broken.Contains(move)) return false;
        var limit = one.Visits.Deal.EntryDay!.Value.AddDays(DaysUntilCompared);
        return one.Visits.Visits.Any(visit => visit.StageKey == move.To && visit.EnteredDay <= limit) && move.To is not (VersionRules.Won or VersionRules.Lost or ProcessRules.End);
    }

    private Dictionary<string, object?> ArcRow(Arc arc, ReportScope scope) => new()
    {
        ["from"] = arc.From,
        ["to"] = arc.To,
        ["name"] = $"{NameOf(arc.From, scope)} → {NameOf(arc.To, scope)}",
        ["count"] = arc.Count,
        ["deals"] = arc.Records,
    };

    private static Dictionary<string, object?> WayRow(string name, Variant way, IEnumerable<Observation> times, int all)
    {
        var median = Survival.Of(times.Where(one => one.Time >= 0)).Quantile(.5);
        return new Dictionary<string, object?>
        {
            ["way"] = name,
            ["deals"] = way.Records,
            ["share"] = all == 0 ? null : (double)way.Records / all,
            ["ended"] = way.Ended,
            ["median"] = median.Time,
            ["median_lo95"] = median.Lower,
            ["median_hi95"] = median.Upper,
        }.With("won", new Rate(way.Won, way.Ended));
    }

    /// <summary>Days from entry to the end, or so far.</summary>
    private static Observation TimeOf(CheckedDeal one, DateOnly asOf) =>
        new((one.Visits.Deal.IsOpen ? asOf : one.Visits.Deal.EndDay ?? one.Visits.Deal.EntryDay!.Value).DayNumber - one.Visits.Deal.EntryDay!.Value.DayNumber, one.Visits.Deal.IsOpen ? 0 : 1);

    private IEnumerable<IReadOnlyDictionary<string, object?>> Nodes(List<Trace> traces, ReportScope scope)
    {
        var deals = traces.SelectMany(trace => trace.Steps.Distinct()).GroupBy(step => step).ToDictionary(step => step.Key, step => step.Count());
        return scope.SalesStages.Select(stage => stage.Key).Concat(deals.Keys.Except(scope.SalesStages.Select(stage => stage.Key)).Where(key => key is not (VersionRules.Won or VersionRules.Lost)).Order(StringComparer.Ordinal))
            .Append(VersionRules.Won).Append(VersionRules.Lost)
            .Select(key => new Dictionary<string, object?> { ["key"] = key, ["name"] = NameOf(key, scope), ["deals"] = deals.GetValueOrDefault(key) });
    }

    private string NameOf(string key, ReportScope scope) => key switch
    {
        VersionRules.Won => texts["Won"],
        VersionRules.Lost => texts["Lost"],
        ProcessRules.Start => texts["Start"],
        ProcessRules.End => texts["End"],
        _ => scope.Version.StageWithKey(key) is { } stage ? texts[stage.Name] : key,
    };

    private sealed record CheckedDeal(DealVisits Visits, Trace Trace, Conformance Check);
}
