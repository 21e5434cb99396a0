using System.IO.Compression;
using System.Text;

namespace Trichter.Billing.EInvoices.Files;

/// <summary>Finds the invoice inside a PDF (ZUGFeRD, Factur-X, XRechnung) without a PDF library: each stream is unpacked until one is an invoice in CII.</summary>
public static class HybridPdf
{
    private const int LargestStream = 20 * 1024 * 1024;

    // A small file can unpack to any size; no honest one needs more than this.
    private const long LargestTotal = 200L * 1024 * 1024;

    private static readonly byte[] Start = "stream"u8.ToArray(), End = "endstream"u8.ToArray();

    public static bool IsPdf(byte[] bytes) => bytes.AsSpan(0, Math.Min(bytes.Length, 1024)).IndexOf("%PDF-"u8) >= 0;

    public static byte[]? Find(byte[] pdf)
    {
        var left = LargestTotal;
        for (var at = 0; left > 0 && Next(pdf, ref at) is { } stream;)
            if (Invoice(pdf.AsSpan(stream), ref left) is { } invoice)
                return invoice;

        return null;
    }

    private static Range? Next(byte[] pdf, ref int at)
    {
        while (pdf.AsSpan(at).IndexOf(Start) is var start and >= 0)
        {
            var from = at + start + Start.Length;
            var isEnd = at + start >= 3 && pdf.AsSpan(at + start - 3, 3).SequenceEqual("end"u8);
            at = from;
            if (isEnd)
                continue;

            if (from < pdf.Length && pdf[from] == '\r')
                from++;
            if (from < pdf.Length && pdf[from] == '\n')
                from++;
            var length = pdf.AsSpan(from).IndexOf(End);
            at = length < 0 ? pdf.Length : from + length + End.Length;
            return from..(length < 0 ? pdf.Length : from + length);
        }

        return null;
    }

    private static byte[]? Invoice(ReadOnlySpan<byte> stream, ref long left)
    {
        var plain = Looks(stream) ? stream.ToArray() : Inflate(stream);
        left -= plain?.Length ?? 0;
        return plain is not null && Looks(plain) ? plain : null;
    }

    private static bool Looks(ReadOnlySpan<byte> bytes)
    {
        var head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, 64 * 1024)]).Replace("\0", "", StringComparison.Ordinal);
        return head.Contains("CrossIndustry", StringComparison.Ordinal) && head.Contains('<', StringComparison.Ordinal) && !head.Contains("<x:xmpmeta", StringComparison.Ordinal);
    }

    private static byte[]? Inflate(ReadOnlySpan<byte> packed)
    {
        if (packed.Length < 8 || (packed[0] & 0x0f) != 8 || ((packed[0] << 8) | packed[1]) % 31 != 0)
            return null;

        using var unpacking = new ZLibStream(new MemoryStream(packed.ToArray()), CompressionMode.Decompress);
        var plain = new MemoryStream();
        var buffer = new byte[16 * 1024];
        try
        {
            while (unpacking.Read(buffer) is var count and > 0 && plain.Length < LargestStream)
                plain.Write(buffer, 0, count);
        }
        catch (InvalidDataException)
        {
            return null;
        }

        return plain.ToArray();
    }
}
