using Trichter.Billing.EInvoices.Files;

namespace Trichter.Billing.EInvoices.Ubl;

/// <summary>Reads an Invoice or a CreditNote in UBL 2.1.</summary>
internal static class ReadUbl
{
    private static readonly string[] NoAttachment = ["130", "50"];

    public static EInvoice Read(XmlView root) => new()
    {
        Profile = root.Text("CustomizationID"),
        Process = root.Text("ProfileID"),
        Number = root.Text("ID"),
        IssuedOn = root.Date("IssueDate"),
        Kind = root.Text("InvoiceTypeCode") ?? root.Text("CreditNoteTypeCode"),
        Currency = root.Text("DocumentCurrencyCode"),
        VatCurrency = root.Text("TaxCurrencyCode"),
        TaxPoint = root.Date("TaxPointDate"),
        TaxPointCode = root.Text("InvoicePeriod/DescriptionCode"),
        DueOn = root.Date("DueDate") ?? root.Date("PaymentMeans/PaymentDueDate"),
        PaymentTerms = root.Raw("PaymentTerms/Note"),
        References = References(root),
        Notes = [.. root.All("Note").Where(note => note.Own is not null).Select(Note)],
        Preceding = [.. root.All("BillingReference").Select(earlier => new EPrecedingInvoice { Number = earlier.Text("InvoiceDocumentReference/ID"), IssuedOn = earlier.Date("InvoiceDocumentReference/IssueDate") })],
        Seller = root.Has("AccountingSupplierParty") ? UblReadParts.Party(root.First("AccountingSupplierParty/Party")) : null,
        Buyer = root.Has("AccountingCustomerParty") ? UblReadParts.Party(root.First("AccountingCustomerParty/Party")) : null,
        Payee = UblReadParts.Payee(root.First("PayeeParty")),
        TaxRepresentative = UblReadParts.Payee(root.First("TaxRepresentativeParty")),
        Delivery = Delivery(root.First("Delivery")),
        Period = UblReadParts.Period(root.First("InvoicePeriod")),
        PaymentMeans = [.. root.All("PaymentMeans").Select(Means)],
        PaymentReference = root.Text("PaymentMeans/PaymentID"),
        Mandate = root.Text("PaymentMeans/PaymentMandate/ID"),
        CreditorId = root.All("AccountingSupplierParty/Party/PartyIdentification/ID").Concat(root.All("PayeeParty/PartyIdentification/ID")).FirstOrDefault(UblReadParts.IsSepa)?.Own,
        Allowances = UblReadParts.Allowances(root, areCharges: false),
        Charges = UblReadParts.Allowances(root, areCharges: true),
        Totals = Totals(root.First("LegalMonetaryTotal")),
        Vat = VatTotal(root, isVatCurrency: false),
        VatInVatCurrency = VatTotal(root, isVatCurrency: true),
        VatGroups = [.. root.All("TaxTotal/TaxSubtotal").Select(VatGroup)],
        Attachments = [.. root.All("AdditionalDocumentReference").Where(file => !NoAttachment.Contains(file.Text("DocumentTypeCode"))).Select(Attachment)],
        Lines = [.. root.All("InvoiceLine").Concat(root.All("CreditNoteLine")).Select(UblReadParts.Line)],
    };

    private static EReferences References(XmlView root) => new()
    {
        Buyer = root.Text("BuyerReference"),
        Project = root.Text("ProjectReference/ID") ?? OfType(root, "50").Text("ID"),
        Contract = root.Text("ContractDocumentReference/ID"),
        Order = root.Text("OrderReference/ID") is { } order && (order != UblParts.NotAvailable || !root.Has("OrderReference/SalesOrderID")) ? order : null,
        SalesOrder = root.Text("OrderReference/SalesOrderID"),
        Receipt = root.Text("ReceiptDocumentReference/ID"),
        DeliveryNote = root.Text("DespatchDocumentReference/ID"),
        Tender = root.Text("OriginatorDocumentReference/ID"),
        Billed = OfType(root, "130").Id("ID"),
        Account = root.Text("AccountingCost"),
    };

