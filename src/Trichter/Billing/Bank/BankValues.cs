using System.Globalization;
using System.Text;
using Trichter.Offers.Amounts;

namespace Trichter.Billing.Bank;

/// <summary>Days and amounts as banks in Germany and Poland write them. What could mean two things means nothing.</summary>
internal static class BankValues
{
    private static readonly string[] Days = ["dd.MM.yyyy", "d.M.yyyy", "dd.MM.yy", "yyyy-MM-dd", "dd-MM-yyyy", "dd/MM/yyyy", "yyyyMMdd", "yyyy.MM.dd"];
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    static BankValues() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static DateOnly? Day(string text) => DateOnly.TryParseExact(text.Trim(), Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>"1.234,56", "-1 234,56 PLN" or "1234.56"; null for "1.234", which may be either.</summary>
    public static long? Minor(string text)
    {
        var bare = string.Concat(text.Where(sign => char.IsAsciiDigit(sign) || sign is ',' or '.' or '-' or '+'));
        var isNegative = bare.StartsWith('-') || bare.EndsWith('-');
        bare = bare.Trim('-', '+');
        var cut = bare.LastIndexOfAny([',', '.']);
        var (whole, rest) = cut < 0 ? (bare, "") : (bare[..cut], bare[(cut + 1)..]);
        if (cut >= 0 && rest.Length is not (1 or 2)) return null;
        if (cut >= 0 && whole.Contains(bare[cut], StringComparison.Ordinal)) return null;

        whole = string.Concat(whole.Where(char.IsAsciiDigit));
        if (whole.Length is 0 or > 12 || !decimal.TryParse($"{whole}.{rest}0", NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var major)) return null;
        return Round.ToMinor(isNegative ? -major : major);
    }

    /// <summary>UTF-8 where the bytes are; else the code page of Windows whose letters the words need.</summary>
    public static string Decode(byte[] bytes)
    {
        try
        {
            return Strict.GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            var western = Encoding.GetEncoding(1252).GetString(bytes);
            return western.Contains("Tytu³", StringComparison.OrdinalIgnoreCase) || western.Contains("ksiêgowania", StringComparison.OrdinalIgnoreCase) ? Encoding.GetEncoding(1250).GetString(bytes) : western;
        }
    }

    public static string Short(string text, int most)
    {
        var clean = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return clean.Length <= most ? clean : clean[..most];
    }
}
