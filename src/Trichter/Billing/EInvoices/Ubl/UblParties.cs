using System.Xml.Linq;
using static Trichter.Billing.EInvoices.Ubl.UblNames;

namespace Trichter.Billing.EInvoices.Ubl;

/// <summary>Seller, buyer, payee and tax representative in UBL.</summary>
internal static class UblParties
{
    public static XElement? Seller(EInvoice invoice) => invoice.Seller is { } seller ? Party(seller, [.. seller.Ids, .. Sepa(invoice.CreditorId)]) : null;

    public static XElement? Buyer(EParty? buyer) => buyer is null ? null : Party(buyer, buyer.Ids);

    public static XElement? Payee(EParty? payee) => payee is null ? null : Group("PayeeParty",
        payee.Ids.Select(id => Group("PartyIdentification", Leaf("ID", id))),
        Group("PartyName", Leaf("Name", payee.Name)),
        Group("PartyLegalEntity", Leaf("CompanyID", payee.RegistrationId)));

    public static XElement? TaxRepresentative(EParty? party) => party is null ? null : Group("TaxRepresentativeParty",
        Group("PartyName", Leaf("Name", party.Name)),
        Address("PostalAddress", party.Address),
        Tax(party.VatId, "VAT"));

    public static XElement? Address(string name, EAddress? address) => address is null ? null : Group(name,
        Leaf("StreetName", address.Line1),
        Leaf("AdditionalStreetName", address.Line2),
        Leaf("CityName", address.City),
        Leaf("PostalZone", address.PostCode),
        Leaf("CountrySubentity", address.Region),
        Group("AddressLine", Leaf("Line", address.Line3)),
        Group("Country", Leaf("IdentificationCode", address.Country)));

    private static XElement? Party(EParty party, IReadOnlyList<Identifier> ids) => Group("Party",
        Leaf("EndpointID", party.ElectronicAddress),
        ids.Select(id => Group("PartyIdentification", Leaf("ID", id))),
        Group("PartyName", Leaf("Name", party.TradingName)),
        Address("PostalAddress", party.Address),
        Tax(party.VatId, "VAT"),
        Tax(party.TaxNumber, "FC"),
        Group("PartyLegalEntity", Leaf("RegistrationName", party.Name), Leaf("CompanyID", party.RegistrationId), Leaf("CompanyLegalForm", party.LegalForm)),
        party.Contact is not { } contact ? null : Group("Contact", Leaf("Name", contact.Name), Leaf("Telephone", contact.Phone), Leaf("ElectronicMail", contact.Mail)));

    private static XElement? Tax(string? id, string scheme) =>
        id is null ? null : Group("PartyTaxScheme", Leaf("CompanyID", id), Group("TaxScheme", Leaf("ID", scheme)));

    private static IEnumerable<Identifier> Sepa(string? creditor) => creditor is null ? [] : [new(creditor, "SEPA")];
}
