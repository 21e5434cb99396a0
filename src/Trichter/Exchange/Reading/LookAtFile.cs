using System.Text;
using Trichter.Platform.Language;

namespace Trichter.Exchange.Reading;

/// <summary>Looks at a file before it is imported: can it be read at all, how is it written, what stands in its first rows.</summary>
public static class LookAtFile
{
    private const int FirstRows = 8;

    /// <summary>The encodings that are offered; any other name is refused.</summary>
    public static readonly IReadOnlyList<string> Encodings = ["utf-8", "windows-1252", "windows-1250", "iso-8859-2", "utf-16", "utf-16BE"];

    /// <param name="adjust">What somebody knows better than the detection.</param>
    public static FileLook Of(Stream stream, Func<FileDialect, FileDialect>? adjust = null)
    {
        if (WhatItIsNot(stream) is { } why) return new FileLook.Unreadable(why);

        try
        {
            var detected = DialectDetection.Of(stream);
            var dialect = adjust?.Invoke(detected.Dialect) ?? detected.Dialect;
            using var table = TableFile.Open(stream, dialect);
            if (table.Headers.Count == 0) return new FileLook.Unreadable(new Told("The file is empty."));

            List<FileRow> first = [];
            var rows = 0;
            foreach (var row in table.Rows())
                if (++rows <= FirstRows) first.Add(row);

            var broken = table.Headers.Concat(first.SelectMany(row => row.Cells)).Count(cell => cell.Contains('\uFFFD'));
            return new FileLook.Readable(dialect, detected, table.Headers, table.HeaderNotes, first, rows, broken);
        }
        catch (InvalidDataException)
        {
            return new FileLook.Unreadable(new Told("A row has no end; a closing quote may be missing."));
        }
    }

    private static Told? WhatItIsNot(Stream stream)
    {
        var head = new byte[4096];
        var length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        ReadOnlySpan<byte> bytes = head.AsSpan(0, length);

        if (length == 0) return new Told("The file is empty.");
        if (bytes.StartsWith("PK\u0003\u0004"u8) || bytes.StartsWith(new byte[] { 0xD0, 0xCF, 0x11, 0xE0 }))
            return new Told("This is a spreadsheet or an archive, not a text file. Save it as CSV first.");
        if (bytes.StartsWith("%PDF"u8) || IsBinary(bytes)) return new Told("This is not a text file.");
        return null;
    }

    /// <summary>Zero bytes in plenty that are not the halves of wide letters, or control characters that no text holds.</summary>
    private static bool IsBinary(ReadOnlySpan<byte> bytes)
    {
        var encoding = EncodingDetection.Of(bytes);
        if (encoding is UnicodeEncoding) return false;

        var strange = 0;
        foreach (var one in bytes)
            if (one < 0x20 && one is not (0x09 or 0x0A or 0x0D or 0x0C)) strange++;
        return strange > Math.Max(8, bytes.Length / 20);
    }
}

public abstract record FileLook
{
    /// <param name="Rows">Rows below the header.</param>
    /// <param name="BrokenCells">Cells of the header and the first rows that hold bytes which mean nothing in the encoding.</param>
    public sealed record Readable(
        FileDialect Dialect, DetectedDialect Detected, IReadOnlyList<string> Headers, IReadOnlyList<HeaderNote> HeaderNotes,
        IReadOnlyList<FileRow> First, int Rows, int BrokenCells) : FileLook;

    public sealed record Unreadable(Told Why) : FileLook;
}
