using System.Xml.Linq;
using static Trichter.Billing.EInvoices.Files.XmlNumber;
using static Trichter.Billing.EInvoices.Ubl.UblNames;
using static Trichter.Billing.EInvoices.Ubl.UblParts;

namespace Trichter.Billing.EInvoices.Ubl;

/// <summary>A line in UBL.</summary>
internal static class UblLines
{
    public static XElement? Write(ELine line, EInvoice invoice) => Group(invoice.IsCreditNote ? "CreditNoteLine" : "InvoiceLine",
        Leaf("ID", line.Number),
        Leaf("Note", line.Note),
        Leaf(invoice.IsCreditNote ? "CreditedQuantity" : "InvoicedQuantity", Plain(line.Quantity), Attribute("unitCode", line.Unit)),
        Amount("LineExtensionAmount", line.Net, invoice.Currency),
        Leaf("AccountingCost", line.Account),
        Period(line.Period),
        Group("OrderLineReference", Leaf("LineID", line.OrderLine)),
        line.Billed is null ? null : Group("DocumentReference", Leaf("ID", line.Billed), Leaf("DocumentTypeCode", "130")),
        line.Allowances.Select(allowance => Allowance(allowance, isCharge: false, invoice.Currency, isOfDocument: false)),
        line.Charges.Select(charge => Allowance(charge, isCharge: true, invoice.Currency, isOfDocument: false)),
        Item(line),
        Price(line, invoice.Currency));

    private static XElement? Item(ELine line) => Group("Item",
        Leaf("Description", line.Description),
        Leaf("Name", line.Name),
        Group("BuyersItemIdentification", Leaf("ID", line.BuyerItemId)),
        Group("SellersItemIdentification", Leaf("ID", line.SellerItemId)),
        Group("StandardItemIdentification", Leaf("ID", line.StandardItemId)),
        Group("OriginCountry", Leaf("IdentificationCode", line.Origin)),
        line.Classifications.Select(item => Group("CommodityClassification",
            Leaf("ItemClassificationCode", item.Value, Attribute("listID", item.Scheme), Attribute("listVersionID", item.Version)))),
        TaxCategory("ClassifiedTaxCategory", line.VatCategory, line.VatRate),
        line.Properties.Select(property => Group("AdditionalItemProperty", Leaf("Name", property.Name), Leaf("Value", property.Value))));

    private static XElement? Price(ELine line, string? currency) => Group("Price",
        Leaf("PriceAmount", Plain(line.Price), Attribute("currencyID", currency)),
        Leaf("BaseQuantity", Plain(line.BaseQuantity), Attribute("unitCode", line.BaseUnit)),
        line.GrossPrice is null && line.PriceDiscount is null ? null : Group("AllowanceCharge",
            Leaf("ChargeIndicator", "false"),
            Leaf("Amount", Plain(line.PriceDiscount ?? 0), Attribute("currencyID", currency)),
            Leaf("BaseAmount", Plain(line.GrossPrice), Attribute("currencyID", currency))));
}
