using Trichter.Billing.EInvoices.Codes;
using Trichter.Billing.EInvoices.Files;
using static Trichter.Billing.EInvoices.EAllowance;
using static Trichter.Billing.EInvoices.Rules.ERule;

namespace Trichter.Billing.EInvoices.Rules;

/// <summary>BR-CL: values that must come from a published list.</summary>
internal static class CodeRules
{
    private static readonly CodeList TaxCategories = new("AE L M E S Z G O K B");

    private static readonly CodeList TaxPoints = new("3 35 432");

    private static readonly CodeList MediaTypes = new("""
        application/pdf image/png image/jpeg text/csv application/vnd.openxmlformats-officedocument.spreadsheetml.sheet
        application/vnd.oasis.opendocument.spreadsheet
        """);

    public static readonly ERule[] All =
    [
        File("BR-CL-01", Says("The kind of the invoice is not in the list of invoices or credit notes (BT-3)."), IsKnownKind),
        File("BR-CL-03", Says("An amount is given in a currency that does not exist."), file => StructureRules.AmountCurrencies(file).All(PlaceCodes.Currencies.Allows)),
        Invoice("BR-CL-04", Says("The currency of the invoice does not exist (BT-5)."), invoice => PlaceCodes.Currencies.Allows(invoice.Currency)),
        Invoice("BR-CL-05", Says("The currency of the VAT does not exist (BT-6)."), invoice => PlaceCodes.Currencies.Allows(invoice.VatCurrency)),
        Invoice("BR-CL-06", Says("The tax point code is not in the list (BT-8)."), invoice => TaxPoints.Allows(invoice.TaxPointCode)),
        Invoice("BR-CL-07", Says("The kind of an invoiced object is not in the list (BT-18, BT-128)."),
            invoice => invoice.Lines.Select(line => line.Billed).Append(invoice.References.Billed).All(billed => SchemeCodes.ObjectSchemes.Allows(billed?.Scheme))),
        Invoice("BR-CL-08", Says("The subject of a note is not in the list (BT-21)."), invoice => invoice.Notes.All(note => KindCodes.NoteSubjects.Allows(note.Subject))),
        Invoice("BR-CL-10", Says("An identifier names an issuer that is not in the list."), invoice => Parties(invoice).SelectMany(party => party.Ids).All(id => SchemeCodes.IcdSchemes.Allows(id.Scheme))),
        Invoice("BR-CL-11", Says("A register number names an issuer that is not in the list."), invoice => Parties(invoice).All(party => SchemeCodes.IcdSchemes.Allows(party.RegistrationId?.Scheme))),
        Lines("BR-CL-13", Says("The classification of the item comes from an unknown list (BT-158)."), line => line.Classifications.All(item => SchemeCodes.ItemClassifications.Allows(item.Scheme))),
        Invoice("BR-CL-14", Says("A country code does not exist."), invoice => Addresses(invoice).All(address => PlaceCodes.Countries.Allows(address?.Country))),
        Lines("BR-CL-15", Says("The country of origin does not exist (BT-159)."), line => PlaceCodes.Countries.Allows(line.Origin)),
        Invoice("BR-CL-16", Says("The way to pay is not in the list (BT-81)."), invoice => invoice.PaymentMeans.All(means => KindCodes.PaymentMeans.Allows(means.Code))),
        File("BR-CL-17", Says("A VAT category is not in the list (BT-95, BT-102, BT-118)."),
            file => StructureRules.Values(file, "TaxCategory/ID", "CategoryTradeTax/CategoryCode").All(TaxCategories.Allows)),
        File("BR-CL-18", Says("The VAT category of a line is not in the list (BT-151)."),
            file => StructureRules.Values(file, "ClassifiedTaxCategory/ID", "ApplicableTradeTax/CategoryCode").All(TaxCategories.Allows)),
        Allowances(Allowance, "BR-CL-19", Says("The reason of the allowance is not in the list."), allowance => ReasonCodes.AllowanceReasons.Allows(allowance.ReasonCode)),
        Allowances(LineAllowance, "BR-CL-19", Says("The reason of the allowance is not in the list."), allowance => ReasonCodes.AllowanceReasons.Allows(allowance.ReasonCode)),
        Allowances(Charge, "BR-CL-20", Says("The reason of the charge is not in the list."), charge => ReasonCodes.ChargeReasons.Allows(charge.ReasonCode)),
        Allowances(LineCharge, "BR-CL-20", Says("The reason of the charge is not in the list."), charge => ReasonCodes.ChargeReasons.Allows(charge.ReasonCode)),
        Lines("BR-CL-21", Says("The standard number of the item names an issuer that is not in the list (BT-157)."), line => SchemeCodes.IcdSchemes.Allows(line.StandardItemId?.Scheme)),
        Groups("BR-CL-22", Says("The reason why no VAT is charged is not in the list (BT-121)."), group => ReasonCodes.ExemptionReasons.Allows(group.ReasonCode?.ToUpperInvariant())),
        Lines("BR-CL-23", Says("The unit is not in the list of UNECE (BT-130, BT-150)."), line => UnitCodes.Units.Allows(line.Unit) && UnitCodes.Units.Allows(line.BaseUnit)),
        Invoice("BR-CL-24", Says("The kind of an attached file is not allowed (BT-125)."), invoice => invoice.Attachments.All(file => MediaTypes.Allows(file.MediaType))),
        Invoice("BR-CL-25", Says("The kind of an electronic address is not in the list (BT-34, BT-49)."), invoice => Parties(invoice).All(party => SchemeCodes.EasSchemes.Allows(party.ElectronicAddress?.Scheme))),
        Invoice("BR-CL-26", Says("The place of delivery names an issuer that is not in the list (BT-71)."), invoice => SchemeCodes.IcdSchemes.Allows(invoice.Delivery?.LocationId?.Scheme)),
    ];

    private static bool IsKnownKind(EInvoiceFile file) => file.Syntax switch
    {
        ESyntax.UblInvoice => KindCodes.InvoiceKinds.Allows(file.Invoice.Kind),
        ESyntax.UblCreditNote => KindCodes.CreditNoteKinds.Allows(file.Invoice.Kind),
        _ => KindCodes.InvoiceKinds.Allows(file.Invoice.Kind) || KindCodes.CreditNoteKinds.Allows(file.Invoice.Kind),
    };

    private static IEnumerable<EParty> Parties(EInvoice invoice) =>
        new[] { invoice.Seller, invoice.Buyer, invoice.Payee, invoice.TaxRepresentative }.OfType<EParty>();

    private static IEnumerable<EAddress?> Addresses(EInvoice invoice) => Parties(invoice).Select(party => party.Address).Append(invoice.Delivery?.Address);
}
