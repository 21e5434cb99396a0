using Trichter.Billing.EInvoices.Files;

namespace Trichter.Billing.EInvoices.Cii;

/// <summary>Reads the parties, allowances and lines of CII.</summary>
internal static class CiiReadParts
{
    public static EParty? Party(XmlView party) => !party.Exists ? null : new()
    {
        Name = party.Text("Name"),
        TradingName = party.Text("SpecifiedLegalOrganization/TradingBusinessName"),
        Ids = [.. party.All("ID").Concat(party.All("GlobalID")).Where(id => id.Own is not null).Select(id => new Identifier(id.Own, id.Attribute("schemeID")))],
        RegistrationId = party.Id("SpecifiedLegalOrganization/ID"),
        VatId = TaxId(party, "VA"),
        TaxNumber = TaxId(party, "FC"),
        LegalForm = party.Text("Description"),
        ElectronicAddress = party.Has("URIUniversalCommunication") ? party.Id("URIUniversalCommunication/URIID") ?? new(null) : null,
        Address = Address(party.First("PostalTradeAddress")),
        Contact = party.First("DefinedTradeContact") is { Exists: true } contact
            ? new()
            {
                Name = contact.Text("PersonName") ?? contact.Text("DepartmentName"),
                Phone = contact.Text("TelephoneUniversalCommunication/CompleteNumber"),
                Mail = contact.Text("EmailURIUniversalCommunication/URIID"),
            }
            : null,
    };

    /// <summary>The tax that is VAT.</summary>
    public static XmlView Vat(XmlView parent, string path) => parent.All(path).FirstOrDefault(IsVat) ?? new(null, []);

    public static bool IsVat(XmlView tax) => string.Equals(tax.Text("TypeCode"), "VAT", StringComparison.OrdinalIgnoreCase);

    public static EAddress? Address(XmlView address) => !address.Exists ? null : new()
    {
        Line1 = address.Text("LineOne"),
        Line2 = address.Text("LineTwo"),
        Line3 = address.Text("LineThree"),
        City = address.Text("CityName"),
        PostCode = address.Text("PostcodeCode"),
        Region = address.Text("CountrySubDivisionName"),
        Country = address.Text("CountryID"),
    };

    public static EPeriod? Period(XmlView period) =>
        period.Exists ? new() { From = period.Date("StartDateTime/DateTimeString"), To = period.Date("EndDateTime/DateTimeString") } : null;

    public static Several<EAllowance> Allowances(XmlView parent, bool areCharges) =>
        [.. parent.All("SpecifiedTradeAllowanceCharge").Where(allowance => allowance.Flag("ChargeIndicator/Indicator") == areCharges).Select(Allowance)];

    public static ELine Line(XmlView line)
    {
        var product = line.First("SpecifiedTradeProduct");
        var agreement = line.First("SpecifiedLineTradeAgreement");
        var settlement = line.First("SpecifiedLineTradeSettlement");
        var net = agreement.First("NetPriceProductTradePrice");
        var gross = agreement.First("GrossPriceProductTradePrice");
        var basis = net.Has("BasisQuantity") ? net : gross;
        var billed = settlement.All("AdditionalReferencedDocument").FirstOrDefault(document => document.Text("TypeCode") == "130");

        return new()
        {
            Number = line.Text("AssociatedDocumentLineDocument/LineID"),
            Note = line.Text("AssociatedDocumentLineDocument/IncludedNote/Content"),
            Billed = billed is null ? null : new(billed.Text("IssuerAssignedID"), billed.Text("ReferenceTypeCode")),
            Quantity = line.Number("SpecifiedLineTradeDelivery/BilledQuantity"),
            Unit = line.Attribute("SpecifiedLineTradeDelivery/BilledQuantity", "unitCode"),
            Net = settlement.Number("SpecifiedTradeSettlementLineMonetarySummation/LineTotalAmount"),
            OrderLine = agreement.Text("BuyerOrderReferencedDocument/LineID"),
            Account = settlement.Text("ReceivableSpecifiedTradeAccountingAccount/ID"),
            Period = Period(settlement.First("BillingSpecifiedPeriod")),
            Allowances = Allowances(settlement, areCharges: false),
            Charges = Allowances(settlement, areCharges: true),
            Price = net.Number("ChargeAmount"),
            PriceDiscount = gross.Number("AppliedTradeAllowanceCharge/ActualAmount"),
            GrossPrice = gross.Number("ChargeAmount"),
            BaseQuantity = basis.Number("BasisQuantity"),
            BaseUnit = basis.Attribute("BasisQuantity", "unitCode"),
            VatCategory = Vat(settlement, "ApplicableTradeTax").Text("CategoryCode"),
            VatRate = Vat(settlement, "ApplicableTradeTax").Number("RateApplicablePercent"),
            Name = product.Text("Name"),
            Description = product.Text("Description"),
            SellerItemId = product.Text("SellerAssignedID"),
            BuyerItemId = product.Text("BuyerAssignedID"),
            StandardItemId = product.Id("GlobalID"),
            Classifications = [.. product.All("DesignatedProductClassification").Select(item => item.Id("ClassCode", "listID", "listVersionID")).OfType<Identifier>()],
            Origin = product.Text("OriginTradeCountry/ID"),
            Properties = [.. product.All("ApplicableProductCharacteristic").Select(property => new EProperty { Name = property.Text("Description"), Value = property.Text("Value") })],
        };
    }

    private static EAllowance Allowance(XmlView allowance) => new()
    {
        Amount = allowance.Number("ActualAmount"),
        Base = allowance.Number("BasisAmount"),
        Percent = allowance.Number("CalculationPercent"),
        VatCategory = Vat(allowance, "CategoryTradeTax").Text("CategoryCode"),
        VatRate = Vat(allowance, "CategoryTradeTax").Number("RateApplicablePercent"),
        Reason = allowance.Text("Reason"),
        ReasonCode = allowance.Text("ReasonCode"),
    };

    private static string? TaxId(XmlView party, string scheme) =>
        party.All("SpecifiedTaxRegistration/ID").FirstOrDefault(id => id.Attribute("schemeID") == scheme && id.Own is not null)?.Own;
}
