namespace Trichter.Offers.Seller;

/// <summary>International bank account numbers: ISO 13616, check digits by ISO 7064 mod 97-10.</summary>
public static class Iban
{
    private const int Shortest = 15;
    private const int Longest = 34;

    /// <summary>In capitals, without blanks.</summary>
    public static string Clean(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter))).ToUpperInvariant();

    public static bool IsValid(string iban) =>
        iban.Length is >= Shortest and <= Longest && iban[..2].All(char.IsAsciiLetterUpper) && iban[2..4].All(char.IsAsciiDigit) && iban.All(char.IsAsciiLetterOrDigit) && FitsCountry(iban)
        && (iban[4..] + iban[..4]).Aggregate(0, (rest, letter) => char.IsAsciiDigit(letter) ? (rest * 10 + letter - '0') % 97 : (rest * 100 + letter - 'A' + 10) % 97) == 1;

    private static bool FitsCountry(string iban) => iban[..2] switch { "DE" => iban.Length == 22, "PL" => iban.Length == 28, "AT" => iban.Length == 20, "CH" or "LI" => iban.Length == 21, _ => true };

    /// <summary>In groups of four, as people read it.</summary>
    public static string Show(string iban) => string.Join(' ', iban.Chunk(4).Select(group => new string(group)));
}
