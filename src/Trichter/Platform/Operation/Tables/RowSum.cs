using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using Trichter.Platform.Storage;

namespace Trichter.Platform.Operation.Tables;

/// <summary>
/// How many rows a table has and a sum over their hashes. Two tables with the same rows come to the same, in whatever order they lie
/// and on whatever database.
/// </summary>
internal sealed class RowSum
{
    private UInt128 sum;

    public long Rows { get; private set; }

    /// <summary>Hexadecimal.</summary>
    public string Sum => sum.ToString("x32", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A row as it is written, hashed and compared: one line of JSON.</summary>
    public static byte[] Line(string?[] row) => JsonSerializer.SerializeToUtf8Bytes(row, AsJson.Options);

    public void Add(ReadOnlySpan<byte> line)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(line, hash);
        sum = unchecked(sum + BinaryPrimitives.ReadUInt128BigEndian(hash));
        Rows++;
    }
}
