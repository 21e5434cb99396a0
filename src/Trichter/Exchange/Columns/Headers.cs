using Trichter.Platform.Language;
using Trichter.Platform.Search;

namespace Trichter.Exchange.Columns;

/// <summary>Compares headers and values as people write them: case, accents, blanks and punctuation do not matter.</summary>
internal static class Headers
{
    public static string Fold(string text) => string.Concat(SearchEntry.Fold(text).Where(char.IsLetterOrDigit));

    /// <summary>All headers of a file in one text, by which a mapping is remembered.</summary>
    public static string Signature(IEnumerable<string> headers) => string.Join('|', headers.Select(Fold));

    public static bool Is(string header, string english) =>
        Fold(header) is var folded && Languages.All.Any(language => Fold(Translations.Find(english, language)) == folded);

    public static T? Find<T>(IReadOnlyDictionary<string, T> byHeader, params string[] names) where T : class
    {
        foreach (var name in names)
        {
            if (byHeader.TryGetValue(name, out var exact)) return exact;
            foreach (var (header, value) in byHeader)
                if (Fold(header) is { Length: > 0 } folded && folded == Fold(name)) return value;
        }

        return null;
    }
}
