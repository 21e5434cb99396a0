using Trichter.Offers.Amounts;
using Trichter.Offers.Documents;

namespace Trichter.Offers.Quotes;

/// <summary>What a version of a quote comes to, and what each of its lines does, whether it counts or not.</summary>
/// <param name="Nets">Of every priced line, by its key.</param>
public sealed record QuoteTotals(ContractTotals Contract, IReadOnlyDictionary<Guid, long> Nets)
{
    public DocumentTotals Once => Contract.Once;
    public long ContractMinor => Contract.ContractMinor;

    /// <param name="lines">Every line of the version.</param>
    /// <param name="chosen">Keys of optional lines and of alternatives that count; null for the first of each group of alternatives and no optional line.</param>
    public static QuoteTotals Of(QuoteVersion version, IReadOnlyList<QuoteLine> lines, IReadOnlyCollection<Guid>? chosen = null) =>
        new(ContractTotals.Of(version, Counted(lines, chosen)), lines.Where(line => line.IsPriced).ToDictionary(line => line.Key, line => LineAmounts.Of(line.Priced).Net));

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
        (version.NetMinor, version.VatMinor, version.GrossMinor, version.ContractMinor, version.CostMinor) = (Once.Net, Once.Vat, Once.Gross, ContractMinor, Contract.CostMinor);
}
