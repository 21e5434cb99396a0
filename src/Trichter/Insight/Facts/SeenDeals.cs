using Trichter.Deals;
using Trichter.Insight.Facts.Kept;

namespace Trichter.Insight.Facts;

/// <summary>The deals of a table as one reader sees them on one day.</summary>
/// <param name="then">Deals that were something else on that day; null for today.</param>
internal sealed class SeenDeals(FactTable table, ReportScope scope, Dictionary<Guid, Deal>? then)
{
    private readonly bool[] maySee = scope.MaySeeAmong(table.Lists.Owners);

    public FactTable Table => table;

    /// <summary>True where others who ask of today get the same.</summary>
    public bool IsAll => then is null && scope is { Whole: true, SeesValues: true };

    public List<DealVisits> Of(FactBlock block)
    {
        var deals = new List<DealVisits>(block.Deals.Length);
        var facts = block.On(table.Lists, scope, keep: then is null);
        for (var place = 0; place < facts.Length; place++)
        {
            ref readonly var row = ref block.Deals[place];
            var before = then?.GetValueOrDefault(row.Id);
            if (before is null ? row.Is(DealMarks.Deleted) || !maySee[row.Owner] : before.DeletedAt is not null || !scope.MaySee(before.OwnerId)) continue;
            if (facts[place] is not { } one) continue;

            if (before is not null) one = one with { Deal = one.Deal with { Source = before.EntrySource, OwnerId = before.OwnerId, ValueMinor = before.ValueMinor, Currency = before.Currency } };
            if (!scope.SeesValues) one = one with { Deal = one.Deal with { ValueMinor = 0, Currency = scope.Currency } };
            deals.Add(one);
        }

        return deals;
    }
}
