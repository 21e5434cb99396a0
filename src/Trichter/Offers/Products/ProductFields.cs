using System.Globalization;
using Trichter.Offers.Amounts;
using Trichter.Platform.Fields;
using Trichter.Platform.Language;

namespace Trichter.Offers.Products;

/// <summary>The fields of a product, for its form and for imports.</summary>
internal static class ProductFields
{
    private const int LongestTerm = 1200;

    /// <summary>For files, whose words are understood in any language.</summary>
    public static readonly IReadOnlyList<FieldOf<Product>> OfFiles = In(null, maySeeCost: true);

    /// <param name="texts">For the words of choices; null where nobody chooses.</param>
    /// <param name="maySeeCost">Costs are left out for who may not see margins.</param>
    public static IReadOnlyList<FieldOf<Product>> In(Texts? texts, bool maySeeCost) =>
    [
        Text("key", new Told("Product number"), p => p.Key, (p, v) => p.Key = v.ToUpperInvariant(), Product.LongestKey) with { AlsoCalled = ["sku", "number", "artikelnummer", "nummer", "indeks", "symbol", "product code"] },
        Words("name_de", new Told("Name (German)"), p => p.Name.De, (p, v) => p.Name = p.Name with { De = v }) with { AlsoCalled = ["name", "bezeichnung", "product name"] },
        Words("name_pl", new Told("Name (Polish)"), p => p.Name.Pl, (p, v) => p.Name = p.Name with { Pl = v }) with { AlsoCalled = ["nazwa"] },
        Words("name_en", new Told("Name (English)"), p => p.Name.En, (p, v) => p.Name = p.Name with { En = v }),
        LongWords("text_de", new Told("Description (German)"), p => p.Text.De, (p, v) => p.Text = p.Text with { De = v }) with { AlsoCalled = ["beschreibung", "description"] },
        LongWords("text_pl", new Told("Description (Polish)"), p => p.Text.Pl, (p, v) => p.Text = p.Text with { Pl = v }) with { AlsoCalled = ["opis"] },
        LongWords("text_en", new Told("Description (English)"), p => p.Text.En, (p, v) => p.Text = p.Text with { En = v }),
        Enum("kind", new Told("Kind"), p => p.Kind, (p, v) => p.Kind = v, texts),
        Text("goods_group", new Told("Group of goods"), p => p.GoodsGroup, (p, v) => p.GoodsGroup = v, 120) with { AlsoCalled = ["warengruppe", "grupa towarów"] },
        new("unit", "Unit", FieldKind.Choice, p => p.Unit, (p, v) => Set(Units.IsKnown(v), new Told("Choose a unit of the list."), () => p.Unit = v)) { Options = texts is null ? [] : [.. Units.All.Select(unit => (unit.Code, texts[unit.Name]))], AlsoCalled = ["einheit", "jednostka"] },
        Enum("tax_class", new Told("Tax"), p => p.TaxClass, (p, v) => p.TaxClass = v, texts),
        .. maySeeCost ? new[] { new FieldOf<Product>("cost", "Cost per unit", FieldKind.Measure, p => p.Cost?.ToString("0.######", CultureInfo.InvariantCulture) ?? "", WriteCost) { Show = texts is null ? null : value => Typed(value, texts.Culture), AlsoCalled = ["kosten", "einkaufspreis", "koszt"] } } : [],
        Enum("interval", new Told("Charged"), p => p.Interval, (p, v) => p.Interval = v, texts),
        new("minimum_term", "Periods at least", FieldKind.Number, p => Canonical.Of(p.MinimumTerm), (p, v) => Canonical.ReadNumber(v, n => p.MinimumTerm = n) ?? (p.MinimumTerm > LongestTerm ? new Told("A whole number up to {0}.", LongestTerm) : null)),
        new("warranty_months", "Warranty, months", FieldKind.Number, p => Canonical.Of(p.WarrantyMonths), (p, v) => Canonical.ReadNumber(v, n => p.WarrantyMonths = n) ?? (p.WarrantyMonths > LongestTerm ? new Told("A whole number up to {0}.", LongestTerm) : null)) { AlsoCalled = ["garantie", "gewährleistung", "gwarancja"] },
        Digits("gtin", new Told("GTIN"), p => p.Gtin, (p, v) => p.Gtin = v, IsGtin, new Told("This is not a GTIN: a digit is wrong or missing.")) with { AlsoCalled = ["ean", "barcode"] },
        Digits("cn_code", new Told("Customs code"), p => p.CnCode, (p, v) => p.CnCode = v, code => code.Length == 8 && code.All(char.IsAsciiDigit), new Told("Eight digits of the combined nomenclature.")),
        Text("origin", new Told("Country of origin"), p => p.Origin, (p, v) => p.Origin = v.ToUpperInvariant(), 2),
        Text("pkwiu", new Told("PKWiU"), p => p.Pkwiu, (p, v) => p.Pkwiu = v, 20),
        Digits("gtu", new Told("GTU"), p => p.Gtu, (p, v) => p.Gtu = v, code => code.Length == 6 && code.StartsWith("GTU_", StringComparison.Ordinal) && int.TryParse(code[4..], NumberStyles.None, CultureInfo.InvariantCulture, out var group) && group is >= 1 and <= 13, new Told("GTU_01 to GTU_13.")),
        new("active_from", "Sold from", FieldKind.Date, p => Canonical.Of(p.ActiveFrom), (p, v) => Canonical.ReadDay(v, day => p.ActiveFrom = day)),
        new("active_to", "Sold until", FieldKind.Date, p => Canonical.Of(p.ActiveTo), (p, v) => Canonical.ReadDay(v, day => p.ActiveTo = day)),
        Text("external_id", new Told("External id"), p => p.ExternalId, (p, v) => p.ExternalId = v, 120),
    ];

