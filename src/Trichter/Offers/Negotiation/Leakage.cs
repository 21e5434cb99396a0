using Trichter.Offers.Amounts;
using Trichter.Offers.Documents;
using Trichter.Offers.Quotes;

namespace Trichter.Offers.Negotiation;

/// <summary>Where the list price went: list value less net, by cause, in minor units. Only lines with a list price are looked at.</summary>
/// <param name="ListMinor">What the lines come to at list prices.</param>
/// <param name="ByPrice">Given away by a lower price than the list's.</param>
/// <param name="ByLine">By the discount of a line.</param>
/// <param name="ByWhole">By the discount on the whole.</param>
/// <param name="ByFree">By lines for nothing.</param>
/// <param name="ByCredit">By amounts that were credited after they had been invoiced.</param>
/// <param name="Lines">How many lines were looked at.</param>
/// <param name="Of">How many priced lines there are.</param>
public sealed record Leakage(long ListMinor, long ByPrice, long ByLine, long ByWhole, long ByFree, long ByCredit, int Lines, int Of)
{
    public long Total => ByPrice + ByLine + ByWhole + ByFree + ByCredit;

    /// <summary>In percent of the list value; null where there is nothing to divide by.</summary>
    public decimal? Percent => ListMinor == 0 ? null : Math.Round(Total * 100m / ListMinor, 1, MidpointRounding.AwayFromZero);

    /// <param name="lines">Those that count.</param>
    public static Leakage InQuote(DocumentHead head, IReadOnlyList<QuoteLine> lines) => Among(
        lines.Where(line => line.IsPriced && line.ListPrice is not null && line.Price is not null).Select(line => new ListedLine(line.Quantity, line.ListPrice!.Value / line.Basis, line.Price!.Value, line.Basis, line.Discount, head.DiscountPercent ?? 0)),
        lines.Count(line => line.IsPriced));

    /// <param name="of">How many lines there are, with those that have no list price.</param>
    public static Leakage Among(IEnumerable<ListedLine> listed, int of)
    {
        long list = 0, byPrice = 0, byLine = 0, byWhole = 0, byFree = 0, byCredit = 0;
        var count = 0;
        foreach (var line in listed)
        {
            var atList = Round.ToMinor(line.Quantity * line.ListPrice);
            var gross = Round.ToMinor(line.Quantity * line.Price / line.Basis);
            var net = gross - Round.Percent(gross, line.Discount);
            var off = Round.Percent(net, line.OffWhole);
            count++;
            if (line.IsCredit)
            {
                byCredit -= net - off;
                continue;
            }

            list += atList;
            if (line.Price == 0) byFree += atList;
            else byPrice += atList - gross;
            byLine += gross - net;
            byWhole += off;
        }

        return new Leakage(list, byPrice, byLine, byWhole, byFree, byCredit, count, of);
    }
}

/// <summary>A line that a price list named a price for, as it was agreed or invoiced. Below zero it takes back.</summary>
/// <param name="ListPrice">Of one unit.</param>
/// <param name="Price">Of so many units as <paramref name="Basis"/> says.</param>
/// <param name="Discount">Of the line, in percent.</param>
/// <param name="OffWhole">Of the whole document, in percent.</param>
public readonly record struct ListedLine(decimal Quantity, decimal ListPrice, decimal Price, decimal Basis, decimal Discount, decimal OffWhole)
{
    /// <summary>An amount credited afterwards: it changes what was invoiced, not what was supplied.</summary>
    public bool IsCredit { get; init; }
}
