using System.Text.RegularExpressions;
using static Trichter.Customers.Numbers.CheckDigits;

namespace Trichter.Customers.Numbers;

/// <summary>
/// Numbers of company registers: the German Handelsregister with its sister registers, and the Polish KRS, REGON and NIP.
/// Sources: Handelsregisterverordnung; Statistics Poland (GUS) for REGON; Polish Ministry of Finance for NIP.
/// </summary>
public static partial class RegisterNumber
{
    /// <summary>
    /// An entry like "HRB 12345 B", with its court before or behind it if it is named. Normalised: court, register, number,
    /// addition. The number has no check digit, and the court is taken as written.
    /// </summary>
    public static NumberCheck Handelsregister(string? text)
    {
        var entry = HandelsregisterEntry.Read(text, out var problem);
        return new NumberCheck(entry?.ToString() ?? (text ?? "").Trim(), problem);
    }

    /// <summary>Ten digits of the Polish court register, leading zeros included. There is no check digit.</summary>
    public static NumberCheck Krs(string? text) => Digits(text, "KRS", [10], number => Number(number) > 0, NumberProblems.Form);

    /// <summary>Nine digits, or fourteen for a local unit, which begin with the nine of the company.</summary>
    public static NumberCheck Regon(string? text) => Digits(text, "REGON", [9, 14], IsRegon, NumberProblems.CheckDigit);

    /// <summary>The Polish tax number, ten digits; as a VAT number it has PL before it, which is taken off here.</summary>
    public static NumberCheck Nip(string? text) =>
        Digits(text, "(?:NIP)?(?:PL)?", [10], CentralEuropeanVat.Polish, NumberProblems.CheckDigit);

    private static bool IsRegon(string number) =>
        Weighted(number, 8, 9, 2, 3, 4, 5, 6, 7) % 11 % 10 == Digit(number, 8)
        && (number.Length == 9 || Weighted(number, 2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8) % 11 % 10 == Digit(number, 13));

    private static NumberCheck Digits(string? text, string label, int[] lengths, Func<string, bool> isRight, string otherwise)
    {
        var number = Regex.Replace(VatNumber.Clean(text), $"^{label}", "");

        var problem =
            number.Length == 0 ? NumberProblems.Empty :
            !OnlyDigits().IsMatch(number) ? NumberProblems.Form :
            !lengths.Contains(number.Length) ? NumberProblems.Length :
            !isRight(number) ? otherwise : null;

        return new NumberCheck(number, problem);
    }

    [GeneratedRegex("^[0-9]+$")]
    private static partial Regex OnlyDigits();
}
