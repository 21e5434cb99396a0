using Trichter.Billing.EInvoices.Codes;
using Trichter.Billing.EInvoices.Files;
using static Trichter.Billing.EInvoices.Rules.ERule;

namespace Trichter.Billing.EInvoices.Rules;

/// <summary>BR-CO: what must fit together, most of all the sums.</summary>
internal static class SumRules
{
    public static readonly ERule[] All =
    [
        Invoice("BR-CO-03", Says("The invoice gives the tax point as a date and as a code; only one of them is allowed (BT-7, BT-8)."), invoice => invoice.TaxPoint is null || invoice.TaxPointCode is null),
        Lines("BR-CO-04", Says("The line has no VAT category (BT-151)."), line => line.VatCategory is not null),
        Invoice("BR-CO-09", Says("A VAT number must begin with the letters of its country (BT-31, BT-48, BT-63)."),
            invoice => new[] { invoice.Seller, invoice.Buyer, invoice.TaxRepresentative }.All(party => HasCountryPrefix(party?.VatId))),
        Totals("BR-CO-10", Says("The sum of the lines is not what the lines add up to (BT-106)."), (totals, invoice) => totals.Lines == Cents(invoice.Lines.Sum(line => line.Net ?? 0))),
        Totals("BR-CO-11", Says("The sum of the allowances is not what the allowances add up to (BT-107)."), (totals, invoice) => AddsUp(totals.Allowances, invoice.Allowances)),
        Totals("BR-CO-12", Says("The sum of the charges is not what the charges add up to (BT-108)."), (totals, invoice) => AddsUp(totals.Charges, invoice.Charges)),
        Totals("BR-CO-13", Says("The total without VAT is not lines less allowances plus charges (BT-109)."),
            (totals, _) => totals.Net == Cents(totals.Lines - (totals.Allowances ?? 0) + (totals.Charges ?? 0))),
        File("BR-CO-14", Says("The total VAT is not what the VAT breakdown adds up to (BT-110)."), IsVatSumOfGroups),
        File("BR-CO-15", Says("The total with VAT is not the total without VAT plus the VAT (BT-112)."), IsGrossNetAndVat),
        Totals("BR-CO-16", Says("The amount due is not the total less what is paid plus rounding (BT-115)."),
            (totals, _) => Cents(totals.Due - (totals.Rounding ?? 0)) == Cents(totals.Gross - (totals.Paid ?? 0))),
        Groups("BR-CO-17", Says("The VAT is not the taxable amount times the rate (BT-117)."), (group, file) => IsTaxOfRate(group, file.IsCii)),
        Invoice("BR-CO-18", Says("The invoice has no VAT breakdown (BG-23)."), invoice => invoice.VatGroups.Count > 0),
        Invoice("BR-CO-19", Says("An invoicing period needs a beginning or an end (BT-73, BT-74)."), invoice => HasAnEnd(invoice.Period)),
        Lines("BR-CO-20", Says("The period of the line needs a beginning or an end (BT-134, BT-135)."), line => HasAnEnd(line.Period)),
        Invoice("BR-CO-26", Says("The seller has neither an identifier, nor a register number, nor a VAT number (BT-29, BT-30, BT-31)."),
            invoice => invoice.Seller is not { } seller || seller.Ids.Count > 0 || seller.RegistrationId is not null || seller.VatId is not null),
        Invoice("BR-B-01", Says("Split payment (VAT category B) is for invoices within Italy only."), invoice => !Uses(invoice, "B") || Countries(invoice).All(country => country == "IT")),
        Invoice("BR-B-02", Says("Split payment (VAT category B) and the standard rate may not stand in one invoice."), invoice => !Uses(invoice, "B") || !Uses(invoice, "S")),
    ];

    /// <summary>A sum as the official rules round it: to cents, a half upwards.</summary>
    internal static decimal? Cents(decimal? amount) => amount is { } sum ? Math.Floor((sum * 100) + 0.5m) / 100 : null;

    internal static bool Uses(EInvoice invoice, string category) => invoice.VatGroups.Any(group => group.Category == category)
        || invoice.Lines.Any(line => line.VatCategory == category)
        || invoice.Allowances.Concat(invoice.Charges).Any(allowance => allowance.VatCategory == category);

    private static bool AddsUp(decimal? sum, Several<EAllowance> parts) =>
        sum is null ? parts.Count == 0 : sum == Cents(parts.Sum(part => part.Amount ?? 0));

    private static bool HasAnEnd(EPeriod? period) => period is null || period.From is not null || period.To is not null;

    private static bool HasCountryPrefix(string? vatId) => vatId is null || (vatId.Length >= 2 && (vatId[..2] == "EL" || PlaceCodes.Countries.Allows(vatId[..2])));

    private static IEnumerable<string> Countries(EInvoice invoice) =>
        new[] { invoice.Seller?.Address, invoice.Buyer?.Address, invoice.TaxRepresentative?.Address, invoice.Delivery?.Address }.Select(address => address?.Country).OfType<string>();

    private static bool IsVatSumOfGroups(EInvoiceFile file)
    {
        var (vat, groups) = (file.Invoice.Vat, file.Invoice.VatGroups);
        return file.IsCii && vat is null || file.IsUbl && groups.Count == 0 || vat == Cents(groups.Sum(group => group.Tax ?? 0));
    }

    private static bool IsGrossNetAndVat(EInvoiceFile file)
    {
        var invoice = file.Invoice;
        if (invoice.Currency is null)
            return true;
        if (file.IsCii && invoice.Totals is { } totals && totals.Gross == totals.Net)
            return true;

        return StructureRules.CountVatTotals(file) == 1 && invoice.Totals is { Gross: { } gross } sums && gross == Cents(sums.Net + invoice.Vat);
    }

    private static bool IsTaxOfRate(EVatGroup group, bool isTolerantOfOne)
    {
        if (Whole(group.Rate) is null or 0)
            return Whole(group.Tax) == 0;

        var difference = Math.Abs(group.Tax ?? 0) - Cents(Math.Abs(group.Taxable ?? 0) * group.Rate!.Value / 100)!.Value;
        return group.Tax is not null && group.Taxable is not null && (isTolerantOfOne ? Math.Abs(difference) <= 1 : Math.Abs(difference) < 1);
    }

    private static decimal? Whole(decimal? number) => number is { } value ? Math.Floor(value + 0.5m) : null;
}
