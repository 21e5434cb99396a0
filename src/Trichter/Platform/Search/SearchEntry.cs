using System.Globalization;
using System.Text;

namespace Trichter.Platform.Search;

/// <summary>A thing that can be found by the search box.</summary>
public interface ISearchable
{
    SearchEntry ForSearch();

    /// <summary>The fields that <see cref="ForSearch"/> reads; a change of any other leaves the index alone.</summary>
    IReadOnlyCollection<string> FoundBy { get; }
}

/// <summary>What the search box knows of one record. <see cref="Text"/> is folded: lower case, no accents, ß as ss, ł as l.</summary>
public sealed class SearchEntry
{
    public required Guid Id { get; init; }
    public required string Kind { get; init; }
    public required string Title { get; init; }
    public required string Detail { get; init; }
    public required string Text { get; init; }
    public Guid? OwnerId { get; init; }

    public static SearchEntry Of(Guid id, string kind, string title, string detail, Guid? owner, params string?[] alsoFoundBy) => new()
    {
        Id = id,
        Kind = kind,
        Title = title,
        Detail = detail,
        OwnerId = owner,
        Text = Fold(string.Join('\n', [title, detail, .. alsoFoundBy])),
    };

    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var letter in OnlyLetters(text).Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark) continue;
            folded.Append(char.ToLowerInvariant(letter) switch { 'ß' => "ss", 'ł' => "l", var other => other.ToString() });
        }

        return folded.ToString();
    }

    /// <summary>Without NUL, halves of letters and code points that are none: they cannot be normalised.</summary>
    private static string OnlyLetters(string text)
    {
        if (!text.Any(letter => letter == '\0' || char.IsSurrogate(letter) || letter >= '\uFDD0')) return text;

        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            if (rune.Value is not (0 or (>= 0xFDD0 and <= 0xFDEF)) && (rune.Value & 0xFFFE) != 0xFFFE) clean.Append(rune.ToString());
        return clean.ToString();
    }
}
