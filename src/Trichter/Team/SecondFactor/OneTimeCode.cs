using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Trichter.Team.SecondFactor;

/// <summary>Codes that change every 30 seconds: RFC 6238 with SHA-1 and six digits, as authenticator apps expect them.</summary>
public static class OneTimeCode
{
    private const int StepSeconds = 30;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>A new secret of 160 bits in base 32, as apps take it.</summary>
    public static string NewSecret() => Base32(RandomNumberGenerator.GetBytes(20));

    /// <summary>The address that a QR code carries to the app.</summary>
    public static string AddressFor(string secret, string account) =>
        $"otpauth://totp/Trichter:{Uri.EscapeDataString(account)}?secret={secret}&issuer=Trichter";

    /// <summary>
    /// The step whose code this is: the present one, the one before or the one after, so that a clock may be half a minute off.
    /// Null when it is none of them, or not later than <paramref name="last"/>: a code works once.
    /// </summary>
    /// <param name="secret">Base 32.</param>
    public static long? StepOf(string code, string secret, DateTime now, long last)
    {
        var digits = new string([.. code.Where(char.IsAsciiDigit)]);
        var present = new DateTimeOffset(now).ToUnixTimeSeconds() / StepSeconds;
        var key = FromBase32(secret);

        long? found = null;
        foreach (var step in new[] { present - 1, present, present + 1 })
            if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(CodeOf(key, step)), Encoding.ASCII.GetBytes(digits)) && step > last) found = step;
        return found;
    }

    /// <summary>RFC 4226, section 5.3.</summary>
    /// <param name="digits">6 for apps; the test vectors of RFC 6238 have 8.</param>
    public static string CodeOf(byte[] key, long step, int digits = 6)
    {
        Span<byte> message = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(message, step);
#pragma warning disable CA5350 // RFC 6238 and the apps prescribe HMAC-SHA-1; its weakness against collisions does not matter here.
        var hash = HMACSHA1.HashData(key, message);
#pragma warning restore CA5350
        var offset = hash[^1] & 0x0f;
        var number = BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(offset)) & 0x7fffffff;
        return (number % (uint)Math.Pow(10, digits)).ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');
    }

    internal static string Base32(byte[] bytes)
    {
        var text = new StringBuilder();
        for (var bit = 0; bit < bytes.Length * 8; bit += 5)
        {
            var value = 0;
            for (var i = bit; i < bit + 5; i++) value = value << 1 | (i < bytes.Length * 8 ? bytes[i / 8] >> (7 - i % 8) & 1 : 0);
            text.Append(Alphabet[value]);
        }

        return text.ToString();
    }

    internal static byte[] FromBase32(string text)
    {
        var bytes = new byte[text.Length * 5 / 8];
        for (var bit = 0; bit < bytes.Length * 8; bit++)
            if ((Alphabet.IndexOf(text[bit / 5], StringComparison.Ordinal) >> (4 - bit % 5) & 1) == 1) bytes[bit / 8] |= (byte)(0x80 >> bit % 8);
        return bytes;
    }
}
