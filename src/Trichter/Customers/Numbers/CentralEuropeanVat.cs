using static Trichter.Customers.Numbers.CheckDigits;

namespace Trichter.Customers.Numbers;

/// <summary>Austria, Switzerland, Czechia, Germany, Hungary, Liechtenstein, Poland, Slovenia and Slovakia.</summary>
internal static class CentralEuropeanVat
{
    public static readonly Dictionary<string, VatRule> Rules = new()
    {
        ["AT"] = new("U[0-9]{8}", [9], Austrian),
        ["CH"] = new("E[0-9]{9}(?:MWST|TVA|IVA|TPV|VAT)?", [10, 13, 14], Swiss),
        ["CZ"] = new("[0-9]{8,10}", [8, 9, 10], Czech),
        ["DE"] = new("[1-9][0-9]{8}", [9], IsMod11And10),
        ["HU"] = new("[0-9]{8}", [8], number => Weighted(number, 9, 7, 3, 1, 9, 7, 3, 1) % 10 == 0),
        ["LI"] = new("[0-9]{5}", [5]),
        ["PL"] = new("[0-9]{10}", [10], Polish),
        ["SI"] = new("[1-9][0-9]{7}", [8], Slovenian),
        ["SK"] = new("[1-9][0-9][2-4789][0-9]{7}", [10], number => Number(number) % 11 == 0),
    };

    public static bool Polish(string number) => Weighted(number, 6, 5, 7, 2, 3, 4, 5, 6, 7) % 11 == Digit(number, 9);

    private static bool Austrian(string number) => (16 - Luhn(number[1..8])) % 10 == Digit(number, 8);

    private static bool Swiss(string number) =>
        (11 - Weighted(number[1..], 5, 4, 3, 2, 7, 6, 5, 4) % 11) % 11 == Digit(number, 9);

    private static bool Slovenian(string number) =>
        11 - Falling(number, 8, 7) % 11 is var check and not 11 && check % 10 == Digit(number, 7);

    /// <summary>Eight digits are a company; nine with a leading 6 and all others are people, by number of birth.</summary>
    private static bool Czech(string number) => number.Length switch
    {
        8 => number[0] != '9' && CzechCompany(number),
        9 when number[0] == '6' => CzechSpecial(number),
        9 => IsBirth(number) && Number(number[..2]) < 54,
        _ => IsBirth(number) && Number(number[..9]) % 11 % 10 == Digit(number, 9),
    };

    private static bool CzechCompany(string number)
    {
        var check = (11 - Falling(number, 8, 7) % 11) % 11;
        return (check == 0 ? 1 : check % 10) == Digit(number, 7);
    }

    private static bool CzechSpecial(string number)
    {
        var rest = Falling(number[1..], 8, 7) % 11;
        return (18 - (10 - rest) % 11) % 10 == Digit(number, 8);
    }

    private static bool IsBirth(string number)
    {
        var month = Number(number[2..4]) % 50;
        if (month > 20) month -= 20;
        return month is >= 1 and <= 12 && Number(number[4..6]) is >= 1 and <= 31;
    }
}
