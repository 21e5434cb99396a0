using Trichter.Customers;
using Trichter.Platform.Fields;
using Trichter.Platform.Language;

namespace Trichter.Market.Universe;

/// <summary>The fields of a suspect, for imports. Its industry is read apart: by which classification decides what a code means.</summary>
internal static class SuspectFields
{
    public static readonly IReadOnlyList<FieldOf<Suspect>> All =
    [
        Text("name", new Told("Name"), s => s.Name, (s, v) => s.Name = v, required: true) with { AlsoCalled = ["company", "company name", "firma", "firmenname", "unternehmen", "nazwa", "nazwa firmy"] },
        Text("street", new Told("Street"), s => s.Street, (s, v) => s.Street = v) with { AlsoCalled = ["straße", "strasse", "ulica", "address", "adresse"] },
        Text("postal_code", new Told("Postal code"), s => s.PostalCode, (s, v) => s.PostalCode = v, 20) with { AlsoCalled = ["zip", "plz", "kod pocztowy", "zip code"] },
        Text("city", new Told("City"), s => s.City, (s, v) => s.City = v) with { AlsoCalled = ["ort", "stadt", "miasto"] },
        new("country", "Country", FieldKind.Text, s => s.Country, WriteCountry) { AlsoCalled = ["land", "kraj"] },
        new("employees", "Employees", FieldKind.Number, s => Canonical.Of(s.Employees), (s, v) => Canonical.ReadNumber(v, n => s.Employees = n)) { AlsoCalled = ["mitarbeiter", "number of employees", "liczba pracowników", "size", "beschäftigte"] },
        new("revenue", "Revenue a year", FieldKind.Number, s => s.Revenue?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "", WriteRevenue) { AlsoCalled = ["umsatz", "przychody", "turnover", "annual revenue", "obrót"] },
        Text("domain", new Told("Domain"), s => s.Domain, (s, v) => s.Domain = Domains.Of(v)) with { AlsoCalled = ["website", "web", "homepage", "url", "webseite", "strona www"] },
        Text("email", new Told("E-mail"), s => s.Email, (s, v) => s.Email = v.ToLowerInvariant()) with { AlsoCalled = ["e-mail", "mail", "emails", "adres e-mail"] },
        Text("phone", new Told("Phone"), s => s.Phone, (s, v) => s.Phone = v, 60) with { AlsoCalled = ["telefon", "tel"] },
        Text("vat_number", new Told("VAT number"), s => s.VatNumber, (s, v) => s.VatNumber = v.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant(), 20) with { AlsoCalled = ["vat", "ust-id", "ustid", "nip"] },
    ];

    private static FieldOf<Suspect> Text(string key, Told label, Func<Suspect, string> read, Action<Suspect, string> write, int longest = 200, bool required = false) =>
        new(key, label.Key, FieldKind.Text, read, (suspect, value) => Canonical.ReadText(value, longest, text => write(suspect, text), required)) { Longest = longest };

    private static Told? WriteCountry(Suspect suspect, string value)
    {
        var code = value.Trim().Length == 0 ? "" : Countries.CodeOf(value);
        if (code is null) return new Told("{0} is no country.", value);
        suspect.Country = code;
        return null;
    }

    private static Told? WriteRevenue(Suspect suspect, string value)
    {
        if (value.Trim().Length == 0) return null;
        if (!decimal.TryParse(value, System.Globalization.NumberStyles.Number, System.Globalization.CultureInfo.InvariantCulture, out var amount) || amount is < 0 or > 1_000_000_000_000m) return new Told("This is not an amount.");
        suspect.Revenue = (long)decimal.Round(amount);
        return null;
    }
}
