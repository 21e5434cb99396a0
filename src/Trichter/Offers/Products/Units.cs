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

    private static readonly Dictionary<string, Told> ByCode = All.ToDictionary(unit => unit.Code, unit => unit.Name);

    public static bool IsKnown(string code) => ByCode.ContainsKey(code);

    public static string Of(string code, Texts texts) => ByCode.TryGetValue(code, out var name) ? texts[name] : code;
}
