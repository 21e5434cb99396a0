using System.Globalization;
using Trichter.Platform.Language;

namespace Trichter.Platform.Fields;

/// <summary>Reading and writing values in their canonical text form.</summary>
internal static class Canonical
{
    /// <summary>A number in canonical form: no blanks and nothing between thousands, so that "12,512,5" is a slip and not 125125.</summary>
    public const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    public static string Of(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    public static string OfMinor(long? minor) => minor is null ? "" : (minor.Value / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    public static string Of(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    public static string Of(IEnumerable<string> list) => string.Join("; ", list);

    public static List<string> List(string text) =>
        [.. text.Split([';', ',', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()];

    public static Told? ReadDay(string text, Action<DateOnly?> set)
    {
        if (text.Length == 0) set(null);
        else if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) set(day);
        else return new Told("This is not a date.");
        return null;
    }

    public static Told? ReadMinor(string text, Action<long> set)
    {
        if (text.Length == 0) set(0);
        else if (decimal.TryParse(text, Plain, CultureInfo.InvariantCulture, out var amount) && Math.Abs(amount) <= 90_000_000_000_000m)
            set((long)Math.Round(amount * 100, MidpointRounding.AwayFromZero));
        else return new Told("This is not an amount of money.");
        return null;
    }

    public static Told? ReadNumber(string text, Action<int?> set)
    {
        if (text.Length == 0) set(null);
        else if (int.TryParse(text, NumberStyles.Integer | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number) && number >= 0) set(number);
        else return new Told("This is not a whole number.");
        return null;
    }

    public static Told? ReadText(string text, int longest, Action<string> set, bool required = false)
    {
        if (required && text.Length == 0) return new Told("This must not be empty.");
        if (text.Length > longest) return new Told("At most {0} characters.", longest);
        set(text);
        return null;
    }

    /// <summary>What somebody typed into a form, in their locale, brought into canonical form. Text that does not fit stays as it is.</summary>
    public static string FromTyped(FieldKind kind, string typed, CultureInfo culture)
    {
        var text = typed.Replace("\0", "", StringComparison.Ordinal).Trim();
        if (kind is FieldKind.Money or FieldKind.Measure && text.Length > 0)
        {
            var bare = text.Trim('€', ' ', '\u00A0').Replace("\u00A0", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
            if (IsPlainDecimal(bare)) return bare;
            if (HasThousandsApart(bare, culture) && decimal.TryParse(bare, NumberStyles.Number, culture, out var amount)) return amount.ToString(CultureInfo.InvariantCulture);
        }

        return text;
    }

    /// <summary>Three digits after each separator of thousands: "12,512,5" is a slip, not 125125.</summary>
    private static bool HasThousandsApart(string text, CultureInfo culture) =>
        text.Split(culture.NumberFormat.NumberDecimalSeparator)[0].Split(culture.NumberFormat.NumberGroupSeparator).Skip(1).All(group => group.Length == 3);

    /// <summary>"412600.50", the form that number fields post in any locale. "412.600" is left to the locale.</summary>
    private static bool IsPlainDecimal(string text) =>
        text.IndexOf('.', StringComparison.Ordinal) is var point && (point < 0 || text.Length - point - 1 is 1 or 2)
        && text.All(letter => char.IsAsciiDigit(letter) || letter == '.' || letter == '-') && text.Count(letter => letter == '.') <= 1;
}
