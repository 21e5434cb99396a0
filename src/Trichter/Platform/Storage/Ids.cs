using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Trichter.Platform.Storage;

/// <summary>Version-7 ids (RFC 9562, method 1) that rise strictly within one process, so that "newest first" is the order of recording.</summary>
internal static class Ids
{
    private static readonly Lock Gate = new();
    private static long lastMillisecond;
    private static int counter;

    public static Guid New()
    {
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes[8..]);

        lock (Gate)
        {
            var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
            if (now > lastMillisecond) (lastMillisecond, counter) = (now, 0);
            else if (++counter > 0xFFF) (lastMillisecond, counter) = (lastMillisecond + 1, 0);

            BinaryPrimitives.WriteInt64BigEndian(bytes, lastMillisecond << 16);
            BinaryPrimitives.WriteUInt16BigEndian(bytes[6..], (ushort)(0x7000 | counter));
        }

        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
