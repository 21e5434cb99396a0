using Microsoft.EntityFrameworkCore;

namespace Trichter.Platform.Search;

/// <summary>Finds records that contain every word of a text, by an index of letter triples on either database.</summary>
internal static class FindText
{
    private const char Escape = '\\';

    /// <summary>All words must occur, in any order. One or two letters must begin a word, and begin the title where nothing longer is asked for.</summary>
    public static IQueryable<SearchEntry> Matching(this DbContext db, string text)
    {
        var words = SearchEntry.Fold(text).Split([' ', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Distinct().Take(8).ToList();
        var found = db.Set<SearchEntry>().AsNoTracking();

        if (db.Database.IsSqlite() && words.Where(word => word.Length >= 3).ToList() is { Count: > 0 } indexed)
        {
            var phrase = string.Join(' ', indexed.Select(word => $"\"{word.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
            found = db.Set<SearchEntry>()
                .FromSql($"select * from search_entries where rowid in (select rowid from search_index where search_index match {phrase})")
                .AsNoTracking();
        }

        var narrowed = words.Any(word => word.Length >= 3);
        foreach (var word in words)
        {
            var anywhere = $"%{EscapeLike(word)}%";
            var first = EscapeLike(word) + "%";
            var (inside, below) = ("% " + first, "%\n" + first);
            found = word.Length >= 3 ? found.Where(entry => EF.Functions.Like(entry.Text, anywhere, Escape.ToString()))
                : !narrowed ? found.Where(entry => EF.Functions.Like(entry.Text, first, Escape.ToString()))
                : found.Where(entry =>
                    EF.Functions.Like(entry.Text, first, Escape.ToString())
                    || EF.Functions.Like(entry.Text, inside, Escape.ToString())
                    || EF.Functions.Like(entry.Text, below, Escape.ToString()));
        }

        return found;
    }

    private static string EscapeLike(string word) =>
        word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
}
