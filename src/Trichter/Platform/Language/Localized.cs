namespace Trichter.Platform.Language;

/// <summary>A name or sentence that a user keeps in up to three languages. A missing one falls back to English, then to any.</summary>
public sealed record Localized(string En, string De, string Pl)
{
    public static readonly Localized Empty = new("", "", "");

    public static Localized Same(string text) => new(text, text, text);

    public string In(string language) => language switch
    {
        "de" when De.Length > 0 => De,
        "pl" when Pl.Length > 0 => Pl,
        _ => En.Length > 0 ? En : De.Length > 0 ? De : Pl,
    };

    /// <summary>Only what stands there in this language; empty for nothing.</summary>
    public string Alone(string language) => language switch { "de" => De, "pl" => Pl, _ => En };

    /// <summary>True when the text, in any language and any case, is one of the names.</summary>
    public bool Is(string text) =>
        new[] { En, De, Pl }.Contains(text.Trim(), StringComparer.OrdinalIgnoreCase);
}
