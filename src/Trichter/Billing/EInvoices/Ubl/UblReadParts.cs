using Trichter.Billing.EInvoices.Files;

namespace Trichter.Billing.EInvoices.Ubl;

/// <summary>Reads the parties, allowances and lines of UBL.</summary>
internal static class UblReadParts
{
    public static bool IsSepa(XmlView id) => string.Equals(id.Attribute("schemeID"), "SEPA", StringComparison.OrdinalIgnoreCase);

    public static EParty Party(XmlView party) => new()
    {
        Name = party.Text("PartyLegalEntity/RegistrationName"),
        TradingName = party.Text("PartyName/Name"),
        Ids = Ids(party),
        RegistrationId = party.Id("PartyLegalEntity/CompanyID"),
        VatId = TaxId(party, isVat: true),
        TaxNumber = TaxId(party, isVat: false),
        LegalForm = party.Text("PartyLegalEntity/CompanyLegalForm"),
        ElectronicAddress = party.Id("EndpointID"),
        Address = Address(party.First("PostalAddress")),
        Contact = party.First("Contact") is { Exists: true } contact
            ? new() { Name = contact.Text("Name"), Phone = contact.Text("Telephone"), Mail = contact.Text("ElectronicMail") }
            : null,
    };

    /// <summary>A payee or a tax representative, which are called by their party name.</summary>
    public static EParty? Payee(XmlView party) => !party.Exists ? null : new()
    {
        Name = party.Text("PartyName/Name"),
        Ids = Ids(party),
        RegistrationId = party.Id("PartyLegalEntity/CompanyID"),
        VatId = TaxId(party, isVat: true),
        Address = Address(party.First("PostalAddress")),
    };

    public static EAddress? Address(XmlView address) => !address.Exists ? null : new()
    {
        Line1 = address.Text("StreetName"),
        Line2 = address.Text("AdditionalStreetName"),
        Line3 = address.Text("AddressLine/Line"),
        City = address.Text("CityName"),
        PostCode = address.Text("PostalZone"),
        Region = address.Text("CountrySubentity"),
        Country = address.Text("Country/IdentificationCode"),
    };

    public static EPeriod? Period(XmlView period) =>
        !period.Exists || (period.Has("DescriptionCode") && !period.Has("StartDate") && !period.Has("EndDate")) ? null : new() { From = period.Date("StartDate"), To = period.Date("EndDate") };

    /// <summary>The category of VAT among the tax categories of a group.</summary>
    public static XmlView Vat(XmlView parent, string name) => parent.All(name).FirstOrDefault(IsVat) ?? new(null, []);

    public static Several<EAllowance> Allowances(XmlView parent, bool areCharges) =>
        [.. parent.All("AllowanceCharge").Where(allowance => allowance.Flag("ChargeIndicator") == areCharges).Select(Allowance)];

    public static ELine Line(XmlView line)
    {
        var quantity = line.Has("InvoicedQuantity") ? "InvoicedQuantity" : "CreditedQuantity";
        var category = Vat(line, "Item/ClassifiedTaxCategory");
        return new()
        {
            Number = line.Text("ID"),
            Note = line.Text("Note"),
            Billed = line.All("DocumentReference").Where(reference => reference.Text("DocumentTypeCode") == "130").Select(reference => reference.Id("ID")).FirstOrDefault(),
            Quantity = line.Number(quantity),
            Unit = line.Attribute(quantity, "unitCode"),
            Net = line.Number("LineExtensionAmount"),
            OrderLine = line.Text("OrderLineReference/LineID"),
            Account = line.Text("AccountingCost"),
            Period = Period(line.First("InvoicePeriod")),
            Allowances = Allowances(line, areCharges: false),
            Charges = Allowances(line, areCharges: true),
            Price = line.Number("Price/PriceAmount"),
            PriceDiscount = line.Number("Price/AllowanceCharge/Amount"),
            GrossPrice = line.Number("Price/AllowanceCharge/BaseAmount"),
            BaseQuantity = line.Number("Price/BaseQuantity"),
            BaseUnit = line.Attribute("Price/BaseQuantity", "unitCode"),
            VatCategory = category.Text("ID"),
            VatRate = category.Number("Percent"),
            Name = line.Text("Item/Name"),
            Description = line.Text("Item/Description"),
            SellerItemId = line.Text("Item/SellersItemIdentification/ID"),
            BuyerItemId = line.Text("Item/BuyersItemIdentification/ID"),
            StandardItemId = line.Id("Item/StandardItemIdentification/ID"),
            Classifications = [.. line.All("Item/CommodityClassification").Select(item => item.Id("ItemClassificationCode", "listID", "listVersionID")).OfType<Identifier>()],
            Origin = line.Text("Item/OriginCountry/IdentificationCode"),
            Properties = [.. line.All("Item/AdditionalItemProperty").Select(property => new EProperty { Name = property.Text("Name"), Value = property.Text("Value") })],
        };
    }

    private static EAllowance Allowance(XmlView allowance)
    {
        var category = Vat(allowance, "TaxCategory");
        return new()
        {
            Amount = allowance.Number("Amount"),
            Base = allowance.Number("BaseAmount"),
            Percent = allowance.Number("MultiplierFactorNumeric"),
            VatCategory = category.Text("ID"),
            VatRate = category.Number("Percent"),
            Reason = allowance.Text("AllowanceChargeReason"),
            ReasonCode = allowance.Text("AllowanceChargeReasonCode"),
        };
    }

    private static Several<Identifier> Ids(XmlView party) =>
        [.. party.All("PartyIdentification/ID").Where(id => id.Own is not null && !IsSepa(id)).Select(id => new Identifier(id.Own, id.Attribute("schemeID")))];

    private static string? TaxId(XmlView party, bool isVat) =>
        party.All("PartyTaxScheme").Where(tax => IsVat(tax) == isVat).Select(tax => tax.Text("CompanyID")).FirstOrDefault(id => id is not null);

    private static bool IsVat(XmlView tax) => string.Equals(tax.Text("TaxScheme/ID"), "VAT", StringComparison.OrdinalIgnoreCase);
}
