namespace Trichter.Exchange.Reading;

/// <summary>
/// Tells from the beginning of a file how the rest is written. It always answers: a file that fits nothing gets the most common
/// dialect. An empty file is plain UTF-8 with commas.
/// </summary>
public static class DialectDetection
{
    private const int SampleBytes = 256 * 1024;
    private const int SampleRows = 2000;

    /// <summary>Reads the beginning of the stream and, where the stream can, goes back to where it was.</summary>
    public static DetectedDialect Of(Stream stream)
    {
        var sample = new byte[SampleBytes];
        var start = stream.CanSeek ? stream.Position : 0;
        var length = stream.ReadAtLeast(sample, SampleBytes, throwOnEndOfStream: false);
        if (stream.CanSeek) stream.Position = start;

        return Of(sample.AsSpan(0, length), length == SampleBytes);
    }

    public static DetectedDialect Of(byte[] sample) => Of(sample, isCut: false);

    private static DetectedDialect Of(ReadOnlySpan<byte> sample, bool isCut)
    {
        var encoding = EncodingDetection.Of(sample);
        var text = EncodingDetection.Decode(sample, encoding);
        var (delimiter, quote) = DelimiterDetection.Of(text);

        var rows = Csv.Rows(text, delimiter, quote, SampleRows).ToList();
        if (isCut && rows.Count is > 1 and < SampleRows) rows.RemoveAt(rows.Count - 1);

        var columns = Columns(rows);
        var separator = DecimalDetection.Of(columns, delimiter);
        var dates = DateDetection.Of(columns);
        var format = dates.Formats is [var best, ..] ? best : DateFormats.Iso;

        return new DetectedDialect(
            new FileDialect(encoding.WebName, delimiter, quote, separator, format),
            dates.Formats.Count > 1 ? dates.Formats : [],
            dates.Columns);
    }

    private static List<SampleColumn> Columns(List<string[]> rows) =>
        rows.Count == 0
            ? []
            : [.. rows[0].Select((header, column) => new SampleColumn(header.Trim(), ValuesOf(rows, column)))];

    private static List<string> ValuesOf(List<string[]> rows, int column) =>
        [.. from row in rows.Skip(1)
            where column < row.Length
            let value = row[column].Trim()
            where value.Length > 0
            select value];
}

/// <summary>One column of the sample: its header and its values without the empty ones.</summary>
internal sealed record SampleColumn(string Header, IReadOnlyList<string> Values);
