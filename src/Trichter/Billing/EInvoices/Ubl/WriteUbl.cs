using System.Xml.Linq;
using static Trichter.Billing.EInvoices.Ubl.UblNames;
using static Trichter.Billing.EInvoices.Ubl.UblParts;

namespace Trichter.Billing.EInvoices.Ubl;

/// <summary>Writes an invoice in UBL 2.1, a credit note as CreditNote, each element in the order of the schema.</summary>
public static class WriteUbl
{
    public static XDocument Write(EInvoice invoice)
    {
        XNamespace space = invoice.IsCreditNote ? CreditNote : Invoice;
        var root = new XElement(space + (invoice.IsCreditNote ? "CreditNote" : "Invoice"),
            new XAttribute("xmlns", space.NamespaceName),
            new XAttribute(XNamespace.Xmlns + "cac", Cac.NamespaceName),
            new XAttribute(XNamespace.Xmlns + "cbc", Cbc.NamespaceName),
            Head(invoice), References(invoice), Parties(invoice), Payment(invoice), Sums(invoice),
            invoice.Lines.Select(line => UblLines.Write(line, invoice)));

        return new XDocument(new XDeclaration("1.0", "UTF-8", null), root);
    }

    private static object?[] Head(EInvoice invoice) =>
    [
        Leaf("CustomizationID", invoice.Profile),
        Leaf("ProfileID", invoice.Process),
        Leaf("ID", invoice.Number),
        Leaf("IssueDate", invoice.IssuedOn),
        invoice.IsCreditNote ? Leaf("TaxPointDate", invoice.TaxPoint) : Leaf("DueDate", invoice.DueOn),
        Leaf(invoice.IsCreditNote ? "CreditNoteTypeCode" : "InvoiceTypeCode", invoice.Kind),
        invoice.Notes.Select(note => Leaf("Note", note.Subject is null ? note.Text : $"#{note.Subject}#{note.Text}")),
        invoice.IsCreditNote ? null : Leaf("TaxPointDate", invoice.TaxPoint),
        Leaf("DocumentCurrencyCode", invoice.Currency),
        Leaf("TaxCurrencyCode", invoice.VatCurrency),
        Leaf("AccountingCost", invoice.References.Account),
        Leaf("BuyerReference", invoice.References.Buyer),
        Period(invoice.Period, invoice.TaxPointCode),
    ];

    private static object?[] References(EInvoice invoice)
    {
        var to = invoice.References;
        var tender = Group("OriginatorDocumentReference", Leaf("ID", to.Tender));
        object?[] further =
        [
            Group("ContractDocumentReference", Leaf("ID", to.Contract)),
            to.Billed is null ? null : Group("AdditionalDocumentReference", Leaf("ID", to.Billed), Leaf("DocumentTypeCode", "130")),
            invoice.IsCreditNote && to.Project is not null ? Group("AdditionalDocumentReference", Leaf("ID", to.Project), Leaf("DocumentTypeCode", "50")) : null,
            invoice.Attachments.Select(Attachment),
        ];

        return
        [
            to.Order is null && to.SalesOrder is null ? null : Group("OrderReference", Leaf("ID", to.Order ?? NotAvailable), Leaf("SalesOrderID", to.SalesOrder)),
            invoice.Preceding.Select(earlier => Group("BillingReference", Group("InvoiceDocumentReference", Leaf("ID", earlier.Number), Leaf("IssueDate", earlier.IssuedOn)))),
            Group("DespatchDocumentReference", Leaf("ID", to.DeliveryNote)),
            Group("ReceiptDocumentReference", Leaf("ID", to.Receipt)),
            invoice.IsCreditNote ? [further, tender] : new object?[] { tender, further, Group("ProjectReference", Leaf("ID", to.Project)) },
        ];
    }

