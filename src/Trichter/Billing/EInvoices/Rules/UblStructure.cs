using System.Xml.Linq;
using static Trichter.Billing.EInvoices.Rules.ERule;
using static Trichter.Billing.EInvoices.Rules.StructureRules;

namespace Trichter.Billing.EInvoices.Rules;

/// <summary>UBL-SR and UBL-DT: what EN 16931 allows of the many things UBL can say.</summary>
internal static class UblStructure
{
    private const string Seller = "AccountingSupplierParty/Party", Buyer = "AccountingCustomerParty/Party", Lines = "InvoiceLine|CreditNoteLine";

    public static readonly ERule[] All =
    [
        Once("UBL-SR-01", "", "ContractDocumentReference/ID"),
        Once("UBL-SR-02", "", "ReceiptDocumentReference/ID"),
        Once("UBL-SR-03", "", "DespatchDocumentReference/ID"),
        Holds(true, "UBL-SR-04", "", Says("More than one invoiced object is named (BT-18)."), root => At(root, "AdditionalDocumentReference").Count(IsObject) <= 1),
        Once("UBL-SR-05", "", "PaymentTerms/Note"),
        Once("UBL-SR-06", "BillingReference", "InvoiceDocumentReference"),
        Holds(true, "UBL-SR-07", "BillingReference", Says("A preceding invoice is given without its number (BT-25)."), reference => At(reference, "InvoiceDocumentReference/ID").Any()),
        Once("UBL-SR-08", "", "InvoicePeriod"),
        Once("UBL-SR-09", "", Seller + "/PartyLegalEntity/RegistrationName"),
        Once("UBL-SR-10", "", Seller + "/PartyName/Name"),
        Once("UBL-SR-11", "", Seller + "/PartyLegalEntity/CompanyID"),
        Holds(true, "UBL-SR-12", "", Says("The seller has more than one VAT number (BT-31)."), root => TaxIds(root, Seller, isVat: true) <= 1),
        Holds(true, "UBL-SR-13", "", Says("The seller has more than one tax number (BT-32)."), root => TaxIds(root, Seller, isVat: false) <= 1),
        Once("UBL-SR-14", "", Seller + "/PartyLegalEntity/CompanyLegalForm"),
        Once("UBL-SR-15", "", Buyer + "/PartyLegalEntity/RegistrationName"),
        Once("UBL-SR-16", "", Buyer + "/PartyIdentification/ID"),
        Once("UBL-SR-17", "", Buyer + "/PartyLegalEntity/CompanyID"),
        Holds(true, "UBL-SR-18", "", Says("The buyer has more than one VAT number (BT-48)."), root => TaxIds(root, Buyer, isVat: true) <= 1),
        Holds(true, "UBL-SR-19", "PayeeParty", Says("A payee is given that is the seller himself, or that has no name (BT-59)."), payee => DiffersFromSeller(payee) && At(payee, "PartyName/Name").Count() <= 1),
        Holds(true, "UBL-SR-20", "PayeeParty", Says("A payee is given that is the seller himself, or that has no name (BT-59)."),
            payee => DiffersFromSeller(payee) && At(payee, "PartyIdentification/ID").Count(id => id.Attribute("schemeID") is not null && !IsSepa(id)) <= 1),
        Holds(true, "UBL-SR-21", "PayeeParty", Says("A payee is given that is the seller himself, or that has no name (BT-59)."), payee => DiffersFromSeller(payee) && At(payee, "PartyLegalEntity/CompanyID").Count() <= 1),
        Once("UBL-SR-22", "TaxRepresentativeParty", "PartyName/Name"),
        Once("UBL-SR-23", "TaxRepresentativeParty", "PartyTaxScheme/CompanyID"),
        Once("UBL-SR-24", "", "Delivery"),
        Once("UBL-SR-25", "Delivery", "DeliveryParty/PartyName/Name"),
        Once("UBL-SR-26", "PaymentMeans", "PaymentID"),
        Once("UBL-SR-27", "PaymentMeans", "PaymentMeansCode"),
        Once("UBL-SR-28", "PaymentMeans", "PaymentMandate/ID"),
        Holds(true, "UBL-SR-29", "", Says("More than one SEPA creditor is named (BT-90)."), root => root.Descendants().Count(IsSepa) <= 1),
        Once("UBL-SR-30", "AllowanceCharge", "AllowanceChargeReason"),
        Once("UBL-SR-31", "AllowanceCharge", "AllowanceChargeReason"),
        Once("UBL-SR-32", "TaxTotal/TaxSubtotal", "TaxCategory/TaxExemptionReason"),
        Once("UBL-SR-33", "AdditionalDocumentReference", "DocumentDescription"),
        Once("UBL-SR-34", Lines, "Note"),
        Once("UBL-SR-35", Lines, "OrderLineReference/LineID"),
        Once("UBL-SR-36", Lines, "InvoicePeriod"),
        Once("UBL-SR-37", Lines, "Price/AllowanceCharge/Amount"),
        Once("UBL-SR-39", "", "ProjectReference/ID"),
        Once("UBL-SR-40", "", Buyer + "/PartyName/Name"),
        AtMost(true, "UBL-SR-42", "AccountingSupplierParty/Party", "PartyTaxScheme", 2),
        Holds(true, "UBL-SR-43", "AdditionalDocumentReference", Says("Only an invoiced object may have a scheme or a document type (BT-18)."), HasTypeOnlyAsObject),
        Holds(true, "UBL-SR-44", "", Says("All ways to pay must carry the same payment reference (BT-83)."), root => Different(root, "PaymentID") <= 1),
        Once("UBL-SR-45", "", "PaymentMeans/PaymentDueDate"),
        Holds(true, "UBL-SR-46", "", Says("The way to pay is described more than once (BT-82)."), root => At(root, "PaymentMeans/PaymentMeansCode").Count(code => code.Attribute("name") is not null) <= 1),
        Holds(true, "UBL-SR-47", "", Says("All ways to pay must have the same code (BT-81)."), root => Different(root, "PaymentMeansCode") <= 1),
        Holds(true, "UBL-SR-48", Lines, Says("A line must have exactly one VAT category (BT-151)."), line => At(line, "Item/ClassifiedTaxCategory").Count() == 1),
        Once("UBL-SR-49", "", "InvoicePeriod/DescriptionCode"),
        Once("UBL-SR-50", Lines, "Item/Description"),
        Once("UBL-SR-52", Lines, "DocumentReference"),
        Holds(true, "UBL-SR-53", "//PartyTaxScheme", Says("A tax number is announced, but not given."), tax => At(tax, "TaxScheme/ID").Any() && At(tax, "CompanyID").Any()),
        Once("UBL-SR-54", "", "PaymentMeans/CardAccount"),
        Once("UBL-SR-55", "", "PaymentMeans/PaymentMandate"),
        Once("UBL-SR-56", "", "OriginatorDocumentReference/ID"),
        Holds(true, "UBL-DT-06", "//EmbeddedDocumentBinaryObject", Says("An attached file does not say of which kind it is."), file => file.Attribute("mimeCode") is not null),
        Holds(true, "UBL-DT-07", "//EmbeddedDocumentBinaryObject", Says("An attached file has no name."), file => file.Attribute("filename") is not null),
        Once("UBL-CR-646", "//InvoiceLine", "SubInvoiceLine", 0).As(ESeverity.Warning),
    ];

