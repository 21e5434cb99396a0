namespace Trichter.Platform.Language;

internal static class TextCut
{
    /// <summary>The beginning of a text, never half of a character: PostgreSQL refuses halves.</summary>
    public static string Cut(this string text, int longest) => text.Length <= longest ? text : text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];
}
