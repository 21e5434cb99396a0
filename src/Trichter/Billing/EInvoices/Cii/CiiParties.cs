using System.Xml.Linq;
using static Trichter.Billing.EInvoices.Cii.CiiNames;

namespace Trichter.Billing.EInvoices.Cii;

/// <summary>Seller, buyer, payee and tax representative in CII.</summary>
internal static class CiiParties
{
    public static XElement? Write(string name, EParty? party) => party is null ? null : Group(name,
        party.Ids.Where(id => id.Scheme is null).Select(id => Leaf("ID", id)),
        party.Ids.Where(id => id.Scheme is not null).Select(id => Leaf("GlobalID", id)),
        Leaf("Name", party.Name),
        Leaf("Description", party.LegalForm),
        Group("SpecifiedLegalOrganization", Leaf("ID", party.RegistrationId), Leaf("TradingBusinessName", party.TradingName)),
        party.Contact is not { } contact ? null : Group("DefinedTradeContact",
            Leaf("PersonName", contact.Name),
            Group("TelephoneUniversalCommunication", Leaf("CompleteNumber", contact.Phone)),
            Group("EmailURIUniversalCommunication", Leaf("URIID", contact.Mail))),
        Address(party.Address),
        Group("URIUniversalCommunication", Leaf("URIID", party.ElectronicAddress)),
        Tax(party.VatId, "VA"),
        Tax(party.TaxNumber, "FC"));

    public static XElement? Address(EAddress? address) => address is null ? null : Group("PostalTradeAddress",
        Leaf("PostcodeCode", address.PostCode),
        Leaf("LineOne", address.Line1),
        Leaf("LineTwo", address.Line2),
        Leaf("LineThree", address.Line3),
        Leaf("CityName", address.City),
        Leaf("CountryID", address.Country),
        Leaf("CountrySubDivisionName", address.Region));

    private static XElement? Tax(string? id, string scheme) => Group("SpecifiedTaxRegistration", Leaf("ID", id, new XAttribute("schemeID", scheme)));
}
