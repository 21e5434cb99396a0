using Trichter.Billing.EInvoices.Files;

namespace Trichter.Billing.EInvoices.Cii;

/// <summary>Reads a CII D16B invoice: XRechnung, EN 16931, and every profile of ZUGFeRD 2 and Factur-X.</summary>
internal static class ReadCii
{
    public static EInvoice Read(XmlView root)
    {
        var document = root.First("ExchangedDocument");
        var agreement = root.First("SupplyChainTradeTransaction/ApplicableHeaderTradeAgreement");
        var delivery = root.First("SupplyChainTradeTransaction/ApplicableHeaderTradeDelivery");
        var settlement = root.First("SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement");
        var currency = settlement.Text("InvoiceCurrencyCode");
        var vatCurrency = settlement.Text("TaxCurrencyCode");
        var sums = settlement.First("SpecifiedTradeSettlementHeaderMonetarySummation");

        return new()
        {
            Profile = root.Text("ExchangedDocumentContext/GuidelineSpecifiedDocumentContextParameter/ID"),
            Process = root.Text("ExchangedDocumentContext/BusinessProcessSpecifiedDocumentContextParameter/ID"),
            Number = document.Text("ID"),
            IssuedOn = document.Date("IssueDateTime/DateTimeString"),
            Kind = document.Text("TypeCode"),
            Currency = currency,
            VatCurrency = vatCurrency,
            TaxPoint = settlement.Date("ApplicableTradeTax/TaxPointDate/DateString"),
            TaxPointCode = TaxPointCodes.FromCii(settlement.Text("ApplicableTradeTax/DueDateTypeCode")),
            DueOn = settlement.Date("SpecifiedTradePaymentTerms/DueDateDateTime/DateTimeString"),
            PaymentTerms = settlement.Raw("SpecifiedTradePaymentTerms/Description"),
            References = References(agreement, delivery, settlement),
            Notes = [.. document.All("IncludedNote").Where(note => note.Text("Content") is not null)
                .Select(note => new ENote { Subject = note.Text("SubjectCode"), Text = note.Text("Content") })],
            Preceding = [.. settlement.All("InvoiceReferencedDocument")
                .Select(earlier => new EPrecedingInvoice { Number = earlier.Text("IssuerAssignedID"), IssuedOn = earlier.Date("FormattedIssueDateTime/DateTimeString") })],
            Seller = CiiReadParts.Party(agreement.First("SellerTradeParty")),
            Buyer = CiiReadParts.Party(agreement.First("BuyerTradeParty")),
            Payee = CiiReadParts.Party(settlement.First("PayeeTradeParty")),
            TaxRepresentative = CiiReadParts.Party(agreement.First("SellerTaxRepresentativeTradeParty")),
            Delivery = Delivery(delivery),
            Period = CiiReadParts.Period(settlement.First("BillingSpecifiedPeriod")),
            PaymentMeans = [.. settlement.All("SpecifiedTradeSettlementPaymentMeans").Select(Means)],
            PaymentReference = settlement.Text("PaymentReference"),
            Mandate = settlement.Text("SpecifiedTradePaymentTerms/DirectDebitMandateID"),
            CreditorId = settlement.Text("CreditorReferenceID"),
            Allowances = CiiReadParts.Allowances(settlement, areCharges: false),
            Charges = CiiReadParts.Allowances(settlement, areCharges: true),
            Totals = Totals(sums),
            Vat = VatTotal(sums, currency, vatCurrency, isVatCurrency: false),
            VatInVatCurrency = VatTotal(sums, currency, vatCurrency, isVatCurrency: true),
            VatGroups = [.. settlement.All("ApplicableTradeTax").Select(VatGroup)],
            Attachments = [.. agreement.All("AdditionalReferencedDocument").Where(file => file.Text("TypeCode") == "916").Select(Attachment)],
            Lines = [.. root.All("SupplyChainTradeTransaction/IncludedSupplyChainTradeLineItem").Select(CiiReadParts.Line)],
        };
    }

