using System.Runtime.InteropServices;
using Trichter.Insight.Facts;
using Trichter.Platform.Language;
using Trichter.Platform.Statistics;

namespace Trichter.Insight.Groups;

/// <summary>Won of entered by product, by the stage that deals entered at, and by whether the customer had bought before (metrics 2.4 and 2.6).</summary>
internal sealed class ComparisonReport(ReportScopes scopes, VisitFacts visits, Texts texts) : IReport
{
    public string Name => "groups";

    public ReportGroup Group => ReportGroup.Funnel;

    public Told Title => new("Products, entry, customers");

    public Told Definition => new("Deals that entered in the period by product, by the stage they entered at, and by whether the customer had bought before: how many are won so far. Rows are put in the order of their rates only where the groups differ more than chance would make them. The product is that of today.");

    public Type View => typeof(PlainView);

    public bool IsOfFactsAlone => true;

    public async Task<ReportResult> RunAsync(ReportQuery query, CancellationToken cancellation = default)
    {
        var scope = await scopes.OfAsync(query, cancellation);
        var all = await visits.OfAsync(scope, cancellation);
        var entered = all.Where(one => one.Deal.EnteredWithin(scope)).ToList();
        var noEntry = all.Count(one => one.Deal.EntryDay is null);
        var stages = scope.Version.Stages.ToDictionary(stage => stage.Position, stage => texts[stage.Name]);

        return new ReportResult(
            Name, scope.Process.Key, query.From, query.To, scope.AsOf, entered.Count + noEntry, ResultParts.Excluded((ResultParts.NoEntryDate, noEntry)), ResultParts.NoWarnings,
            new Dictionary<string, object?> { ["entered"] = entered.Count }.With("rate", new Rate(entered.Count(one => one.Deal.IsWon), entered.Count)),
            Table(entered, one => one.Deal.Product is { Length: > 0 } product ? product : texts["(blank)"]))
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
        var counts = new Dictionary<string, Counts>(StringComparer.Ordinal);
        foreach (var one in entered) (CollectionsMarshal.GetValueRefOrAddDefault(counts, of(one), out _) ??= new Counts()).Add(one.Deal);

        var groups = counts.Select(group => (Name: group.Key, Its: group.Value, Rate: new Rate(group.Value.Won, group.Value.All))).ToList();
        var differ = ChiSquare.OfEqualRates(groups.Select(group => group.Rate))?.GroupsDiffer ?? false;
        return [.. groups.OrderByDescending(group => differ ? group.Rate.Value : 0).ThenByDescending(group => group.Its.All).ThenBy(group => group.Name, StringComparer.CurrentCulture).Select(group => new Dictionary<string, object?>
        {
            ["name"] = group.Name,
            ["count"] = group.Its.All,
            ["lost"] = group.Its.Lost,
            ["not_yet_known"] = group.Its.All - group.Its.Won - group.Its.Lost,
            ["differ"] = groups.Count < 2 ? "" : differ ? texts["more than chance"] : texts["no more than chance"],
        }.With("rate", group.Rate))];
    }

    private sealed class Counts
    {
        public int All { get; private set; }
        public int Won { get; private set; }
        public int Lost { get; private set; }

        public void Add(DealFact deal) => (All, Won, Lost) = (All + 1, Won + (deal.IsWon ? 1 : 0), Lost + (deal.IsLost ? 1 : 0));
    }
}
