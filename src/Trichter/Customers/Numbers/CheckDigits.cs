namespace Trichter.Customers.Numbers;

/// <summary>The arithmetic that check digits have in common. All of it takes decimal digits only.</summary>
internal static class CheckDigits
{
    public static int Digit(string digits, int at) => digits[at] - '0';

    public static long Number(string digits) => long.Parse(digits, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Each digit times its weight, for as many digits as there are weights.</summary>
    public static int Weighted(string digits, params ReadOnlySpan<int> weights)
    {
        var sum = 0;
        for (var i = 0; i < weights.Length; i++) sum += weights[i] * Digit(digits, i);
        return sum;
    }

    /// <summary>
    /// The sum of the first <paramref name="count"/> digits with weights that fall by one from <paramref name="first"/>.
    /// </summary>
    public static int Falling(string digits, int first, int count)
    {
        var sum = 0;
        for (var i = 0; i < count; i++) sum += (first - i) * Digit(digits, i);
        return sum;
    }

    /// <summary>ISO/IEC 7812-1: 0 if the last digit is right.</summary>
    public static int Luhn(string digits)
    {
        var sum = 0;

        for (var i = 0; i < digits.Length; i++)
        {
            var digit = Digit(digits, digits.Length - 1 - i);
            sum += i % 2 == 0 ? digit : digit * 2 / 10 + digit * 2 % 10;
        }

        return sum % 10;
    }

    /// <summary>ISO/IEC 7064, MOD 11,10: true if the last digit is right.</summary>
    public static bool IsMod11And10(string digits)
    {
        var check = 5;
        foreach (var digit in digits) check = ((check == 0 ? 10 : check) * 2 % 11 + digit - '0') % 10;
        return check == 1;
    }

    /// <summary>ISO/IEC 7064, MOD 97-10, with letters as 10 to 35: true if the last two digits are right.</summary>
    public static bool IsMod97And10(string text)
    {
        var rest = 0;

        foreach (var character in text)
        {
            rest = char.IsAsciiDigit(character)
                ? (rest * 10 + character - '0') % 97
                : (rest * 100 + character - 'A' + 10) % 97;
        }

        return rest == 1;
    }
}
