using System.Globalization;

namespace Trichter.Billing.EInvoices.Ksef;

/// <summary>A rate of VAT as FA(3) names it, and the field its sums go to.</summary>
internal sealed record Fa3Rate(string Name, string Field)
{
    /// <summary>The fields in the order of the schema.</summary>
    public static readonly string[] Fields = ["1", "2", "3", "4", "6_1", "6_2", "6_3", "7", "8", "9", "10"];

    public bool IsTaxed => Field.Length == 1 && Field[0] <= '4';

    public static Fa3Rate? Of(string? category, decimal? rate, EInvoice invoice) => (category, rate) switch
    {
        ("S", 23 or 22) => new(Percent(rate), "1"),
        ("S", 8 or 7) => new(Percent(rate), "2"),
        ("S", 5) => new("5", "3"),
        ("S", 4 or 3) => new(Percent(rate), "4"),
        ("Z", _) => new("0 KR", "6_1"),
        ("K", _) => new("0 WDT", "6_2"),
        ("G", _) => new("0 EX", "6_3"),
        ("E", _) => new("zw", "7"),
        ("O", _) => new("np I", "8"),
        ("AE", _) when invoice.Buyer?.Address?.Country != "PL" => new("np II", "9"),
        ("AE", _) => new("oo", "10"),
        _ => null,
    };

    private static string Percent(decimal? rate) => rate!.Value.ToString("0", CultureInfo.InvariantCulture);
}
