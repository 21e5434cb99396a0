using Trichter.Insight.Effects;
using Trichter.Insight.Facts;
using Trichter.Insight.Mining.Figures;
using Trichter.Platform.Language;
using Trichter.Platform.Statistics;
using Trichter.Process;

namespace Trichter.Insight.Mining;

internal sealed class MiningReport(ReportScopes scopes, DealFacts facts, ProcessCatalogue catalogue, Texts texts) : IReport
{
    private const int FewestForAWay = 5;
    private const int FewestEnded = 200;

    public string Name => "mining";

    public ReportGroup Group => ReportGroup.Time;

    public Told Title => new("How it really runs");

    public Told Definition => new("The stages of each deal that entered in the period in the order in which they were recorded, then how it ended. Each deal is held against its own version of the process; optional stages may be left out. Deviations are compared among deals still open 14 days after they entered. What goes together is no proof of a cause.");

    public Type View => typeof(MiningView);

    public async Task<ReportResult> RunAsync(ReportQuery query, CancellationToken cancellation = default)
    {
        var scope = await scopes.OfAsync(query, cancellation);
        var parts = (await facts.SeenAsync(scope, cancellation)).Parts((scope.From, scope.To), its => Part.Of(its, scope), cancellation);
        var deals = parts.SelectMany(part => part.Entered).ToList();
        var noEntry = parts.Sum(part => part.NoEntry);
        var ways = await CheckAsync(Ways.Together(parts.SelectMany(part => part.Ways)), cancellation);

        var traces = ways.ConvertAll(one => (one.Way.Trace, one.Way.Count));
        var variants = ProcessGraph.Variants(traces);
        var shown = variants.Where(way => way.Records >= FewestForAWay).ToList();
        var others = variants.Where(way => way.Records < FewestForAWay).ToList();
        var times = ways.ToLookup(one => one.Way.Trace.Variant, StringComparer.Ordinal);
        var ended = variants.Sum(way => way.Ended);
        int moves = ways.Sum(one => one.Check.Moves * one.Way.Count), allowed = ways.Sum(one => one.Check.Allowed * one.Way.Count);

        return new ReportResult(
            Name, scope.Process.Key, query.From, query.To, scope.AsOf, deals.Count + noEntry, ResultParts.Excluded((ResultParts.NoEntryDate, noEntry)),
            ended >= FewestEnded ? ResultParts.NoWarnings : new Dictionary<string, Told> { ["few_ended"] = new("Only {0} deals have ended: patterns below {1} may be chance.", ended, FewestEnded) },
            new Dictionary<string, object?>
            {
                ["deals"] = deals.Count,
                ["ended"] = ended,
                ["move_fitness"] = moves == 0 ? null : (double)allowed / moves,
                ["moves"] = moves,
                ["alignment_cost"] = ways.Sum(one => one.Check.Cost * one.Way.Count),
                ["mean_fitness"] = deals.Count == 0 ? null : ways.Sum(one => one.Check.Fitness * one.Way.Count) / deals.Count,
                ["variants"] = variants.Count,
            }.With("conforming", new Rate(ways.Where(one => one.Check.Conforms).Sum(one => one.Way.Count), deals.Count)),
            [.. ProcessGraph.Arcs(traces).Select(arc => ArcRow(arc, scope))])
        {
            Tables = new Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, object?>>>
            {
                ["variants"] = [.. shown.AsParallel().AsOrdered().Select(way => WayRow(string.Join(" → ", way.Way.Split(Trace.Arrow).Select(step => NameOf(step, scope))), way, TimesOf(times[way.Way], scope), deals.Count)),
                    .. others.Count == 0 ? [] : new[] { WayRow(texts["other ({0} ways)", others.Count], new Variant("", others.Sum(way => way.Records), others.Sum(way => way.Ended), others.Sum(way => way.Won)), others.SelectMany(way => TimesOf(times[way.Way], scope)), deals.Count) }],
                ["deviations"] = DeviationRows(ways, deals, scope),
                ["nodes"] = [.. Nodes(traces, scope)],
            },
        };
    }

    private async Task<List<CheckedWay>> CheckAsync(IReadOnlyList<Way> ways, CancellationToken cancellation)
    {
        var rules = new Dictionary<(Guid, bool), ProcessRules>();
        var found = new List<CheckedWay>(ways.Count);
        foreach (var way in ways)
        {
            var version = (way.Version, way.ExistingCustomer);
            if (!rules.TryGetValue(version, out var its))
                rules[version] = its = VersionRules.Of(await catalogue.VersionAsync(way.Version, cancellation), way.ExistingCustomer);
            found.Add(new CheckedWay(way, its.Check(way.Trace)));
        }

        return found;
    }

    private List<IReadOnlyDictionary<string, object?>> DeviationRows(List<CheckedWay> ways, List<DealVisits> deals, ReportScope scope)
    {
        var kinds = ways.SelectMany(one => one.Check.Broken.Distinct().Select(move => (move, one.Way.Count))).GroupBy(one => one.move).Select(kind => (kind.Key, Count: kind.Sum(one => one.Count)))
            .OrderByDescending(kind => kind.Count).ThenBy(kind => kind.Key.From, StringComparer.Ordinal).ThenBy(kind => kind.Key.To, StringComparer.Ordinal).Take(20).ToList();
        if (kinds.Count == 0) return [];
        var layers = new DeviationLayers(deals);
        var effects = kinds.ConvertAll(kind => ActivityEffect.Of(layers.Of(kind.Key, ways.Where(one => one.Check.Broken.Contains(kind.Key)).SelectMany(one => one.Way.Deals))));
        var stand = ManyTests.Stand([.. effects.Select(effect => effect.MayCompare ? effect.P : null)]);
        return [.. kinds.Select((kind, place) => (IReadOnlyDictionary<string, object?>)EffectRows.Of(new Dictionary<string, object?>
        {
            ["from"] = kind.Key.From,
            ["to"] = kind.Key.To,
            ["name"] = $"{NameOf(kind.Key.From, scope)} → {NameOf(kind.Key.To, scope)}",
            ["deals"] = kind.Count,
        }, effects[place], stand[place]))];
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
    private static IEnumerable<Observation> TimesOf(IEnumerable<CheckedWay> ways, ReportScope scope) => ways.SelectMany(one => one.Way.Deals).Select(one => one.Deal).Select(deal =>
        new Observation((deal.IsOpen ? scope.AsOf : deal.EndDay ?? deal.EntryDay!.Value).DayNumber - deal.EntryDay!.Value.DayNumber, deal.IsOpen ? 0 : 1));

    private IEnumerable<IReadOnlyDictionary<string, object?>> Nodes(List<(Trace Trace, int Times)> traces, ReportScope scope)
    {
        var deals = traces.SelectMany(one => one.Trace.Steps.Distinct().Select(step => (step, one.Times))).GroupBy(one => one.step).ToDictionary(step => step.Key, step => step.Sum(one => one.Times));
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

    private sealed record Part(List<DealVisits> Entered, IReadOnlyList<Way> Ways, int NoEntry)
    {
        public static Part Of(List<DealVisits> deals, ReportScope scope)
        {
            var entered = deals.FindAll(one => one.Deal.EnteredWithin(scope));
            return new Part(entered, Mining.Ways.Of(entered), deals.Count(one => one.Deal.EntryDay is null));
        }
    }
}
