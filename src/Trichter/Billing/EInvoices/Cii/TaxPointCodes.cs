namespace Trichter.Billing.EInvoices.Cii;

/// <summary>When VAT becomes due (BT-8): UBL and CII say the same in codes of two lists.</summary>
internal static class TaxPointCodes
{
    private static readonly (string Ubl, string Cii)[] Codes = [("3", "5"), ("35", "29"), ("432", "72")];

    public static string? ToCii(string? code) => Codes.FirstOrDefault(pair => pair.Ubl == code).Cii ?? code;

    public static string? FromCii(string? code) => Codes.FirstOrDefault(pair => pair.Cii == code).Ubl ?? code;
}
