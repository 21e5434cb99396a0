using static Trichter.Customers.Numbers.CheckDigits;

namespace Trichter.Customers.Numbers;

/// <summary>Bulgaria, Cyprus, Greece, Spain, Croatia, Italy, Malta, Portugal and Romania.</summary>
internal static class SouthernVat
{
    private const string SpanishPersonLetters = "TRWAGMYFPDXBNJZSQVHLCKE";
    private const string SpanishCompanyLetters = "JABCDEFGHI";

    private static readonly int[] CypriotOdd = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21];

    public static readonly Dictionary<string, VatRule> Rules = new()
    {
        ["BG"] = new("[0-9]{9,10}", [9, 10], number => number.Length == 9 ? BulgarianCompany(number) : BulgarianPerson(number)),
        ["CY"] = new("(?!12)[0-9]{8}[A-Z]", [9], Cypriot),
        ["EL"] = new("[0-9]{9}", [9], Greek, Pad: 9),
        ["ES"] = new("[0-9]{8}[A-Z]|[XYZKLM][0-9]{7}[A-Z]|[A-HJNP-SUVW][0-9]{7}[0-9A-J]", [9], Spanish),
        ["HR"] = new("[0-9]{11}", [11], IsMod11And10),
        ["IT"] = new("(?!0000000)[0-9]{7}(?:0[0-9]{2}|100|12[01]|888|999)[0-9]", [11], number => Luhn(number) == 0),
        ["MT"] = new("[1-9][0-9]{7}", [8], number => Weighted(number, 3, 4, 6, 7, 8, 9, 10, 1) % 37 == 0),
        ["PT"] = new("[1-9][0-9]{8}", [9], number => (11 - Falling(number, 9, 8) % 11) % 11 % 10 == Digit(number, 8)),
        ["RO"] = new("[1-9][0-9]{1,9}|[1-9][0-9]{12}", [2, 3, 4, 5, 6, 7, 8, 9, 10, 13], Romanian),
    };

    private static bool BulgarianCompany(string number)
    {
        var check = Weighted(number, 1, 2, 3, 4, 5, 6, 7, 8) % 11;
        if (check == 10) check = Weighted(number, 3, 4, 5, 6, 7, 8, 9, 10) % 11;
        return check % 10 == Digit(number, 8);
    }

    /// <summary>A citizen, a foreigner or another: each has weights of its own.</summary>
    private static bool BulgarianPerson(string number) =>
        (IsBulgarianBirth(number) && Weighted(number, 2, 4, 8, 5, 10, 9, 7, 3, 6) % 11 % 10 == Digit(number, 9))
        || Weighted(number, 21, 19, 17, 13, 11, 9, 7, 3, 1) % 10 == Digit(number, 9)
        || (11 - Weighted(number, 4, 3, 2, 7, 6, 5, 4, 3, 2) % 11) % 11 == Digit(number, 9);

    /// <summary>Months of the nineteenth century are 20 higher, of the twenty-first 40.</summary>
    private static bool IsBulgarianBirth(string number) =>
        Number(number[2..4]) % 20 is >= 1 and <= 12 && Number(number[2..4]) < 60 && Number(number[4..6]) is >= 1 and <= 31;

    private static bool Cypriot(string number)
    {
        var sum = Enumerable.Range(0, 8).Sum(i => i % 2 == 0 ? CypriotOdd[Digit(number, i)] : Digit(number, i));
        return number[8] == 'A' + sum % 26;
    }

    private static bool Greek(string number)
    {
        var sum = 0;
        for (var i = 0; i < 8; i++) sum = (sum + Digit(number, i)) * 2;
        return sum % 11 % 10 == Digit(number, 8);
    }

    /// <summary>
    /// Eight digits and K, L, M, X, Y, Z are people, the other letters companies; some of those end in a letter.
    /// </summary>
    private static bool Spanish(string number)
    {
        var last = number[8];
        if (char.IsAsciiDigit(number[0])) return last == SpanishPersonLetter(number[..8]);
        if (number[0] is >= 'X' and <= 'Z') return last == SpanishPersonLetter((char)(number[0] - 'X' + '0') + number[1..8]);
        if (number[0] is 'K' or 'L' or 'M') return last == SpanishPersonLetter(number[1..8]);

        var check = (10 - Luhn(number[1..8] + "0")) % 10;
        var (asDigit, asLetter) = (last == '0' + check, last == SpanishCompanyLetters[check]);

        return number[0] switch
        {
            'A' or 'B' or 'E' or 'H' => asDigit,
            'N' or 'P' or 'Q' or 'R' or 'S' or 'W' => asLetter,
            _ => asDigit || asLetter,
        };
    }

    private static char SpanishPersonLetter(string digits) => SpanishPersonLetters[(int)(Number(digits) % 23)];

    private static bool Romanian(string number) => number.Length == 13 ? RomanianPerson(number) : RomanianCompany(number);

    private static bool RomanianCompany(string number) =>
        Weighted(number[..^1].PadLeft(9, '0'), 7, 5, 3, 2, 1, 7, 5, 3, 2) * 10 % 11 % 10 == Digit(number, number.Length - 1);

    private static bool RomanianPerson(string number)
    {
        var check = Weighted(number, 2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9) % 11;
        return (check == 10 ? 1 : check) == Digit(number, 12);
    }
}
