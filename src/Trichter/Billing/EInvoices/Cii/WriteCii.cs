using System.Xml.Linq;
using Trichter.Offers.Seller;
using static Trichter.Billing.EInvoices.Cii.CiiNames;
using static Trichter.Billing.EInvoices.Cii.CiiParts;
using static Trichter.Billing.EInvoices.Files.XmlNumber;

namespace Trichter.Billing.EInvoices.Cii;

/// <summary>Writes an invoice or credit note as CII D16B, each element in the order of the schema.</summary>
public static class WriteCii
{
    public static XDocument Write(EInvoice invoice) => new(new XDeclaration("1.0", "UTF-8", null),
        new XElement(Rsm + "CrossIndustryInvoice",
            new XAttribute(XNamespace.Xmlns + "rsm", Rsm.NamespaceName),
            new XAttribute(XNamespace.Xmlns + "ram", Ram.NamespaceName),
            new XAttribute(XNamespace.Xmlns + "udt", Udt.NamespaceName),
            new XAttribute(XNamespace.Xmlns + "qdt", Qdt.NamespaceName),
            new XElement(Rsm + "ExchangedDocumentContext",
                Group("BusinessProcessSpecifiedDocumentContextParameter", Leaf("ID", invoice.Process)),
                Group("GuidelineSpecifiedDocumentContextParameter", Leaf("ID", invoice.Profile))),
            new XElement(Rsm + "ExchangedDocument",
                Leaf("ID", invoice.Number),
                Leaf("TypeCode", invoice.Kind),
                Date("IssueDateTime", invoice.IssuedOn),
                invoice.Notes.Select(note => Group("IncludedNote", Leaf("Content", note.Text), Leaf("SubjectCode", note.Subject)))),
            new XElement(Rsm + "SupplyChainTradeTransaction",
                invoice.Lines.Select(CiiLines.Write),
                Agreement(invoice),
                Delivery(invoice),
                Settlement(invoice))));

    private static XElement Agreement(EInvoice invoice)
    {
        var to = invoice.References;
        return new(Ram + "ApplicableHeaderTradeAgreement",
            Leaf("BuyerReference", to.Buyer),
            CiiParties.Write("SellerTradeParty", invoice.Seller),
            CiiParties.Write("BuyerTradeParty", invoice.Buyer),
            CiiParties.Write("SellerTaxRepresentativeTradeParty", invoice.TaxRepresentative),
            Reference("SellerOrderReferencedDocument", to.SalesOrder),
            Reference("BuyerOrderReferencedDocument", to.Order),
            Reference("ContractReferencedDocument", to.Contract),
            invoice.Attachments.Select(Attachment),
            to.Tender is null ? null : Group("AdditionalReferencedDocument", Leaf("IssuerAssignedID", to.Tender), Leaf("TypeCode", "50")),
            to.Billed is null ? null : Group("AdditionalReferencedDocument", Leaf("IssuerAssignedID", to.Billed.Value), Leaf("TypeCode", "130"), Leaf("ReferenceTypeCode", to.Billed.Scheme)),
            to.Project is null ? null : Group("SpecifiedProcuringProject", Leaf("ID", to.Project), Leaf("Name", "Project reference")));
    }

    private static XElement Delivery(EInvoice invoice) => new(Ram + "ApplicableHeaderTradeDelivery",
        invoice.Delivery is not { } delivery ? null : Group("ShipToTradeParty",
            Leaf(delivery.LocationId?.Scheme is null ? "ID" : "GlobalID", delivery.LocationId),
            Leaf("Name", delivery.Name),
            CiiParties.Address(delivery.Address)),
        invoice.Delivery?.DeliveredOn is not { } day ? null : Group("ActualDeliverySupplyChainEvent", Date("OccurrenceDateTime", day)),
        Reference("DespatchAdviceReferencedDocument", invoice.References.DeliveryNote),
        Reference("ReceivingAdviceReferencedDocument", invoice.References.Receipt));

