using CsvHelper;

namespace Trichter.Exchange.Reading;

/// <summary>
/// A text table, read row by row and never as a whole. The first row holds the headers. Rows of the wrong length are kept and
/// marked, bytes that mean nothing in the encoding become U+FFFD. A row without an end is an <see
/// cref="InvalidDataException"/>.
/// </summary>
public sealed class TableFile : IDisposable
{
    private readonly CsvReader reader;

    private TableFile(CsvReader reader, char delimiter)
    {
        this.reader = reader;

        var first = Read() ? Csv.Cells(reader) : [];
        if (Csv.IsSeparatorLine(first, delimiter)) first = Read() ? Csv.Cells(reader) : [];
        (Headers, HeaderNotes) = HeaderNames.Of(first);
    }

    /// <summary>One name per column, none blank, none twice. Empty if the file is.</summary>
    public IReadOnlyList<string> Headers { get; }

    /// <summary>Which headers were blank or repeated, and what they are called now.</summary>
    public IReadOnlyList<HeaderNote> HeaderNotes { get; }

    /// <summary>Reads from where the stream stands. The stream stays open when the table is closed.</summary>
    public static TableFile Open(Stream stream, FileDialect dialect)
    {
        var encoding = EncodingDetection.Named(dialect.Encoding);
        var text = new StreamReader(stream, encoding, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        return new TableFile(Csv.Reader(text, dialect.Delimiter, dialect.Quote), dialect.Delimiter);
    }

    /// <summary>The rows not yet read; they can be read once.</summary>
    public IEnumerable<FileRow> Rows()
    {
        while (Read())
        {
            var cells = Csv.Cells(reader);
            var surplus = cells.Length - Headers.Count;
            yield return new FileRow(
                (int)reader.LineNumber,
                surplus < 0 ? [.. cells, .. Enumerable.Repeat("", -surplus)] : cells,
                surplus);
        }
    }

    public void Dispose() => reader.Dispose();

    private bool Read()
    {
        try
        {
            return reader.Read();
        }
        catch (CsvFormatException failure)
        {
            throw new InvalidDataException("A row has no end; a closing quote may be missing.", failure);
        }
    }
}
