using Trichter.Offers.Amounts;
using Trichter.Offers.Documents;
using Trichter.Offers.Quotes;
using Trichter.Platform.Language;

namespace Trichter.Orders.Incoming;

/// <summary>Whether a line of a customer's order says what we agreed: prices and amounts to 0.01 (O60).</summary>
internal static class CompareLine
{
    private const decimal Tolerance = 0.01m;
    private static readonly string[] Pieces = ["H87", "C62", "EA", "PCE"];

    /// <param name="agreed">The quantity of the accepted quote; null where there is none.</param>
    public static IReadOnlyList<Told> Of(TheirLine theirs, IReadOnlyList<QuoteLine> ours, decimal? agreed, string currency, Texts texts)
    {
        var name = theirs.Article.Length > 0 ? theirs.Article : theirs.Name;
        if (ours.Count == 0) return [new Told("{0}: we know no such product.", name)];
        if (ours.Any(line => line.Price is null)) return [new Told("{0}: no price list has a price for it.", name)];

        var found = new List<Told>();
        if (agreed is { } quantity && quantity != theirs.Quantity) found.Add(new Told("{0}: they order {1}, the quote says {2}.", name, Micros.Write(theirs.Quantity, texts.Culture), Micros.Write(quantity, texts.Culture)));
        if (!IsSameUnit(theirs.Unit, ours[0].Unit)) found.Add(new Told("{0}: they order in the unit {1}, we sell in {2}.", name, theirs.Unit, ours[0].Unit));
        if (theirs.Price is not { } price)
        {
            found.Add(new Told("{0}: they name no price.", name));
            return found;
        }

        var (net, counted) = (Round.ToMajor(ours.Sum(line => LineAmounts.Of(line.Priced).Net)), theirs.Net ?? Round.ToMajor(Round.ToMinor(theirs.Quantity * price / theirs.Basis)));
        var (ofTheirs, ofOurs) = (price * ours[0].Basis / theirs.Basis, ours[0].Price!.Value * (1 - ours[0].Discount / 100));
        if (ours.Count == 1 && Math.Abs(ofTheirs - ofOurs) >= Tolerance)
            found.Add(new Told("{0}: their price is {1}, ours {2}.", name, Micros.Write(Math.Round(ofTheirs, 6), texts.Culture), Micros.Write(Math.Round(ofOurs, 6), texts.Culture)));
        else if ((agreed ?? theirs.Quantity) == theirs.Quantity && Math.Abs(net - counted) >= Tolerance)
            found.Add(new Told("{0}: they count {1} for the line, we {2}.", name, DocumentMoney.Of(Round.ToMinor(counted), currency, texts), DocumentMoney.Of(Round.ToMinor(net), currency, texts)));
        return found;
    }

    /// <summary>There are several codes for a piece.</summary>
    private static bool IsSameUnit(string theirs, string ours) => theirs.Length == 0 || theirs == ours || (Pieces.Contains(theirs) && Pieces.Contains(ours));
}
