using System.Globalization;

namespace Trichter.Billing.EInvoices.Files;

/// <summary>Decimals as XML writes them.</summary>
internal static class XmlNumber
{
    /// <summary>An amount of money: two decimals, more only where there are more.</summary>
    public static string? Money(decimal? amount) => amount?.ToString("0.00##########", CultureInfo.InvariantCulture);

    /// <summary>A price, quantity or rate: no more decimals than it has.</summary>
    public static string? Plain(decimal? number) => number?.ToString("0.##############", CultureInfo.InvariantCulture);
}
