using static Trichter.Customers.Numbers.CheckDigits;

namespace Trichter.Customers.Numbers;

/// <summary>Denmark, Estonia, Finland, Lithuania, Latvia, Norway and Sweden.</summary>
internal static class NorthernVat
{
    public static readonly Dictionary<string, VatRule> Rules = new()
    {
        ["DK"] = new("[1-9][0-9]{7}", [8], number => Weighted(number, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0),
        ["EE"] = new("[0-9]{9}", [9], number => Weighted(number, 3, 7, 1, 3, 7, 1, 3, 7, 1) % 10 == 0),
        ["FI"] = new("[0-9]{8}", [8], number => Weighted(number, 7, 9, 10, 5, 8, 4, 2, 1) % 11 == 0),
        ["LT"] = new("[0-9]{7}1[0-9]|[0-9]{10}1[0-9]", [9, 12], Lithuanian),
        ["LV"] = new("[0-9]{11}", [11], Latvian),
        ["NO"] = new("[0-9]{9}(?:MVA)?", [9, 12], number => Weighted(number, 3, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0),
        ["SE"] = new("[0-9]{10}(?:0[1-9]|[1-8][0-9]|9[0-4])", [12], number => Luhn(number[..10]) == 0),
    };

    private static bool Lithuanian(string number)
    {
        var check = Round(number, 0);
        if (check == 10) check = Round(number, 2);
        return check % 10 == Digit(number, number.Length - 1);
    }

    private static int Round(string number, int shift) =>
        Enumerable.Range(0, number.Length - 1).Sum(i => (1 + (i + shift) % 9) * Digit(number, i)) % 11;

    /// <summary>
    /// Companies begin with 4 or more, people with their day of birth or, since 2017, with 32 and no check digit.
    /// </summary>
    private static bool Latvian(string number)
    {
        if (number[0] > '3') return Weighted(number, 9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1) % 11 == 3;
        if (number.StartsWith("32", StringComparison.Ordinal)) return true;

        return Number(number[..2]) is >= 1 and <= 31
            && Number(number[2..4]) is >= 1 and <= 12
            && (1 + Weighted(number, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9)) % 11 % 10 == Digit(number, 10);
    }
}
