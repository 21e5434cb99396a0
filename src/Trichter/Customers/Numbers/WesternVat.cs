using static Trichter.Customers.Numbers.CheckDigits;

namespace Trichter.Customers.Numbers;

/// <summary>
/// Belgium, France with Monaco, the United Kingdom with Northern Ireland, Ireland, Luxembourg and the Netherlands.
/// </summary>
internal static class WesternVat
{
    private const string FrenchKeys = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private const string IrishLetters = "WABCDEFGHIJKLMNOPQRSTUV";

    public static readonly Dictionary<string, VatRule> Rules = new()
    {
        ["BE"] = new("[01][0-9]{9}", [10], number => 97 - Number(number[..8]) % 97 == Number(number[8..]), Pad: 10),
        ["FR"] = new("[0-9A-HJ-NP-Z]{2}[0-9]{9}", [11], French),
        ["GB"] = new("[0-9]{9}(?:[0-9]{3})?|GD[0-4][0-9]{2}|HA[5-9][0-9]{2}", [5, 9, 12], British),
        ["IE"] = new("[0-9]{7}[A-W][A-IW]?|[0-9][A-Z+*][0-9]{5}[A-W]", [8, 9], Irish),
        ["LU"] = new("[0-9]{8}", [8], number => Number(number[..6]) % 89 == Number(number[6..])),
        ["NL"] = new("[0-9]{9}B(?!00)[0-9]{2}", [12], Dutch, Pad: 12, MostMissing: 2),
        ["XI"] = new("[0-9]{9}(?:[0-9]{3})?|GD[0-4][0-9]{2}|HA[5-9][0-9]{2}", [5, 9, 12], British),
    };

    /// <summary>
    /// Monaco's numbers begin with 000 and are not in the register of companies, whose own check digit they lack.
    /// </summary>
    private static bool French(string number)
    {
        var company = number[2..];
        if (!company.StartsWith("000", StringComparison.Ordinal) && Luhn(company) != 0) return false;

        var (first, second) = (FrenchKeys.IndexOf(number[0]), FrenchKeys.IndexOf(number[1]));
        if (first < 10 && second < 10) return Number(company + "12") % 97 == Number(number[..2]);

        var key = first < 10 ? first * 24 + second - 10 : first * 34 + second - 100;
        return (Number(company) + 1 + key / 11) % 11 == key % 11;
    }

    private static bool British(string number)
    {
        if (number.Length == 5) return true;

        var rest = Weighted(number, 8, 7, 6, 5, 4, 3, 2, 10, 1) % 97;
        return rest == 0 || (Number(number[..3]) >= 100 && rest is 42 or 55);
    }

    /// <summary>
    /// The letter after seven digits is the check; one more letter behind it counts. Old numbers have a letter second.
    /// </summary>
    private static bool Irish(string number)
    {
        if (!char.IsAsciiDigit(number[1])) return number[7] == IrishLetters[Falling($"0{number[2..7]}{number[0]}", 8, 7) % 23];

        var extra = number.Length == 9 ? IrishLetters.IndexOf(number[8]) : 0;
        return number[7] == IrishLetters[(Falling(number, 8, 7) + 9 * extra) % 23];
    }

    /// <summary>Companies carry the check of the citizen number, sole traders since 2020 one over the whole.</summary>
    private static bool Dutch(string number) =>
        (Falling(number, 9, 8) - Digit(number, 8)) % 11 == 0 || IsMod97And10("NL" + number);
}
