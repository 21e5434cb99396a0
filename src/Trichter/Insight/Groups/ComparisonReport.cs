using Microsoft.EntityFrameworkCore;
using Trichter.Insight.Facts;
using Trichter.Platform.Language;
using Trichter.Platform.Statistics;

namespace Trichter.Insight.Groups;

/// <summary>Won of entered by product, by the stage that deals entered at, and by whether the customer had bought before (metrics 2.4 and 2.6).</summary>
internal sealed class ComparisonReport(Db db, ReportScopes scopes, VisitFacts visits, Texts texts) : IReport
{
    public string Name => "groups";

    public ReportGroup Group => ReportGroup.Funnel;

    public Told Title => new("Products, entry, customers");

    public Told Definition => new("Deals that entered in the period by product, by the stage they entered at, and by whether the customer had bought before: how many are won so far. Rows are put in the order of their rates only where the groups differ more than chance would make them. The product is that of today.");

    public Type View => typeof(PlainView);

    public async Task<ReportResult> RunAsync(ReportQuery query, CancellationToken cancellation = default)
    {
        var scope = await scopes.OfAsync(query, cancellation);
        var all = await visits.OfAsync(scope, cancellation);
        var entered = all.Where(one => one.Deal.EnteredWithin(scope)).ToList();
        var noEntry = all.Count(one => one.Deal.EntryDay is null);
        var products = await db.Deals.Where(deal => deal.ProcessId == scope.Process.Id && deal.Product != "").ToDictionaryAsync(deal => deal.Id, deal => deal.Product, cancellation);
        var stages = scope.Version.Stages.ToDictionary(stage => stage.Position, stage => texts[stage.Name]);

        return new ReportResult(
            Name, scope.Process.Key, query.From, query.To, scope.AsOf, entered.Count + noEntry, ResultParts.Excluded((ResultParts.NoEntryDate, noEntry)), ResultParts.NoWarnings,
            new Dictionary<string, object?> { ["entered"] = entered.Count }.With("rate", RateOf(entered)),
            Table(entered, one => products.GetValueOrDefault(one.Deal.DealId, texts["(blank)"])))
        {
            Tables = new Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, object?>>>
            {
                ["entry"] = Table(entered, one => one.Visits.Count > 0 ? stages.GetValueOrDefault(one.Visits[0].Position, "–") : "–"),
                ["customers"] = Table(entered, one => one.Deal.ExistingCustomer ? texts["Existing customers"] : texts["New customers"]),
            },
        };
    }

    private List<IReadOnlyDictionary<string, object?>> Table(List<DealVisits> entered, Func<DealVisits, string> of)
    {
        var groups = entered.GroupBy(of).ToList();
        var differ = ChiSquare.OfEqualRates(groups.Select(group => RateOf(group)))?.GroupsDiffer ?? false;
        return [.. groups.OrderByDescending(group => differ ? RateOf(group).Value : 0).ThenByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.CurrentCulture).Select(group => new Dictionary<string, object?>
        {
            ["name"] = group.Key,
            ["count"] = group.Count(),
            ["lost"] = group.Count(one => one.Deal.IsLost),
            ["not_yet_known"] = group.Count(one => one.Deal.IsOpen),
            ["differ"] = groups.Count < 2 ? "" : differ ? texts["more than chance"] : texts["no more than chance"],
        }.With("rate", RateOf(group)))];
    }

    private static Rate RateOf(IEnumerable<DealVisits> deals)
    {
        var (won, all) = (0, 0);
        foreach (var one in deals) (won, all) = (won + (one.Deal.IsWon ? 1 : 0), all + 1);
        return new Rate(won, all);
    }
}
