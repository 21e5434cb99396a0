using Microsoft.EntityFrameworkCore;

namespace Trichter.Platform.Search;

/// <summary>
/// Finds records in spite of a slip of the keyboard: of a word with one wrong, missing or extra letter one half is still right, so that the index
/// of letter triples leads to it; how far off the words are is counted then.
/// </summary>
internal static class NearlyMatching
{
    /// <summary>Shorter words are taken as they are: too many others are near them.</summary>
    private const int Shortest = 6;

    private const int Candidates = 400;

    /// <param name="among">What may be told to the person who asks.</param>
    /// <returns>Nearest first; empty when no word is long enough.</returns>
    public static async Task<List<SearchEntry>> NearlyMatchingAsync(
        this DbContext db, string text, Func<IQueryable<SearchEntry>, IQueryable<SearchEntry>> among, int most, CancellationToken cancellation = default)
    {
        var words = SearchEntry.Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(8).ToList();
        if (words.MaxBy(word => word.Length) is not { Length: >= Shortest } longest) return [];

        var found = new Dictionary<Guid, SearchEntry>();
        foreach (var half in new[] { longest[..(longest.Length / 2)], longest[(longest.Length / 2)..] })
            foreach (var entry in await among(db.Matching(half)).Take(Candidates).ToListAsync(cancellation)) found[entry.Id] = entry;

        return [.. found.Values.Select(entry => (entry, far: Far(entry, words))).Where(one => one.far is not null)
            .OrderBy(one => one.far).ThenBy(one => one.entry.Title, StringComparer.CurrentCulture).Take(most).Select(one => one.entry)];
    }

    /// <summary>How many letters are wrong altogether; null when a word is nowhere near.</summary>
    private static int? Far(SearchEntry entry, List<string> words)
    {
        var there = entry.Text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        var sum = 0;
        foreach (var word in words)
        {
            var nearest = there.Min(other => other.StartsWith(word, StringComparison.Ordinal) ? 0 : Distance(word, other));
            if (nearest > (word.Length >= Shortest ? 1 : 0) + (word.Length >= 2 * Shortest ? 1 : 0)) return null;
            sum += nearest;
        }

        return sum;
    }

    /// <summary>Letters to change, add, leave out, or swap with their neighbour (optimal string alignment).</summary>
    internal static int Distance(string one, string other)
    {
        if (Math.Abs(one.Length - other.Length) > 2) return 3;

        var rows = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++) rows[i, 0] = i;
        for (var j = 0; j <= other.Length; j++) rows[0, j] = j;
        for (var i = 1; i <= one.Length; i++)
            for (var j = 1; j <= other.Length; j++)
            {
                rows[i, j] = Math.Min(Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), rows[i - 1, j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1]) rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }

        return rows[one.Length, other.Length];
    }
}
