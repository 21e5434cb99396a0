using System.Text;
using System.Text.RegularExpressions;

namespace Trichter.Billing.EInvoices.Ksef;

/// <summary>The number KSeF gives an invoice: NIP of the seller, day of receipt, twelve hexadecimal digits, and a checksum over all before it.</summary>
public static partial class KsefNumber
{
    private const int Checked = 32;

    public static bool IsCorrect(string? number) => number is not null && Shape().IsMatch(number) && Checksum(number[..Checked]) == number[^2..];

    /// <summary>CRC-8 with the polynomial 07 and the start 0.</summary>
    public static string Checksum(string first32)
    {
        byte rest = 0;
        foreach (var sign in Encoding.ASCII.GetBytes(first32))
        {
            rest ^= sign;
            for (var bit = 0; bit < 8; bit++)
                rest = (byte)((rest & 0x80) != 0 ? (rest << 1) ^ 0x07 : rest << 1);
        }

        return rest.ToString("X2", System.Globalization.CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("^[0-9]{10}-[0-9]{8}-[0-9A-F]{12}-[0-9A-F]{2}$")]
    private static partial Regex Shape();
}