    private static ERule Once(string id, string context, string path, int most = 1) => AtMost(true, id, context, path, most);

    private static bool IsObject(XElement reference) => At(reference, "DocumentTypeCode").Any(code => code.Value == "130");

    private static bool IsSepa(XElement element) =>
        element.Name.LocalName == "ID" && element.Parent?.Name.LocalName == "PartyIdentification" && string.Equals(Attribute(element, "schemeID"), "SEPA", StringComparison.OrdinalIgnoreCase);

    private static bool DiffersFromSeller(XElement payee) => At(payee, "PartyName/Name")
        .Any(name => At(payee.Parent!, Seller + "/PartyLegalEntity/RegistrationName").Any(seller => seller.Value != name.Value));

    private static int TaxIds(XElement root, string party, bool isVat) => At(root, party + "/PartyTaxScheme")
        .Where(tax => At(tax, "TaxScheme").Any() && string.Equals(At(tax, "TaxScheme/ID").FirstOrDefault()?.Value, "VAT", StringComparison.OrdinalIgnoreCase) == isVat)
        .Sum(tax => At(tax, "CompanyID").Count());

    private static bool HasTypeOnlyAsObject(XElement reference)
    {
        var type = At(reference, "DocumentTypeCode").FirstOrDefault()?.Value;
        return type == "130" || (type == "50" && reference.Document?.Root?.Name.LocalName == "CreditNote")
            || (type is null && !At(reference, "ID").Any(id => id.Attribute("schemeID") is not null));
    }

    private static int Different(XElement root, string name) => root.Descendants().Where(element => element.Name.LocalName == name).Select(element => element.Value).Distinct().Count();
}
