using Trichter.Offers.Amounts;
using Trichter.Offers.Products;

namespace Trichter.Offers.Quotes;

/// <summary>What a quote comes to: what is charged once, what is charged again and again, and the contract as a whole (O8, O15 to O23).</summary>
public sealed record QuoteTotals(DocumentTotals Once, IReadOnlyList<RecurringTotals> Recurring, IReadOnlyDictionary<Guid, long> Nets, long? CostMinor)
{
    /// <summary>Net: once, and each interval times the periods of its minimum term.</summary>
    public long ContractMinor => Once.Net + Recurring.Sum(its => its.Totals.Net * its.Periods);

    /// <param name="lines">Every line of the version.</param>
    /// <param name="chosen">Keys of optional lines and of alternatives that count; null for the first of each group of alternatives and no optional line.</param>
    public static QuoteTotals Of(QuoteVersion version, IReadOnlyList<QuoteLine> lines, IReadOnlyCollection<Guid>? chosen = null)
    {
        var counted = Counted(lines, chosen);
        var discount = version.DiscountPercent is { } percent ? Reduction.Discount(percent) : null;
        DocumentTotals Sum(IEnumerable<QuoteLine> some, params DocumentCharge[] charges) => version.IsGross
            ? DocumentTotals.OfGrossPrices([.. some.Select(line => line.Priced)], discount)
            : DocumentTotals.Of([.. some.Select(line => line.Priced)], discount, charges);

        var once = counted.Where(line => line.Interval == Interval.Once).ToList();
        var recurring = counted.Where(line => line.Interval != Interval.Once).GroupBy(line => (line.Interval, Term: line.Term ?? 1)).OrderBy(group => group.Key)
            .Select(group => new RecurringTotals(group.Key.Interval, group.Key.Term, Sum(group))).ToList();
        var costs = counted.Where(line => line.CostMinor is not null).ToList();

        return new QuoteTotals(
            Sum(once, version.FreightMinor == 0 || version.IsGross ? [] : [new DocumentCharge(version.FreightMinor, version.FreightVat)]),
            recurring,
            lines.Where(line => line.IsPriced).ToDictionary(line => line.Key, line => LineAmounts.Of(line.Priced).Net),
            costs.Count == 0 ? null : costs.Sum(line => line.CostMinor!.Value * (line.Interval == Interval.Once ? 1 : line.Term ?? 1)));
    }

    /// <summary>Lines that count: normal ones, optional ones that were chosen, and one of each group of alternatives.</summary>
    public static IReadOnlyList<QuoteLine> Counted(IReadOnlyList<QuoteLine> lines, IReadOnlyCollection<Guid>? chosen)
    {
        var first = lines.Where(line => line.Kind == LineKind.Alternative).OrderBy(line => line.Position).GroupBy(line => line.Alternative)
            .Select(group => (group.FirstOrDefault(line => chosen?.Contains(line.Key) == true) ?? group.First()).Key).ToHashSet();
        return [.. lines.Where(line => line.Kind switch
        {
            LineKind.Normal => true,
            LineKind.Optional => chosen?.Contains(line.Key) == true,
            LineKind.Alternative => first.Contains(line.Key),
            _ => false,
        })];
    }

    /// <summary>The sum of the lines above a subtotal, back to the one before or the last heading.</summary>
    public static long SubtotalAt(IReadOnlyList<QuoteLine> lines, int index, IReadOnlyDictionary<Guid, long> nets)
    {
        var sum = 0L;
        for (var above = index - 1; above >= 0 && lines[above].Kind is not (LineKind.Subtotal or LineKind.Heading); above--)
            if (lines[above].Kind == LineKind.Normal) sum += nets[lines[above].Key];
        return sum;
    }

    public void WriteTo(QuoteVersion version) =>
        (version.NetMinor, version.VatMinor, version.GrossMinor, version.ContractMinor, version.CostMinor) = (Once.Net, Once.Vat, Once.Gross, ContractMinor, CostMinor);
}

/// <summary>What is charged each time.</summary>
/// <param name="Periods">How often at least.</param>
public sealed record RecurringTotals(Interval Interval, int Periods, DocumentTotals Totals);