    private static object?[] Parties(EInvoice invoice) =>
    [
        Group("AccountingSupplierParty", UblParties.Seller(invoice)),
        Group("AccountingCustomerParty", UblParties.Buyer(invoice.Buyer)),
        UblParties.Payee(invoice.Payee),
        UblParties.TaxRepresentative(invoice.TaxRepresentative),
        invoice.Delivery is not { } delivery ? null : Group("Delivery",
            Leaf("ActualDeliveryDate", delivery.DeliveredOn),
            Group("DeliveryLocation", Leaf("ID", delivery.LocationId), UblParties.Address("Address", delivery.Address)),
            Group("DeliveryParty", Group("PartyName", Leaf("Name", delivery.Name)))),
    ];

    private static object?[] Payment(EInvoice invoice)
    {
        var dueHere = invoice.IsCreditNote ? invoice.DueOn : null;
        Several<EPaymentMeans> means = invoice.PaymentMeans.Count > 0 || (dueHere is null && invoice.PaymentReference is null && invoice.Mandate is null)
            ? invoice.PaymentMeans
            : [new EPaymentMeans { Code = "1" }];

        return
        [
            means.Select((way, index) => Group("PaymentMeans",
                Leaf("PaymentMeansCode", way.Code, Attribute("name", way.Text)),
                index == 0 ? Leaf("PaymentDueDate", dueHere) : null,
                Leaf("PaymentID", invoice.PaymentReference),
                way.Card is not { } card ? null : Group("CardAccount", Leaf("PrimaryAccountNumberID", card.Number), Leaf("NetworkID", NotAvailable), Leaf("HolderName", card.Holder)),
                way.Account is not { } account ? null : Group("PayeeFinancialAccount", Leaf("ID", account.Id), Leaf("Name", account.Name), Group("FinancialInstitutionBranch", Leaf("ID", account.Bank))),
                index > 0 && way.DebitedAccount is null ? null
                    : Group("PaymentMandate", Leaf("ID", invoice.Mandate), Group("PayerFinancialAccount", Leaf("ID", way.DebitedAccount))))),
            Group("PaymentTerms", Leaf("Note", invoice.PaymentTerms)),
        ];
    }

    private static object?[] Sums(EInvoice invoice)
    {
        XElement? Amount(string name, decimal? amount) => UblParts.Amount(name, amount, invoice.Currency);

        return
        [
            invoice.Allowances.Select(allowance => Allowance(allowance, isCharge: false, invoice.Currency, isOfDocument: true)),
            invoice.Charges.Select(charge => Allowance(charge, isCharge: true, invoice.Currency, isOfDocument: true)),
            Group("TaxTotal", Amount("TaxAmount", invoice.Vat), invoice.VatGroups.Select(group => Group("TaxSubtotal",
                Amount("TaxableAmount", group.Taxable),
                Amount("TaxAmount", group.Tax),
                TaxCategory("TaxCategory", group.Category, group.Rate, Leaf("TaxExemptionReasonCode", group.ReasonCode), Leaf("TaxExemptionReason", group.Reason))))),
            Group("TaxTotal", UblParts.Amount("TaxAmount", invoice.VatInVatCurrency, invoice.VatCurrency)),
            invoice.Totals is not { } totals ? null : Group("LegalMonetaryTotal",
                Amount("LineExtensionAmount", totals.Lines),
                Amount("TaxExclusiveAmount", totals.Net),
                Amount("TaxInclusiveAmount", totals.Gross),
                Amount("AllowanceTotalAmount", totals.Allowances),
                Amount("ChargeTotalAmount", totals.Charges),
                Amount("PrepaidAmount", totals.Paid),
                Amount("PayableRoundingAmount", totals.Rounding),
                Amount("PayableAmount", totals.Due)),
        ];
    }

    private static XElement? Attachment(EAttachment file) => Group("AdditionalDocumentReference",
        Leaf("ID", file.Number),
        Leaf("DocumentDescription", file.Description),
        Group("Attachment",
            file.Content is null ? null : Leaf("EmbeddedDocumentBinaryObject", Convert.ToBase64String([.. file.Content]), Attribute("mimeCode", file.MediaType), Attribute("filename", file.FileName)),
            Group("ExternalReference", Leaf("URI", file.Location))));
}
