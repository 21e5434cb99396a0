using System.Text.RegularExpressions;

namespace Trichter.Offers.Seller;

/// <summary>International bank account numbers: ISO 13616, check digits by ISO 7064 mod 97-10.</summary>
public static partial class Iban
{
    private const int Shortest = 15;

    /// <summary>In capitals, without blanks.</summary>
    public static string Clean(string text) => Packed(text).ToUpperInvariant();

    /// <summary>Two letters, two digits, up to thirty characters: what the rules of e-invoices take for one.</summary>
    public static bool Looks(string? account) => account is not null && Shape().IsMatch(Packed(account));

    /// <summary>It looks like one, and its check digits are right.</summary>
    public static bool IsCorrect(string? account) => Looks(account) && Packed(account!) is var packed
        && (packed[4..] + packed[..4]).Aggregate(0, (rest, sign) => char.IsAsciiDigit(sign) ? (rest * 10 + sign - '0') % 97 : (rest * 100 + char.ToUpperInvariant(sign) - 'A' + 10) % 97) == 1;

    /// <summary>Correct, and as long as those of its country are.</summary>
    public static bool IsValid(string iban) => IsCorrect(iban) && iban.Length >= Shortest
        && iban[..2] switch { "DE" => iban.Length == 22, "PL" => iban.Length == 28, "AT" => iban.Length == 20, "CH" or "LI" => iban.Length == 21, _ => true };

    /// <summary>In groups of four, as people read it.</summary>
    public static string Show(string iban) => string.Join(' ', iban.Chunk(4).Select(group => new string(group)));

    private static string Packed(string account) => string.Concat(account.Where(sign => !char.IsWhiteSpace(sign)));

    [GeneratedRegex("^[A-Z]{2}[0-9]{2}[a-zA-Z0-9]{0,30}$")]
    private static partial Regex Shape();
}
