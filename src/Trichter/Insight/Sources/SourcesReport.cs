using Trichter.Insight.Facts;
using Trichter.Platform.Language;
using Trichter.Platform.Statistics;

namespace Trichter.Insight.Sources;

internal sealed class SourcesReport(ReportScopes scopes, DealFacts facts) : IReport
{
    public string Name => "sources";

    public ReportGroup Group => ReportGroup.Funnel;

    public Told Title => new("Sources");

    public Told Definition => new("Deals that entered in the period by the source they were entered with, and how many of them are won so far. A blank source is a row of its own.");

    public Type View => typeof(SourcesView);

    public bool IsOfFactsAlone => true;

    public async Task<ReportResult> RunAsync(ReportQuery query, CancellationToken cancellation = default)
    {
        var scope = await scopes.OfAsync(query, cancellation);
        var parts = (await facts.SeenAsync(scope, cancellation)).Parts((scope.From, scope.To), deals => Part.Of(deals, scope), cancellation);
        var groups = parts.SelectMany(part => part.Sources).GroupBy(source => source.Source)
            .Select(group => (Source: group.Key, Won: group.Sum(part => part.Won), Lost: group.Sum(part => part.Lost), Leads: group.Sum(part => part.Leads))).ToList();
        var (entered, won, noEntry) = (groups.Sum(group => group.Leads), groups.Sum(group => group.Won), parts.Sum(part => part.NoEntry));
        var test = ChiSquare.OfEqualRates(groups.Select(group => new Rate(group.Won, group.Leads)));
        var differ = test?.GroupsDiffer ?? false;

        return new ReportResult(
            Name, scope.Process.Key, query.From, query.To, scope.AsOf, entered + noEntry,
            ResultParts.Excluded((ResultParts.NoEntryDate, noEntry)),
            differ || groups.Count < 2 ? ResultParts.NoWarnings : new Dictionary<string, Told> { ["no_difference"] = new("These differ no more than chance would make them.") },
            new Dictionary<string, object?>
            {
                ["leads"] = entered,
                ["won"] = won,
                ["chi_square"] = test?.Statistic,
                ["df"] = test?.DegreesOfFreedom,
                ["p_value"] = test?.P,
            }.With("rate", new Rate(won, entered)),
            [.. groups.OrderByDescending(group => group.Leads).ThenBy(group => group.Source, StringComparer.Ordinal)
                .Select(group => new Dictionary<string, object?>
                {
                    ["source"] = group.Source.Length == 0 ? "(blank)" : group.Source,
                    ["leads"] = group.Leads,
                    ["won"] = group.Won,
                    ["lost"] = group.Lost,
                    ["not_yet_known"] = group.Leads - group.Won - group.Lost,
                }.With("rate", new Rate(group.Won, group.Leads)))]);
    }

    private sealed record Part(IReadOnlyList<(string Source, int Leads, int Won, int Lost)> Sources, int NoEntry)
    {
        public static Part Of(List<DealVisits> deals, ReportScope scope) => new(
            [.. deals.Select(one => one.Deal).Where(deal => deal.EnteredWithin(scope)).GroupBy(deal => deal.Source)
                .Select(group => (group.Key, group.Count(), group.Count(deal => deal.IsWon), group.Count(deal => deal.IsLost)))],
            deals.Count(one => one.Deal.EntryDay is null));
    }
}
