using Trichter.Offers.Amounts;
using Trichter.Offers.Products;

namespace Trichter.Offers.Documents;

/// <summary>What a quote or an order comes to: what is charged once, what is charged again and again, and the contract as a whole (O8, O15 to O23).</summary>
/// <param name="CostMinor">What it costs us, as far as costs are known; null when none is.</param>
public sealed record ContractTotals(DocumentTotals Once, IReadOnlyList<RecurringTotals> Recurring, long? CostMinor)
{
    /// <summary>Net: once, and each interval times the periods of its minimum term.</summary>
    public long ContractMinor => Once.Net + Recurring.Sum(its => its.Totals.Net * its.Periods);

    /// <param name="lines">Those that count.</param>
    public static ContractTotals Of(DocumentHead head, IReadOnlyList<DocumentLine> lines)
    {
        var recurring = lines.Where(line => line.Interval != Interval.Once).GroupBy(line => (line.Interval, Term: line.Term ?? 1)).OrderBy(group => group.Key)
            .Select(group => new RecurringTotals(group.Key.Interval, group.Key.Term, Sum(head, group))).ToList();
        var costs = lines.Where(line => line.CostMinor is not null).ToList();

        return new ContractTotals(
            Sum(head, lines.Where(line => line.Interval == Interval.Once), head.FreightMinor == 0 || head.IsGross ? [] : [new DocumentCharge(head.FreightMinor, head.FreightVat)]),
            recurring,
            costs.Count == 0 ? null : costs.Sum(line => line.CostMinor!.Value * (line.Interval == Interval.Once ? 1 : line.Term ?? 1)));
    }

    /// <summary>What each line adds to the contract: its net less its share of the discount on the whole, times the periods of its minimum term. Together with the freight they are the contract.</summary>
    /// <param name="lines">Those that count.</param>
    public static IEnumerable<(DocumentLine Line, long Minor)> SharesOf(DocumentHead head, IReadOnlyList<DocumentLine> lines) =>
        from alike in lines.GroupBy(line => (line.Interval, Term: line.Interval == Interval.Once ? 1 : line.Term ?? 1))
        let its = alike.ToList()
        from share in its.Zip(Sum(head, its).Shares([.. its.Select(line => line.Priced)]))
        select (share.First, share.Second * alike.Key.Term);

    private static DocumentTotals Sum(DocumentHead head, IEnumerable<DocumentLine> lines, params DocumentCharge[] charges)
    {
        var discount = head.DiscountPercent is { } percent ? Reduction.Discount(percent) : null;
        return head.IsGross ? DocumentTotals.OfGrossPrices([.. lines.Select(line => line.Priced)], discount) : DocumentTotals.Of([.. lines.Select(line => line.Priced)], discount, charges);
    }
}

/// <summary>What is charged each time.</summary>
/// <param name="Periods">How often at least.</param>
public sealed record RecurringTotals(Interval Interval, int Periods, DocumentTotals Totals);