    private static XElement Settlement(EInvoice invoice) => new(Ram + "ApplicableHeaderTradeSettlement",
        Leaf("CreditorReferenceID", invoice.CreditorId),
        Leaf("PaymentReference", invoice.PaymentReference),
        Leaf("TaxCurrencyCode", invoice.VatCurrency),
        Leaf("InvoiceCurrencyCode", invoice.Currency),
        CiiParties.Write("PayeeTradeParty", invoice.Payee),
        invoice.PaymentMeans.Select(Means),
        invoice.VatGroups.Select((group, index) => Vat(group, invoice, isFirst: index == 0)),
        Period(invoice.Period),
        invoice.Allowances.Select(allowance => Allowance(allowance, isCharge: false, isOfDocument: true)),
        invoice.Charges.Select(charge => Allowance(charge, isCharge: true, isOfDocument: true)),
        Group("SpecifiedTradePaymentTerms", Leaf("Description", invoice.PaymentTerms), Date("DueDateDateTime", invoice.DueOn), Leaf("DirectDebitMandateID", invoice.Mandate)),
        Sums(invoice),
        invoice.Preceding.Select(earlier => Group("InvoiceReferencedDocument",
            Leaf("IssuerAssignedID", earlier.Number), Date("FormattedIssueDateTime", Qdt + "DateTimeString", earlier.IssuedOn))),
        Group("ReceivableSpecifiedTradeAccountingAccount", Leaf("ID", invoice.References.Account)));

    private static XElement? Means(EPaymentMeans way) => Group("SpecifiedTradeSettlementPaymentMeans",
        Leaf("TypeCode", way.Code),
        Leaf("Information", way.Text),
        way.Card is not { } card ? null : Group("ApplicableTradeSettlementFinancialCard", Leaf("ID", card.Number), Leaf("CardholderName", card.Holder)),
        Group("PayerPartyDebtorFinancialAccount", Leaf("IBANID", way.DebitedAccount)),
        way.Account is not { } account ? null : Group("PayeePartyCreditorFinancialAccount",
            Iban.Looks(account.Id) ? Leaf("IBANID", account.Id) : null,
            Leaf("AccountName", account.Name),
            Iban.Looks(account.Id) ? null : Leaf("ProprietaryID", account.Id)),
        Group("PayeeSpecifiedCreditorFinancialInstitution", Leaf("BICID", way.Account?.Bank)));

    private static XElement? Vat(EVatGroup group, EInvoice invoice, bool isFirst) => Group("ApplicableTradeTax",
        Leaf("CalculatedAmount", Money(group.Tax)),
        Leaf("TypeCode", "VAT"),
        Leaf("ExemptionReason", group.Reason),
        Leaf("BasisAmount", Money(group.Taxable)),
        Leaf("CategoryCode", group.Category),
        Leaf("ExemptionReasonCode", group.ReasonCode),
        isFirst ? Date("TaxPointDate", Udt + "DateString", invoice.TaxPoint) : null,
        Leaf("DueDateTypeCode", TaxPointCodes.ToCii(invoice.TaxPointCode)),
        Leaf("RateApplicablePercent", Plain(group.Rate)));

    private static XElement? Sums(EInvoice invoice) => invoice.Totals is not { } totals ? null : Group("SpecifiedTradeSettlementHeaderMonetarySummation",
        Leaf("LineTotalAmount", Money(totals.Lines)),
        Leaf("ChargeTotalAmount", Money(totals.Charges)),
        Leaf("AllowanceTotalAmount", Money(totals.Allowances)),
        Leaf("TaxBasisTotalAmount", Money(totals.Net)),
        Leaf("TaxTotalAmount", Money(invoice.Vat), Attribute("currencyID", invoice.Currency)),
        Leaf("TaxTotalAmount", Money(invoice.VatInVatCurrency), Attribute("currencyID", invoice.VatCurrency)),
        Leaf("RoundingAmount", Money(totals.Rounding)),
        Leaf("GrandTotalAmount", Money(totals.Gross)),
        Leaf("TotalPrepaidAmount", Money(totals.Paid)),
        Leaf("DuePayableAmount", Money(totals.Due)));

    private static XElement? Reference(string name, string? number) => Group(name, Leaf("IssuerAssignedID", number));

    private static XElement? Attachment(EAttachment file) => Group("AdditionalReferencedDocument",
        Leaf("IssuerAssignedID", file.Number),
        Leaf("URIID", file.Location),
        Leaf("TypeCode", "916"),
        Leaf("Name", file.Description),
        file.Content is null ? null : Leaf("AttachmentBinaryObject", Convert.ToBase64String([.. file.Content]), Attribute("mimeCode", file.MediaType), Attribute("filename", file.FileName)));
}
