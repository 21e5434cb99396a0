using Trichter.Insight.Facts;
using Trichter.Platform.Language;
using Trichter.Platform.Statistics;

namespace Trichter.Insight.Funnel;

internal sealed class FunnelReport(ReportScopes scopes, FunnelFacts facts, Texts texts) : IReport
{
    public string Name => "funnel";

    public ReportGroup Group => ReportGroup.Funnel;

    public Told Title => new("Funnel");

    public Told Definition => new("Deals that entered in the period, each once, lost and open ones included. A stage is reached by everyone who got at least that far, also by skipping it. \"So far\" is a lower bound while deals are open.");

    public Type View => typeof(FunnelView);

    public async Task<ReportResult> RunAsync(ReportQuery query, CancellationToken cancellation = default)
    {
        var scope = await scopes.OfAsync(query, cancellation);
        var groups = await facts.OfAsync(scope, cancellation);

        var entered = groups.Where(group => group.HasEntry == 1).ToList();
        var noEntry = groups.Where(group => group.HasEntry == 0).Sum(group => group.Deals);
        var stages = CohortFunnel.Of(
            [.. scope.SalesStages.Select(stage => stage.Position)],
            entered.Select(group => (group.EntryPosition, group.Highest, group.State, group.Deals)));

        var n = entered.Sum(group => group.Deals);
        var won = entered.Where(group => group.State == 2).Sum(group => group.Deals);
        var lost = entered.Where(group => group.State == 1).Sum(group => group.Deals);

        return new ReportResult(
            Name, scope.Process.Key, query.From, query.To, scope.AsOf, n + noEntry,
            ResultParts.Excluded((ResultParts.NoEntryDate, noEntry)), ResultParts.NoWarnings,
            new Dictionary<string, object?>
            {
                ["entered"] = n,
                ["won"] = won,
                ["lost"] = lost,
                ["not_yet_known"] = n - won - lost,
                ["won_at_most"] = n == 0 ? null : (double)(n - lost) / n,
            }.With("won_of_entered", new Rate(won, n)).With("won_of_decided", new Rate(won, won + lost)),
            [.. stages.Zip(scope.SalesStages, (row, stage) => new Dictionary<string, object?>
            {
                ["stage"] = stage.Key,
                ["name"] = texts[stage.Name],
                ["reached"] = row.Reached,
                ["entered_here"] = row.EnteredHere,
                ["never_recorded_in_it"] = Math.Max(0, row.Reached - entered.Where(group => group.HasVisited(row.Position)).Sum(group => group.Deals)),
                ["went_on"] = row.WentOn,
                ["lost_here"] = row.LostHere,
                ["not_yet_known"] = row.NotYetKnown,
                ["at_most"] = row.AtMost,
            }.With("so_far", row.SoFar).With("of_decided", row.OfDecided))])
        {
            Tables = new Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, object?>>> { ["phases"] = [.. Phases(scope, entered)] },
        };
    }

    /// <summary>The same over the phases that every process shares, so that processes can be held against each other. A phase begins with its first stage.</summary>
    private IEnumerable<IReadOnlyDictionary<string, object?>> Phases(ReportScope scope, List<FunnelGroup> entered)
    {
        var phases = scope.SalesStages.GroupBy(stage => stage.Phase).Select(phase => (Phase: phase.Key, phase.First().Position)).ToList();
        var firstOf = scope.SalesStages.ToDictionary(stage => stage.Position, stage => phases.First(phase => phase.Phase == stage.Phase).Position);
        var rows = CohortFunnel.Of(
            [.. phases.Select(phase => phase.Position)], entered.Select(group => (firstOf.GetValueOrDefault(group.EntryPosition, group.EntryPosition), group.Highest, group.State, group.Deals)));
        return rows.Zip(phases, (row, phase) => new Dictionary<string, object?>
        {
            ["phase"] = phase.Phase.Id,
            ["name"] = texts[phase.Phase.Name],
            ["reached"] = row.Reached,
            ["lost_here"] = row.LostHere,
            ["not_yet_known"] = row.NotYetKnown,
        }.With("so_far", row.SoFar));
    }
}
