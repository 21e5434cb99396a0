using Trichter.Billing.EInvoices.Codes;
using Trichter.Billing.EInvoices.Files;
using static Trichter.Billing.EInvoices.Rules.ERule;

namespace Trichter.Billing.EInvoices.Rules;

/// <summary>BR-DEX: what the extension of XRechnung allows beyond EN 16931. Rules of EN 16931 that it replaces only warn there.</summary>
internal static class ExtensionRules
{
    private static readonly CodeList HealthSchemes = new("XR01 XR02 XR03");

    private static readonly CodeList MediaTypes = new("""
        application/pdf image/png image/jpeg text/csv application/vnd.openxmlformats-officedocument.spreadsheetml.sheet
        application/vnd.oasis.opendocument.spreadsheet application/xml
        """);

    private static readonly string[] Replaced = ["BR-CL-10", "BR-CL-11", "BR-CL-21", "BR-CL-24", "BR-CL-25", "BR-CL-26", "BR-CO-16"];

    public static readonly ERule[] All =
    [
        Invoice("BR-DEX-01", Says("The kind of an attached file is not allowed (BT-125)."), invoice => invoice.Attachments.All(file => MediaTypes.Allows(file.MediaType))),
        StructureRules.Holds(true, "BR-DEX-03", "//SubInvoiceLine", Says("A line must have exactly one VAT category (BT-151)."), line => StructureRules.At(line, "Item/ClassifiedTaxCategory").Count() == 1),
        Invoice("BR-DEX-04", Says("An identifier names an issuer that is not in the list."), invoice => Parties(invoice).SelectMany(party => party.Ids).All(IsIssuer)),
        Invoice("BR-DEX-05", Says("A register number names an issuer that is not in the list."), invoice => Parties(invoice).All(party => IsIssuer(party.RegistrationId))),
        Lines("BR-DEX-06", Says("The standard number of the item names an issuer that is not in the list (BT-157)."), line => IsIssuer(line.StandardItemId)),
        Invoice("BR-DEX-07", Says("The kind of an electronic address is not in the list (BT-34, BT-49)."),
            invoice => Parties(invoice).All(party => party.ElectronicAddress?.Scheme is not { } scheme || SchemeCodes.EasSchemes.Allows(scheme) || HealthSchemes.Allows(scheme))),
        Invoice("BR-DEX-08", Says("The place of delivery names an issuer that is not in the list (BT-71)."), invoice => IsIssuer(invoice.Delivery?.LocationId)),
        File("BR-DEX-09", Says("The amount due is not the total less what is paid plus rounding and what third parties are paid (BT-115)."), IsDueWithThirdParties),
    ];

    public static bool Apply(EInvoice invoice) => invoice.Profile?.Contains("#conformant#urn:xeinkauf.de:kosit:extension:xrechnung_", StringComparison.Ordinal) == true;

    /// <summary>A rule as it counts for an invoice that follows the extension.</summary>
    public static ERule Lowered(ERule rule) => Replaced.Contains(rule.Id) ? rule.As(ESeverity.Warning) : rule;

    private static bool IsIssuer(Identifier? id) => id?.Scheme is not { } scheme || SchemeCodes.IcdSchemes.Allows(scheme) || HealthSchemes.Allows(scheme);

    private static IEnumerable<EParty> Parties(EInvoice invoice) => new[] { invoice.Seller, invoice.Buyer, invoice.Payee, invoice.TaxRepresentative }.OfType<EParty>();

    private static bool IsDueWithThirdParties(EInvoiceFile file)
    {
        if (file.IsCii || file.Invoice.Totals is not { } totals)
            return true;

        var third = StructureRules.At(file.Document.Root!, "PrepaidPayment/PaidAmount").Sum(amount => decimal.TryParse(amount.Value, System.Globalization.CultureInfo.InvariantCulture, out var paid) ? paid : 0);
        return SumRules.Cents(totals.Due - (totals.Rounding ?? 0)) == SumRules.Cents(totals.Gross - (totals.Paid ?? 0) + third);
    }
}
