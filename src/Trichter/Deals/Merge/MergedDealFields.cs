using Trichter.Platform.Fields;

namespace Trichter.Deals.Merge;

internal static class MergedDealFields
{
    /// <summary>As in forms, only that an amount is chosen together with its currency.</summary>
    public static readonly IReadOnlyList<FieldOf<Deal>> All =
        [.. DealFields.All.Where(field => field.Key != "currency").Select(field => field.Key == DealFields.Value.Key ? WithCurrency(field) : field)];

    private static FieldOf<Deal> WithCurrency(FieldOf<Deal> value) => new(value.Key, value.Label, FieldKind.Text,
        deal => value.Read(deal) is { Length: > 0 } amount ? $"{amount} {deal.Currency}" : "",
        (deal, typed) =>
        {
            var (amount, currency) = typed.Split(' ') is [var first, var second] ? (first, second) : ("", deal.Currency);
            deal.Currency = currency;
            return value.Write(deal, amount);
        });
}
