using Trichter.Offers.Amounts;
using Trichter.Offers.Documents;
using Trichter.Offers.Quotes;

namespace Trichter.Offers.Negotiation;

/// <summary>Where the list price went: list value minus net, by cause, in minor units. Only lines with a list price are looked at.</summary>
/// <param name="ListMinor">What the lines come to at list prices.</param>
/// <param name="ByPrice">Given away by a lower price than the list's.</param>
/// <param name="ByLine">By the discount of a line.</param>
/// <param name="ByWhole">By the discount on the whole.</param>
/// <param name="ByFree">By lines for nothing.</param>
/// <param name="Lines">How many lines were looked at.</param>
/// <param name="Of">How many priced lines there are.</param>
public sealed record Leakage(long ListMinor, long ByPrice, long ByLine, long ByWhole, long ByFree, int Lines, int Of)
{
    public long Total => ByPrice + ByLine + ByWhole + ByFree;

    /// <summary>In percent of the list value; null where there is nothing to divide by.</summary>
    public decimal? Percent => ListMinor == 0 ? null : Math.Round(Total * 100m / ListMinor, 1, MidpointRounding.AwayFromZero);

    /// <param name="lines">Those that count.</param>
    public static Leakage InQuote(DocumentHead head, IReadOnlyList<QuoteLine> lines)
    {
        long list = 0, byPrice = 0, byLine = 0, byWhole = 0, byFree = 0;
        var listed = lines.Where(line => line.IsPriced && line.ListPrice is not null && line.Price is not null).ToList();
        foreach (var line in listed)
        {
            var atList = Round.ToMinor(line.Quantity * line.ListPrice!.Value / line.Basis);
            var gross = Round.ToMinor(line.Quantity * line.Price!.Value / line.Basis);
            var net = gross - Round.Percent(gross, line.Discount);
            list += atList;
            if (line.Price == 0) byFree += atList;
            else byPrice += atList - gross;
            byLine += gross - net;
            byWhole += Round.Percent(net, head.DiscountPercent ?? 0);
        }

        return new Leakage(list, byPrice, byLine, byWhole, byFree, listed.Count, lines.Count(line => line.IsPriced));
    }
}
