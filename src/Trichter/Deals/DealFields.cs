using Trichter.Platform.Fields;
using Trichter.Platform.Language;
using Trichter.Team.Roles;

namespace Trichter.Deals;

/// <summary>The plain fields of a deal, for forms, imports, exports and criteria. Company, contact and owner are looked up by their own pages.</summary>
internal static class DealFields
{
    /// <summary>What of a deal a role may be kept from.</summary>
    public static readonly ProtectedField Value = new(10, nameof(Deal), "value", new Told("Value").Key, nameof(Deal.ValueMinor));

    public static readonly IReadOnlyList<FieldOf<Deal>> All =
    [
        Text("name", new Told("Name"), d => d.Name, (d, v) => d.Name = v, 200, required: true) with { AlsoCalled = ["title", "deal", "deal name", "deal - title", "opportunity name", "titel", "bezeichnung", "nazwa", "tytuł"] },
        new("value", "Value", FieldKind.Money, d => d.ValueMinor == 0 ? "" : Canonical.OfMinor(d.ValueMinor), (d, v) => Canonical.ReadMinor(v, minor => d.ValueMinor = minor)) { AlsoCalled = ["amount", "deal - value", "deal value", "close_value", "wert", "betrag", "wartość", "kwota", "expected revenue"] },
        new("currency", "Currency", FieldKind.Text, d => d.Currency, WriteCurrency) { AlsoCalled = ["währung", "waluta", "deal - currency"], Longest = 3 },
        new("expected_close", "Expected close", FieldKind.Date, d => Canonical.Of(d.ExpectedClose), (d, v) => Canonical.ReadDay(v, day => d.ExpectedClose = day)) { AlsoCalled = ["expected close date", "deal - expected close date", "abschluss", "erwarteter abschluss", "oczekiwane zamknięcie"] },
        Text("source", new Told("Source"), d => d.Source, (d, v) => d.Source = v, 120) with { AlsoCalled = ["lead source", "origin", "quelle", "źródło", "original source"] },
        Text("product", new Told("Product"), d => d.Product, (d, v) => d.Product = v, 200) with { AlsoCalled = ["produkt", "item"] },
        new("tags", "Tags", FieldKind.List, d => Canonical.Of(d.Tags), (d, v) => Canonical.ReadText(v, 400, text => d.Tags = Canonical.List(text))) { AlsoCalled = ["labels", "label", "schlagworte", "etykiety"] },
        Text("external_id", new Told("External id"), d => d.ExternalId, (d, v) => d.ExternalId = v, 120) with { AlsoCalled = ["id", "deal id", "record id", "opportunity_id", "opportunity id", "lead id", "mql_id"] },
    ];

    private static FieldOf<Deal> Text(string key, Told label, Func<Deal, string> read, Action<Deal, string> write, int longest, bool required = false) =>
        new(key, label.Key, FieldKind.Text, read, (deal, value) => Canonical.ReadText(value, longest, text => write(deal, text), required)) { Longest = longest };

    private static Told? WriteCurrency(Deal deal, string value)
    {
        var code = value.Trim().ToUpperInvariant() switch { "€" => "EUR", "ZŁ" => "PLN", var other => other };
        if (code.Length != 3 || !code.All(char.IsAsciiLetterUpper)) return new Told("A currency has three letters, such as EUR.");
        deal.Currency = code;
        return null;
    }
}
