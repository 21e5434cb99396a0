using System.Text;

namespace Trichter.Exchange.Reading;

/// <summary>
/// Tells UTF-8 and UTF-16 by their marks and their strict rules, and the one-byte encodings by which of them makes words of
/// the bytes. ISO 8859-1 is read as Windows-1252, which holds the same letters in the same places. On a tie the western
/// encoding wins.
/// </summary>
internal static class EncodingDetection
{
    private const string Polish = "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ";
    private const string German = "äöüßÄÖÜẞ";

    private static readonly string[] OneByte = ["windows-1252", "windows-1250", "iso-8859-2"];

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    static EncodingDetection() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static Encoding Of(ReadOnlySpan<byte> sample)
    {
        if (sample.StartsWith(Encoding.UTF8.Preamble)) return Encoding.UTF8;
        if (sample.StartsWith(Encoding.Unicode.Preamble)) return Encoding.Unicode;
        if (sample.StartsWith(Encoding.BigEndianUnicode.Preamble)) return Encoding.BigEndianUnicode;
        if (LooksWide(sample, zeroAt: 1)) return Encoding.Unicode;
        if (LooksWide(sample, zeroAt: 0)) return Encoding.BigEndianUnicode;
        if (IsUtf8(sample)) return Encoding.UTF8;

        var bytes = sample.ToArray();
        return OneByte.Select(Named).MaxBy(encoding => Score(encoding.GetString(bytes)))!;
    }

    public static Encoding Named(string name) => Encoding.GetEncoding(name);

    public static string Decode(ReadOnlySpan<byte> sample, Encoding encoding) => encoding.GetString(sample).TrimStart('\uFEFF');

    /// <summary>A sample may end in the middle of a letter, hence the last few bytes may be left out.</summary>
    private static bool IsUtf8(ReadOnlySpan<byte> sample)
    {
        for (var cut = 0; cut <= Math.Min(3, sample.Length); cut++)
        {
            try
            {
                StrictUtf8.GetCharCount(sample[..^cut]);
                return true;
            }
            catch (DecoderFallbackException)
            {
            }
        }

        return false;
    }

    private static bool LooksWide(ReadOnlySpan<byte> sample, int zeroAt)
    {
        var (pairs, wide) = (0, 0);

        for (var i = 0; i + 1 < Math.Min(sample.Length, 4096); i += 2)
        {
            pairs++;
            if (sample[i + zeroAt] == 0 && sample[i + 1 - zeroAt] != 0) wide++;
        }

        return pairs > 1 && wide > pairs * 0.7;
    }

    private static double Score(string text)
    {
        var score = 0.0;

        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] < 0x80) continue;
            score += Score(text[i]) - (char.IsLetter(text[i]) ? 0 : SymbolInWord(text, i));
        }

        return score;
    }

    private static double Score(char letter) => letter switch
    {
        _ when Polish.Contains(letter) || German.Contains(letter) => 1,
        '\uFFFD' or (>= '\u0080' and <= '\u009F') => -5,
        <= '\u00FF' when char.IsLetter(letter) => 1,
        _ when char.IsLetter(letter) => 0.5,
        _ => 0,
    };

    private static int SymbolInWord(string text, int at) =>
        (at > 0 && char.IsLetter(text[at - 1]) ? 1 : 0) + (at + 1 < text.Length && char.IsLetter(text[at + 1]) ? 1 : 0);
}
