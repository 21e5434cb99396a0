using System.Xml.Linq;
using static Trichter.Billing.EInvoices.Ksef.Fa3Names;

namespace Trichter.Billing.EInvoices.Ksef;

/// <summary>Seller and buyer in FA(3).</summary>
internal static class Fa3Parties
{
    private static readonly string[] Union =
        ["AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "EL", "ES", "FI", "FR", "HR", "HU", "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PT", "RO", "SE", "SI", "SK", "XI"];

    private const int LongestPhone = 16;

    public static string? Nip(EParty? party)
    {
        var id = party?.VatId is { } vat && vat.StartsWith("PL", StringComparison.Ordinal) ? vat[2..] : party?.Address?.Country == "PL" ? party.TaxNumber : null;
        var digits = id is null ? "" : string.Concat(id.Where(char.IsAsciiDigit));
        return digits.Length == 10 ? digits : null;
    }

    public static XElement? Seller(EParty seller) => Group("Podmiot1",
        Group("DaneIdentyfikacyjne", Leaf("NIP", Nip(seller)), Leaf("Nazwa", seller.Name)),
        Address(seller.Address),
        Contact(seller));

    public static XElement? Buyer(EParty buyer, Fa3Extras extras) => Group("Podmiot2",
        Group("DaneIdentyfikacyjne", Identity(buyer), Leaf("Nazwa", buyer.Name)),
        Address(buyer.Address),
        Contact(buyer),
        Leaf("NrKlienta", buyer.Ids.Count > 0 ? buyer.Ids[0].Value : null),
        Leaf("JST", extras.IsLocalGovernment ? "1" : "2"),
        Leaf("GV", extras.IsVatGroup ? "1" : "2"));

    private static object?[] Identity(EParty buyer) => (Nip(buyer), buyer.VatId, buyer.RegistrationId?.Value) switch
    {
        ({ } nip, _, _) => [Leaf("NIP", nip)],
        (_, { Length: > 2 } vat, _) when Union.Contains(vat[..2]) => [Leaf("KodUE", vat[..2]), Leaf("NrVatUE", vat[2..])],
        (_, { } vat, _) => [Leaf("KodKraju", buyer.Address?.Country), Leaf("NrID", vat)],
        (_, _, { } number) when buyer.Address?.Country != "PL" => [Leaf("KodKraju", buyer.Address?.Country), Leaf("NrID", number)],
        _ => [Leaf("BrakID", "1")],
    };

    private static XElement? Address(EAddress? address) => address?.Country is null ? null : Group("Adres",
        Leaf("KodKraju", address.Country),
        Leaf("AdresL1", Joined(", ", address.Line1, address.Line2, address.Line3) ?? Joined(" ", address.PostCode, address.City) ?? address.Country),
        address.Line1 is null ? null : Leaf("AdresL2", Joined(" ", address.PostCode, address.City)));

    private static XElement? Contact(EParty party)
    {
        var phone = party.Contact?.Phone?.Replace(" ", "", StringComparison.Ordinal);
        return Group("DaneKontaktowe", Leaf("Email", party.Contact?.Mail), Leaf("Telefon", phone?.Length <= LongestPhone ? phone : null));
    }

    private static string? Joined(string between, params string?[] parts) => string.Join(between, parts.OfType<string>()) is { Length: > 0 } joined ? joined : null;
}