    private static XmlView OfType(XmlView root, string type) =>
        root.All("AdditionalDocumentReference").FirstOrDefault(document => document.Text("DocumentTypeCode") == type) ?? new(null, []);

    private static ENote Note(XmlView note)
    {
        var text = note.Own!;
        var end = text.StartsWith('#') ? text.IndexOf('#', 1) : -1;
        return end is > 1 and <= 4 ? new() { Subject = text[1..end], Text = text[(end + 1)..].Trim() } : new() { Text = text };
    }

    private static EDelivery? Delivery(XmlView delivery) => !delivery.Exists ? null : new()
    {
        Name = delivery.Text("DeliveryParty/PartyName/Name"),
        LocationId = delivery.Id("DeliveryLocation/ID"),
        DeliveredOn = delivery.Date("ActualDeliveryDate"),
        Address = UblReadParts.Address(delivery.First("DeliveryLocation/Address")),
    };

    private static EPaymentMeans Means(XmlView means) => new()
    {
        Code = means.Text("PaymentMeansCode"),
        Text = means.Attribute("PaymentMeansCode", "name"),
        Account = means.First("PayeeFinancialAccount") is { Exists: true } account
            ? new() { Id = account.Text("ID"), Name = account.Text("Name"), Bank = account.Text("FinancialInstitutionBranch/ID") }
            : null,
        Card = means.First("CardAccount") is { Exists: true } card ? new() { Number = card.Text("PrimaryAccountNumberID"), Holder = card.Text("HolderName") } : null,
        DebitedAccount = means.Text("PaymentMandate/PayerFinancialAccount/ID"),
    };

    private static ETotals? Totals(XmlView totals) => !totals.Exists ? null : new()
    {
        Lines = totals.Number("LineExtensionAmount"),
        Allowances = totals.Number("AllowanceTotalAmount"),
        Charges = totals.Number("ChargeTotalAmount"),
        Net = totals.Number("TaxExclusiveAmount"),
        Gross = totals.Number("TaxInclusiveAmount"),
        Paid = totals.Number("PrepaidAmount"),
        Rounding = totals.Number("PayableRoundingAmount"),
        Due = totals.Number("PayableAmount"),
    };

    private static decimal? VatTotal(XmlView root, bool isVatCurrency)
    {
        var vatCurrency = root.Text("TaxCurrencyCode");
        bool IsInVatCurrency(XmlView total) => vatCurrency is not null && vatCurrency != root.Text("DocumentCurrencyCode") && total.Attribute("TaxAmount", "currencyID") == vatCurrency;

        return root.All("TaxTotal").Where(total => IsInVatCurrency(total) == isVatCurrency).Select(total => total.Number("TaxAmount")).FirstOrDefault(amount => amount is not null);
    }

    private static EVatGroup VatGroup(XmlView group)
    {
        var category = UblReadParts.Vat(group, "TaxCategory");
        return new()
        {
            Taxable = group.Number("TaxableAmount"),
            Tax = group.Number("TaxAmount"),
            Category = category.Text("ID"),
            Rate = category.Number("Percent"),
            Reason = category.Text("TaxExemptionReason"),
            ReasonCode = category.Text("TaxExemptionReasonCode"),
        };
    }

    private static EAttachment Attachment(XmlView file)
    {
        var content = file.First("Attachment/EmbeddedDocumentBinaryObject");
        return new()
        {
            Number = file.Text("ID"),
            Description = file.Text("DocumentDescription"),
            Location = file.Text("Attachment/ExternalReference/URI"),
            Content = file.Bytes("Attachment/EmbeddedDocumentBinaryObject"),
            MediaType = content.Attribute("mimeCode"),
            FileName = content.Attribute("filename"),
        };
    }
}
