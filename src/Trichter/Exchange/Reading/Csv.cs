using CsvHelper;

namespace Trichter.Exchange.Reading;

/// <summary>
/// The settings under which every text table is read: RFC 4180, forgiving, spaces kept, blank lines passed over.
/// </summary>
internal static class Csv
{
    /// <summary>Bytes. A longer row means that a closing quote is missing; reading on would load the whole file.</summary>
    private const int LongestRow = 4 * 1024 * 1024;

    public static CsvReader Reader(TextReader text, char delimiter, char quote) =>
        CsvReader.Create(text, new CsvReaderOptions
        {
            Separator = delimiter,
            Quote = quote,
            HasHeader = false,
            MaxRecordSize = LongestRow,
            TrackLineNumbers = true,
            IncludeValuesInExceptions = false,
        });

    public static string[] Cells(CsvReader reader) =>
        [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)];

    /// <summary>The first rows of a text, header included.</summary>
    public static IEnumerable<string[]> Rows(string text, char delimiter, char quote, int atMost)
    {
        using var reader = Reader(new StringReader(text), delimiter, quote);

        for (var rows = 0; rows < atMost && reader.Read();)
        {
            var cells = Cells(reader);
            if (reader.RowNumber == 1 && IsSeparatorLine(cells, delimiter)) continue;
            rows++;
            yield return cells;
        }
    }

    /// <summary>Excel writes and understands a first line like "sep=;".</summary>
    public static bool IsSeparatorLine(string[] cells, char delimiter)
    {
        var line = string.Join(delimiter, cells);
        return line.Length == 5 && line.StartsWith("sep=", StringComparison.OrdinalIgnoreCase);
    }
}