    private static FieldOf<Product> Text(string key, Told label, Func<Product, string> read, Action<Product, string> write, int longest) =>
        new(key, label.Key, FieldKind.Text, read, (product, value) => Canonical.ReadText(value, longest, text => write(product, text))) { Longest = longest };

    private static FieldOf<Product> Words(string key, Told label, Func<Product, string> read, Action<Product, string> write) => Text(key, label, read, write, Product.LongestName);

    private static FieldOf<Product> LongWords(string key, Told label, Func<Product, string> read, Action<Product, string> write) =>
        Text(key, label, read, write, Product.LongestText) with { Kind = FieldKind.LongText };

    private static FieldOf<Product> Enum<T>(string key, Told label, Func<Product, T> read, Action<Product, T> write, Texts? texts) where T : struct, Enum =>
        new(key, label.Key, FieldKind.Choice, p => read(p).ToString(), (product, value) =>
            Set(System.Enum.TryParse<T>(value.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var member) && System.Enum.IsDefined(member), new Told("Choose one of the list."), () => write(product, member)))
        {
            Options = texts is null ? [] : [.. System.Enum.GetValues<T>().Select(member => (member.ToString(), texts.Of(member)))],
        };

    private static FieldOf<Product> Digits(string key, Told label, Func<Product, string> read, Action<Product, string> write, Func<string, bool> fits, Told otherwise) =>
        new(key, label.Key, FieldKind.Text, read, (product, value) => Set(value.Length == 0 || fits(value), otherwise, () => write(product, value)));

    private static Told? Set(bool fits, Told otherwise, Action set)
    {
        if (!fits) return otherwise;
        set();
        return null;
    }

    private static Told? WriteCost(Product product, string value)
    {
        if (value.Length == 0) product.Cost = null;
        else if (Micros.Read(value, CultureInfo.InvariantCulture) is { } cost and >= 0) product.Cost = cost;
        else return new Told("A number of zero or more, with at most six decimals.");
        return null;
    }

    private static string Typed(string value, CultureInfo culture) => decimal.TryParse(value, CultureInfo.InvariantCulture, out var number) ? Micros.Write(number, culture) : value;

    /// <summary>GS1: 8, 12, 13 or 14 digits, the last of which checks the others.</summary>
    private static bool IsGtin(string text) =>
        text.Length is 8 or 12 or 13 or 14 && text.All(char.IsAsciiDigit)
        && text.Reverse().Select((digit, index) => (digit - '0') * (index % 2 == 0 ? 1 : 3)).Sum() % 10 == 0;
}
