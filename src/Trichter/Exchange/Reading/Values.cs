using System.Globalization;
using System.Text.RegularExpressions;

namespace Trichter.Exchange.Reading;

/// <summary>Reads the text of a cell as an amount or a date. What is not certainly one is refused, never guessed.</summary>
public static partial class Values
{
    /// <summary>
    /// Reads an amount with or without a currency ("1.234,56 €", "CHF 1'234.50", "-12", "12,50-", "(12.50)", "100,-").
    /// <paramref name="decimalSeparator"/> is point or comma; the other one, spaces and apostrophes may group thousands, in
    /// threes only.
    /// </summary>
    public static bool TryReadMoney(string text, char decimalSeparator, out decimal amount)
    {
        amount = 0;
        var match = (decimalSeparator == ',' ? AmountWithComma() : AmountWithPoint()).Match(text.Trim());
        if (!match.Success) return false;

        var signs = match.Groups["sign"].Captures.Count + match.Groups["open"].Captures.Count;
        if (signs > 1 || match.Groups["open"].Success != match.Groups["close"].Success) return false;
        if (match.Groups["currency"].Captures.Count > 1) return false;

        var digits = GroupMarks().Replace(match.Groups["whole"].Value, "") + "." + match.Groups["decimals"].Value;
        if (!decimal.TryParse("0" + digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out amount))
            return false;

        if (signs == 1 && match.Groups["sign"].Value != "+") amount = -amount;
        return true;
    }

    /// <summary>
    /// Reads a date in one of <see cref="DateFormats.Known"/>. <paramref name="dateOnly"/> says that no time of day was
    /// written. The moment is in UTC where the text names a zone, else of no kind: then it is local time of whoever wrote the
    /// file.
    /// </summary>
    public static bool TryReadDate(string text, string format, out DateTime moment, out bool dateOnly) =>
        DateFormats.TryRead(text, format, out moment, out dateOnly);

    /// <summary>The day as written, without regard to any time of day behind it.</summary>
    public static bool TryReadDate(string text, string format, out DateOnly day)
    {
        var isRead = DateFormats.TryRead(text, format, out var moment, out _);
        day = DateOnly.FromDateTime(moment);
        return isRead;
    }

    private const string Before = @"^(?<open>\()?\s*(?<sign>[-+−–])?\s*(?<currency>" + Currency + @")?\s*(?<sign>[-+−–])?\s*";
    private const string After = @"\s*(?<sign>[-−–])?\s*(?<currency>" + Currency + @")?\s*(?<sign>[-−–])?\s*(?<close>\))?$";
    private const string Currency = @"€|\$|£|zł|Kč|Ft|lei|kr\.?|S?Fr\.|[A-Z]{3}";
    private const string Spaces = @"[ \u00A0\u2009\u202F]";

    [GeneratedRegex(Before
        + @"(?=[0-9,])(?<whole>[0-9]{1,3}(?:(?<mark>[.'’]|" + Spaces + @")[0-9]{3}(?:\k<mark>[0-9]{3})*)?|[0-9]+)?"
        + @"(?:,(?:(?<decimals>[0-9]+)|[-–—]{1,2}))?" + After)]
    private static partial Regex AmountWithComma();

    [GeneratedRegex(Before
        + @"(?=[0-9.])(?<whole>[0-9]{1,3}(?:(?<mark>[,'’]|" + Spaces + @")[0-9]{3}(?:\k<mark>[0-9]{3})*)?|[0-9]+)?"
        + @"(?:\.(?:(?<decimals>[0-9]+)|[-–—]{1,2}))?" + After)]
    private static partial Regex AmountWithPoint();

    [GeneratedRegex("[^0-9]")]
    private static partial Regex GroupMarks();
}
