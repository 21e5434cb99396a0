namespace Trichter.Exchange.Reading;

/// <summary>
/// Finds what separates cells: the candidate by which the most rows have as many cells as the header, then the one that makes
/// more cells. A comma loses a tie, because decimals use it too. A file of one column gets a delimiter that does not cut its
/// values.
/// </summary>
internal static class DelimiterDetection
{
    private const int RowsLookedAt = 100;

    private static readonly char[] Candidates = ['\t', ';', '|', ','];

    public static (char Delimiter, char Quote) Of(string text)
    {
        var delimiter = Hint(text) ?? BestFit(text);
        return (delimiter, IsSingleQuoted(text, delimiter) ? '\'' : '"');
    }

    private static char? Hint(string text) =>
        text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && text.Length > 4 && Candidates.Contains(text[4])
            ? text[4]
            : null;

    private static char BestFit(string text)
    {
        var best = Candidates
            .Select(delimiter => (Delimiter: delimiter, Fit: Fit(text, delimiter)))
            .OrderByDescending(candidate => candidate.Fit.Agreeing)
            .ThenByDescending(candidate => candidate.Fit.Cells)
            .First();

        if (best.Fit.Cells > 1) return best.Delimiter;
        return text.Contains(',') ? ';' : ',';
    }

    private static (double Agreeing, int Cells) Fit(string text, char delimiter)
    {
        var rows = Csv.Rows(text, delimiter, '"', RowsLookedAt).ToList();
        if (rows.Count == 0 || rows[0].Length < 2) return (0, 1);

        var cells = rows[0].Length;
        var agreeing = rows.Count == 1 ? 1 : rows.Skip(1).Count(row => row.Length == cells) / (rows.Count - 1.0);
        return (agreeing, cells);
    }

    private static bool IsSingleQuoted(string text, char delimiter)
    {
        if (text.Contains('"') || !text.Contains('\'')) return false;

        var cells = Csv.Rows(text, delimiter, '"', RowsLookedAt).SelectMany(row => row).Where(cell => cell.Length > 0).ToList();
        return cells.Count(cell => cell.Length > 1 && cell[0] == '\'' && cell[^1] == '\'') > cells.Count / 2;
    }
}
