using System.Xml.Linq;
using static Trichter.Billing.EInvoices.Cii.CiiNames;
using static Trichter.Billing.EInvoices.Cii.CiiParts;
using static Trichter.Billing.EInvoices.Files.XmlNumber;

namespace Trichter.Billing.EInvoices.Cii;

/// <summary>A line in CII.</summary>
internal static class CiiLines
{
    public static XElement? Write(ELine line) => Group("IncludedSupplyChainTradeLineItem",
        Group("AssociatedDocumentLineDocument", Leaf("LineID", line.Number), Group("IncludedNote", Leaf("Content", line.Note))),
        Product(line),
        Agreement(line),
        Group("SpecifiedLineTradeDelivery", Leaf("BilledQuantity", Plain(line.Quantity), Attribute("unitCode", line.Unit))),
        Settlement(line));

    private static XElement? Product(ELine line) => Group("SpecifiedTradeProduct",
        Leaf("GlobalID", line.StandardItemId),
        Leaf("SellerAssignedID", line.SellerItemId),
        Leaf("BuyerAssignedID", line.BuyerItemId),
        Leaf("Name", line.Name),
        Leaf("Description", line.Description),
        line.Properties.Select(property => Group("ApplicableProductCharacteristic", Leaf("Description", property.Name), Leaf("Value", property.Value))),
        line.Classifications.Select(item => Group("DesignatedProductClassification",
            Leaf("ClassCode", item.Value, Attribute("listID", item.Scheme), Attribute("listVersionID", item.Version)))),
        Group("OriginTradeCountry", Leaf("ID", line.Origin)));

    private static XElement? Agreement(ELine line) => Group("SpecifiedLineTradeAgreement",
        Group("BuyerOrderReferencedDocument", Leaf("LineID", line.OrderLine)),
        line.GrossPrice is null && line.PriceDiscount is null ? null : Group("GrossPriceProductTradePrice",
            Leaf("ChargeAmount", Plain(line.GrossPrice)),
            line.PriceDiscount is null ? null : Group("AppliedTradeAllowanceCharge", Indicator(isCharge: false), Leaf("ActualAmount", Plain(line.PriceDiscount)))),
        Group("NetPriceProductTradePrice",
            Leaf("ChargeAmount", Plain(line.Price)),
            Leaf("BasisQuantity", Plain(line.BaseQuantity), Attribute("unitCode", line.BaseUnit))));

    private static XElement? Settlement(ELine line) => Group("SpecifiedLineTradeSettlement",
        line.VatCategory is null ? null : Group("ApplicableTradeTax", Leaf("TypeCode", "VAT"), Leaf("CategoryCode", line.VatCategory), Leaf("RateApplicablePercent", Plain(line.VatRate))),
        Period(line.Period),
        line.Allowances.Select(allowance => Allowance(allowance, isCharge: false, isOfDocument: false)),
        line.Charges.Select(charge => Allowance(charge, isCharge: true, isOfDocument: false)),
        Group("SpecifiedTradeSettlementLineMonetarySummation", Leaf("LineTotalAmount", Money(line.Net))),
        line.Billed is null ? null : Group("AdditionalReferencedDocument", Leaf("IssuerAssignedID", line.Billed.Value), Leaf("TypeCode", "130"), Leaf("ReferenceTypeCode", line.Billed.Scheme)),
        Group("ReceivableSpecifiedTradeAccountingAccount", Leaf("ID", line.Account)));
}
