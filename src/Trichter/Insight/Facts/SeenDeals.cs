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

    /// <summary>
    /// What is made of the deals of each block. Where others get the same it stays with its block, so that after a change only what changed is walked again.
    /// </summary>
    /// <param name="question">What the parts hang on besides the day: equal only where the same parts come of it. One kind of part answers one question.</param>
    /// <param name="make">Called for several blocks at the same time.</param>
    public T[] Parts<T>(object question, Func<List<DealVisits>, T> make, CancellationToken cancellation) where T : class
    {
        var asked = (scope.AsOf, scope.EndOfAsOf, question);
        return table.Each(block => IsAll ? block.Part(asked, () => make(Of(block))) : make(Of(block)), cancellation);
    }

    /// <summary>Others may read the same list: it is not to be changed.</summary>
    public List<DealVisits> Of(FactBlock block) => IsAll ? block.Part((scope.AsOf, scope.EndOfAsOf), () => Seen(block)) : Seen(block);

    private List<DealVisits> Seen(FactBlock block)
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
