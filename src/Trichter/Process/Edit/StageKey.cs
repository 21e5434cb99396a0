using Trichter.Platform.Search;

namespace Trichter.Process.Edit;

/// <summary>Keys by which stages, criteria and activities stay the same from version to version.</summary>
internal static class StageKey
{
    private const int Longest = 40;

    /// <summary>The name in small letters and hyphens, with a number where that is taken: "offer-sent", "offer-sent-2".</summary>
    public static string For(string name, IEnumerable<string> taken)
    {
        var letters = SearchEntry.Fold(name).Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-').ToArray();
        var bare = string.Join('-', new string(letters).Split('-', StringSplitOptions.RemoveEmptyEntries));
        bare = bare.Length == 0 ? "stage" : bare[..Math.Min(bare.Length, Longest)].Trim('-');

        var known = taken.ToHashSet();
        return known.Contains(bare) ? Enumerable.Range(2, known.Count + 1).Select(n => $"{bare}-{n}").First(key => !known.Contains(key)) : bare;
    }
}
