using Trichter.Offers.Amounts;
using Trichter.Platform.Language;

namespace Trichter.Offers.Products;

/// <summary>Units of measure by UNECE Recommendation 20 and 21, as invoices have to name them (O2). Free text is refused.</summary>
public static class Units
{
    public const string Piece = "H87";

    public static readonly IReadOnlyList<(string Code, Told Name)> All =
    [
        ("H87", new("piece")), ("C62", new("one")), ("HUR", new("hour")), ("DAY", new("day")), ("WEE", new("week")), ("MON", new("month")), ("ANN", new("year")),
        ("KGM", new("kilogram")), ("TNE", new("tonne")), ("MTR", new("metre")), ("KMT", new("kilometre")), ("MTK", new("square metre")), ("MTQ", new("cubic metre")),
        ("LTR", new("litre")), ("KWH", new("kilowatt hour")), ("SET", new("set")), ("PR", new("pair")), ("XPP", new("package")), ("LS", new("lump sum")),
    ];

    /// <summary>The word beside a number, one and more; where there is none, the name does.</summary>
    private static readonly Dictionary<string, string> Forms = new()
    {
        ["H87"] = "piece|pieces",
        ["C62"] = "piece|pieces",
        ["HUR"] = "hour|hours",
        ["DAY"] = "day|days",
        ["WEE"] = "week|weeks",
        ["MON"] = "month|months",
        ["ANN"] = "year|years",
        ["KGM"] = "kg|kg",
        ["TNE"] = "t|t",
        ["MTR"] = "m|m",
        ["KMT"] = "km|km",
        ["MTK"] = "m²|m²",
        ["MTQ"] = "m³|m³",
        ["LTR"] = "l|l",
        ["KWH"] = "kWh|kWh",
        ["SET"] = "set|sets",
        ["PR"] = "pair|pairs",
        ["XPP"] = "package|packages",
        ["LS"] = "lump sum|lump sums",
    };

    /// <summary>Further words that files use for a unit, in any language.</summary>
    public static IEnumerable<(string Code, string Word)> OtherWords =>
    [
        .. Forms.Select(form => (form.Key, form.Value)),
        ("H87", "pcs"), ("H87", "pc"), ("H87", "Stk"), ("H87", "St"), ("H87", "szt"), ("HUR", "h"), ("HUR", "Std"), ("HUR", "godz"), ("DAY", "d"), ("MTK", "qm"), ("MTQ", "cbm"), ("LS", "psch"), ("LS", "pauschal"), ("LS", "ryczałt"), ("SET", "kpl"),
    ];

    private static readonly Dictionary<string, Told> ByCode = All.ToDictionary(unit => unit.Code, unit => unit.Name);

    public static bool IsKnown(string code) => ByCode.ContainsKey(code);

    public static string Of(string code, Texts texts) => ByCode.TryGetValue(code, out var name) ? texts[name] : code;

    /// <summary>"2 pieces": the number with the word that goes with it.</summary>
    public static string Amount(decimal quantity, string code, Texts texts)
    {
        var number = Micros.Write(quantity, texts.Culture);
        if (!Forms.TryGetValue(code, out var forms)) return $"{number} {Of(code, texts)}";

        // A fraction takes the word of a few: 2,5 godziny, 2,5 Stunden.
        var count = quantity == decimal.Truncate(quantity) ? (long)Math.Abs(quantity) : 2;
        return $"{number} {texts.Count(count, forms)}";
    }
}
