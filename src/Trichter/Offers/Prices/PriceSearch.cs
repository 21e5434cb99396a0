using Trichter.Offers.Amounts;
using Trichter.Platform.Language;

namespace Trichter.Offers.Prices;

/// <summary>Which price holds (O4): the narrowest audience, a list of the process before one of all, then priority, then the list that began last, then the highest tier reached. No price is no price, never zero.</summary>
public static class PriceSearch
{
    /// <param name="rows">Rows of the product in lists of the currency, each with its list.</param>
    public static PricedRow? Find(IEnumerable<PricedRow> rows, PriceCase sale) =>
        rows.Where(its => its.List.Currency == sale.Currency && its.List.HoldsOn(sale.On) && (its.List.ProcessId is null || its.List.ProcessId == sale.ProcessId) && IsFor(its.List, sale) && its.Row.FromQuantity <= Math.Abs(sale.Quantity))
            .OrderByDescending(its => its.List.Audience).ThenByDescending(its => its.List.ProcessId is not null).ThenByDescending(its => its.List.Priority).ThenByDescending(its => its.List.ValidFrom ?? DateOnly.MinValue)
            .ThenByDescending(its => its.Row.FromQuantity).ThenBy(its => its.Row.Id)
            .FirstOrDefault();

    /// <summary>The bands of a graduated price from the first on, each with the quantity that falls into it; one for a price of the whole quantity.</summary>
    public static IReadOnlyList<(PriceRow Row, decimal Quantity)> Bands(IEnumerable<PricedRow> rows, PriceCase sale)
    {
        if (Find(rows, sale) is not { } found) return [];
        if (found.Row.Tiers == TierMode.Whole) return [(found.Row, sale.Quantity)];

        var tiers = rows.Where(its => its.List.Id == found.List.Id && its.Row.FromQuantity <= sale.Quantity).Select(its => its.Row).OrderBy(row => row.FromQuantity).ToList();
        return [.. tiers.Select((row, index) =>
        {
            var begins = index == 0 ? 0 : row.FromQuantity - 1;
            var ends = index + 1 < tiers.Count ? tiers[index + 1].FromQuantity - 1 : sale.Quantity;
            return (row, ends - begins);
        }).Where(band => band.Item2 > 0)];
    }

    private static bool IsFor(PriceList list, PriceCase sale) => list.Audience switch
    {
        PriceAudience.All => true,
        PriceAudience.Country => string.Equals(list.AudienceKey, sale.Country, StringComparison.OrdinalIgnoreCase),
        PriceAudience.Group => sale.Groups.Contains(list.AudienceKey, StringComparer.OrdinalIgnoreCase),
        _ => list.CompanyId is not null && list.CompanyId == sale.CompanyId,
    };
}

/// <param name="On">The day of the quote; order and invoice keep its prices.</param>
/// <param name="Groups">The tags of the company.</param>
/// <param name="ProcessId">Of the deal.</param>
public sealed record PriceCase(string Currency, DateOnly On, decimal Quantity, Guid? CompanyId, string Country, IReadOnlyCollection<string> Groups, Guid? ProcessId = null);

public sealed record PricedRow(PriceList List, PriceRow Row);

internal static class PriceWords
{
    /// <summary>"4,35 EUR", "4,35 EUR / 100".</summary>
    public static string Of(PriceRow row, string currency, Texts texts) =>
        $"{row.Price.ToString("#,##0.00####", texts.Culture)} {currency}{(row.Basis == 1 ? "" : " / " + Micros.Write(row.Basis, texts.Culture))}";
}
