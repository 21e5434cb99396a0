using System.Text.RegularExpressions;

namespace Trichter.Billing.EInvoices;

/// <summary>International bank account numbers: two letters, two check digits, up to thirty characters.</summary>
internal static partial class Iban
{
    public static bool Looks(string? account) => account is not null && Shape().IsMatch(Packed(account));

    public static bool IsCorrect(string? account)
    {
        if (!Looks(account))
            return false;

        var packed = Packed(account!);
        var rest = 0;
        foreach (var sign in packed[4..] + packed[..4])
            rest = char.IsAsciiDigit(sign) ? ((rest * 10) + (sign - '0')) % 97 : ((rest * 100) + (char.ToUpperInvariant(sign) - 'A' + 10)) % 97;

        return rest == 1;
    }

    private static string Packed(string account) => string.Concat(account.Where(sign => !char.IsWhiteSpace(sign)));

    [GeneratedRegex("^[A-Z]{2}[0-9]{2}[a-zA-Z0-9]{0,30}$")]
    private static partial Regex Shape();
}
