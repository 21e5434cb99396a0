using Trichter.Insight.Facts;
using Trichter.Platform.Language;

namespace Trichter.Insight.Pipeline;

internal sealed class PipelineReport(ReportScopes scopes, DealFacts facts, Texts texts) : IReport
{
    public string Name => "pipeline";

    public ReportGroup Group => ReportGroup.Funnel;

    public Told Title => new("Pipeline");

    public Told Definition => new("A snapshot: open deals by the stage they are in on the day, with their sum, and their sum weighted with the prior probability of the stage. No conversion can be read from it. Parked deals count as open.");

    public Type View => typeof(PipelineView);

    public bool IsOfFactsAlone => true;

    public async Task<ReportResult> RunAsync(ReportQuery query, CancellationToken cancellation = default)
    {
        var scope = await scopes.OfAsync(query, cancellation);
        var open = (await facts.DealsAsync(scope, cancellation)).Where(deal => deal.IsOpen).ToList();
        var counted = open.Where(deal => deal.Currency == scope.Currency || deal.ValueMinor == 0).ToLookup(deal => deal.Position);
        var foreign = open.Count(deal => deal.Currency != scope.Currency && deal.ValueMinor != 0);

        var rows = scope.SalesStages.Select(stage =>
        {
            var sum = counted[stage.Position].Sum(deal => deal.ValueMinor);
            return new Dictionary<string, object?>
            {
                ["stage"] = stage.Key,
                ["name"] = texts[stage.Name],
                ["deals"] = counted[stage.Position].Count(),
                ["sum"] = scope.ValueOf(sum),
                ["probability"] = stage.Probability,
                ["weighted"] = scope.ValueOf((long)Math.Round(sum * (stage.Probability ?? 0) / 100m)),
            };
        }).ToList();

        return new ReportResult(
            Name, scope.Process.Key, query.From, query.To, scope.AsOf, open.Count,
            ResultParts.Excluded((ResultParts.NoCurrencyRate, foreign)), ResultParts.NoWarnings.WithHiddenValues(scope),
            new Dictionary<string, object?>
            {
                ["open"] = open.Count - foreign,
                ["sum"] = scope.SeesValues ? rows.Sum(row => (decimal)row["sum"]!) : null,
                ["weighted"] = scope.SeesValues ? rows.Sum(row => (decimal)row["weighted"]!) : null,
                ["currency"] = scope.Currency,
            },
            rows)
        { RowsAt = "only=open" };
    }
}
