namespace Trichter.Platform.Documents;

/// <summary>
/// Writes a text table (RFC 4180). A cell that a spreadsheet would take for a formula gets an apostrophe before it,
/// plain numbers excepted.
/// </summary>
internal sealed class CsvTable(TextWriter writer, char delimiter = ',')
{
    public async Task WriteAsync(IReadOnlyList<string?> cells)
    {
        for (var i = 0; i < cells.Count; i++)
        {
            if (i > 0) await writer.WriteAsync(delimiter);
            await writer.WriteAsync(Quoted(Guarded(cells[i] ?? "")));
        }

        await writer.WriteAsync("\r\n");
    }

    public static string Guarded(string cell) =>
        cell.Length > 0 && cell[0] is '=' or '+' or '-' or '@' or '\t' or '\r' && !IsNumber(cell) ? "'" + cell : cell;

    private static bool IsNumber(string cell) =>
        cell[0] is '-' or '+' && cell.Length > 1 && char.IsAsciiDigit(cell[1])
        && cell.AsSpan(1).ToString().All(letter => char.IsAsciiDigit(letter) || letter is '.' or ',') && cell.Count(letter => letter is '.' or ',') <= 1;

    private string Quoted(string cell) =>
        cell.AsSpan().IndexOfAny('"', '\r', '\n') >= 0 || cell.Contains(delimiter) || cell != cell.Trim()
            ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : cell;
}