    private static EReferences References(XmlView agreement, XmlView delivery, XmlView settlement)
    {
        XmlView OfType(string type) => agreement.All("AdditionalReferencedDocument").FirstOrDefault(document => document.Text("TypeCode") == type) ?? new(null, []);
        var billed = OfType("130");

        return new()
        {
            Buyer = agreement.Text("BuyerReference"),
            Project = agreement.Text("SpecifiedProcuringProject/ID"),
            Contract = agreement.Text("ContractReferencedDocument/IssuerAssignedID"),
            Order = agreement.Text("BuyerOrderReferencedDocument/IssuerAssignedID"),
            SalesOrder = agreement.Text("SellerOrderReferencedDocument/IssuerAssignedID"),
            Receipt = delivery.Text("ReceivingAdviceReferencedDocument/IssuerAssignedID"),
            DeliveryNote = delivery.Text("DespatchAdviceReferencedDocument/IssuerAssignedID"),
            Tender = OfType("50").Text("IssuerAssignedID"),
            Billed = billed.Exists ? new(billed.Text("IssuerAssignedID"), billed.Text("ReferenceTypeCode")) : null,
            Account = settlement.Text("ReceivableSpecifiedTradeAccountingAccount/ID"),
        };
    }

    private static EDelivery? Delivery(XmlView delivery)
    {
        var to = delivery.First("ShipToTradeParty");
        var day = delivery.Date("ActualDeliverySupplyChainEvent/OccurrenceDateTime/DateTimeString");
        return !to.Exists && day is null ? null : new()
        {
            Name = to.Text("Name"),
            LocationId = to.Id("GlobalID") ?? to.Id("ID"),
            DeliveredOn = day,
            Address = CiiReadParts.Address(to.First("PostalTradeAddress")),
        };
    }

    private static EPaymentMeans Means(XmlView means) => new()
    {
        Code = means.Text("TypeCode"),
        Text = means.Text("Information"),
        Account = means.First("PayeePartyCreditorFinancialAccount") is { Exists: true } account
            ? new()
            {
                Id = account.Text("IBANID") ?? account.Text("ProprietaryID"),
                Name = account.Text("AccountName"),
                Bank = means.Text("PayeeSpecifiedCreditorFinancialInstitution/BICID"),
            }
            : null,
        Card = means.First("ApplicableTradeSettlementFinancialCard") is { Exists: true } card ? new() { Number = card.Text("ID"), Holder = card.Text("CardholderName") } : null,
        DebitedAccount = means.Text("PayerPartyDebtorFinancialAccount/IBANID"),
    };

    private static ETotals? Totals(XmlView sums) => !sums.Exists ? null : new()
    {
        Lines = sums.Number("LineTotalAmount"),
        Allowances = sums.Number("AllowanceTotalAmount"),
        Charges = sums.Number("ChargeTotalAmount"),
        Net = sums.Number("TaxBasisTotalAmount"),
        Gross = sums.Number("GrandTotalAmount"),
        Paid = sums.Number("TotalPrepaidAmount"),
        Rounding = sums.Number("RoundingAmount"),
        Due = sums.Number("DuePayableAmount"),
    };

    private static decimal? VatTotal(XmlView sums, string? currency, string? vatCurrency, bool isVatCurrency) => sums.All("TaxTotalAmount")
        .Where(total => (vatCurrency is not null && vatCurrency != currency && total.Attribute("currencyID") == vatCurrency) == isVatCurrency)
        .Select(total => total.Number("."))
        .FirstOrDefault();

    private static EVatGroup VatGroup(XmlView group) => new()
    {
        Taxable = group.Number("BasisAmount"),
        Tax = group.Number("CalculatedAmount"),
        Category = CiiReadParts.IsVat(group) ? group.Text("CategoryCode") : null,
        Rate = CiiReadParts.IsVat(group) ? group.Number("RateApplicablePercent") : null,
        Reason = group.Text("ExemptionReason"),
        ReasonCode = group.Text("ExemptionReasonCode"),
    };

    private static EAttachment Attachment(XmlView file) => new()
    {
        Number = file.Text("IssuerAssignedID"),
        Description = file.Text("Name"),
        Location = file.Text("URIID"),
        Content = file.Bytes("AttachmentBinaryObject"),
        MediaType = file.Attribute("AttachmentBinaryObject", "mimeCode"),
        FileName = file.Attribute("AttachmentBinaryObject", "filename"),
    };
}
