using Trichter.Customers.Numbers;
using Trichter.Platform.Fields;
using Trichter.Platform.Language;

namespace Trichter.Customers;

/// <summary>The fields of a company, for forms, imports and exports.</summary>
internal static class CompanyFields
{
    public static readonly IReadOnlyList<FieldOf<Company>> All =
    [
        Text("name", new Told("Name"), c => c.Name, (c, v) => c.Name = v, required: true) with { AlsoCalled = ["company", "account", "company name", "account name", "organization - name", "organization name", "organisation", "firma", "unternehmen", "kunde", "nazwa", "nazwa firmy", "firma/nazwa"] },
        Text("legal_form", new Told("Legal form"), c => c.LegalForm, (c, v) => c.LegalForm = v, 60) with { AlsoCalled = ["rechtsform", "forma prawna"] },
        new("vat_number", "VAT number", FieldKind.Text, c => c.VatNumber, WriteVat) { AlsoCalled = ["vat", "vat id", "ust-id", "ustid", "ust-idnr.", "ust-idnr", "nip", "tax id"] },
        new("register_number", "Register number", FieldKind.Text, c => c.RegisterNumber, WriteRegister) { AlsoCalled = ["hrb", "handelsregister", "krs"] },
        Text("domain", new Told("Domain"), c => c.Domain, (c, v) => c.Domain = Domains.Of(v), 200) with { AlsoCalled = ["website", "web", "homepage", "company domain name", "url", "webseite", "strona www"] },
        Text("phone", new Told("Phone"), c => c.Phone, (c, v) => c.Phone = v, 60) with { AlsoCalled = ["telefon", "phone number", "tel"] },
        OfAddress("street", new Told("Street"), a => a.Street, (a, v) => a with { Street = v }) with { AlsoCalled = ["straße", "strasse", "ulica", "billing street", "street address", "address", "adresse", "organization - address"] },
        OfAddress("postal_code", new Told("Postal code"), a => a.PostalCode, (a, v) => a with { PostalCode = v }) with { AlsoCalled = ["zip", "plz", "kod pocztowy", "billing zip/postal code", "zip code", "postal code"] },
        OfAddress("city", new Told("City"), a => a.City, (a, v) => a with { City = v }) with { AlsoCalled = ["ort", "stadt", "miasto", "billing city", "office_location"] },
        OfAddress("country", new Told("Country"), a => a.Country, (a, v) => a with { Country = v }) with { AlsoCalled = ["land", "kraj", "billing country", "country/region"] },
        OfAddress("billing_street", new Told("Billing street"), a => a.Street, (a, v) => a with { Street = v }, AddressKind.Billing) with { AlsoCalled = ["rechnungsstraße"] },
        OfAddress("billing_postal_code", new Told("Billing postal code"), a => a.PostalCode, (a, v) => a with { PostalCode = v }, AddressKind.Billing),
        OfAddress("billing_city", new Told("Billing city"), a => a.City, (a, v) => a with { City = v }, AddressKind.Billing),
        OfAddress("billing_country", new Told("Billing country"), a => a.Country, (a, v) => a with { Country = v }, AddressKind.Billing),
        new("employees", "Employees", FieldKind.Number, c => Canonical.Of(c.Employees), (c, v) => Canonical.ReadNumber(v, n => c.Employees = n)) { AlsoCalled = ["mitarbeiter", "number of employees", "liczba pracowników", "size"] },
        Text("industry", new Told("Industry"), c => c.Industry, (c, v) => c.Industry = v, 120) with { AlsoCalled = ["branche", "branża", "sector"] },
        new("tags", "Tags", FieldKind.List, c => Canonical.Of(c.Tags), (c, v) => Canonical.ReadText(v, 400, text => c.Tags = Canonical.List(text))) { AlsoCalled = ["labels", "schlagworte", "etykiety", "tagi"] },
        Text("external_id", new Told("External id"), c => c.ExternalId, (c, v) => c.ExternalId = v, 120) with { AlsoCalled = ["id", "record id", "account id", "company id", "seller_id"] },
    ];

    private static FieldOf<Company> Text(string key, Told label, Func<Company, string> read, Action<Company, string> write, int longest = 200, bool required = false) =>
        new(key, label.Key, FieldKind.Text, read, (company, value) => Canonical.ReadText(value, longest, text => write(company, text), required)) { Longest = longest };

    /// <summary>A line of one of the addresses; an address that has become empty goes.</summary>
    private static FieldOf<Company> OfAddress(
        string key, Told label, Func<Address, string> read, Func<Address, string, Address> write, AddressKind kind = AddressKind.Main) =>
        new(key, label.Key, FieldKind.Text, c => c.AddressOf(kind) is { } known ? read(known) : "",
            (c, value) => Canonical.ReadText(value, 200, text => c.Put(write(c.AddressOf(kind) ?? new Address(kind, "", "", "", ""), text))));

    /// <summary>What looks like an entry of a German or Polish register is checked; those of other countries are taken as they are.</summary>
    private static Told? WriteRegister(Company company, string value)
    {
        var digits = value.All(letter => char.IsAsciiDigit(letter) || letter is ' ' or '-');
        NumberCheck? check = value.Contains("HRB", StringComparison.OrdinalIgnoreCase) || value.Contains("HRA", StringComparison.OrdinalIgnoreCase) ? RegisterNumber.Handelsregister(value)
            : value.StartsWith("KRS", StringComparison.OrdinalIgnoreCase) ? RegisterNumber.Krs(value)
            : value.StartsWith("REGON", StringComparison.OrdinalIgnoreCase) ? RegisterNumber.Regon(value)
            : digits && value.Count(char.IsAsciiDigit) is 9 or 14 ? RegisterNumber.Regon(value)
            : null;
        if (check is { Problem: { } problem }) return new Told(problem);
        return Canonical.ReadText(check?.Normalised ?? value, 80, text => company.RegisterNumber = text);
    }

    private static Told? WriteVat(Company company, string value)
    {
        if (value.Length == 0)
        {
            company.VatNumber = "";
            return null;
        }

        var number = VatNumber.Check(value);
        if (!number.IsValid) return new Told(number.Problem!);
        company.VatNumber = number.Normalised;
        return null;
    }
}

internal static class Domains
{
    /// <summary>"https://www.Petry.de/kontakt" → "petry.de".</summary>
    public static string Of(string address)
    {
        var text = address.Trim().ToLowerInvariant();
        if (text.IndexOf("://", StringComparison.Ordinal) is > 0 and var scheme) text = text[(scheme + 3)..];
        text = text.Split('/', '?', '#')[0];
        return text.StartsWith("www.", StringComparison.Ordinal) ? text[4..] : text;
    }
}
