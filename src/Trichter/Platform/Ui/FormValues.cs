using System.Globalization;

namespace Trichter.Platform.Ui;

/// <summary>Optional values as forms post them: an empty field is none, one that does not fit is none too.</summary>
internal static class FormValues
{
    public static Guid? Id(string? text) => Guid.TryParse(text, out var id) ? id : null;

    /// <summary>A whole number from 0, without thousands separators.</summary>
    public static int? Whole(string? text) => int.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>A member of an enumeration, by its name.</summary>
    public static T? One<T>(string? text) where T : struct, Enum => Enum.TryParse<T>(text, out var member) && Enum.IsDefined(member) ? member : null;

    /// <summary>All that a field with several values posts, without what is none of the enumeration.</summary>
    public static List<T> Many<T>(IEnumerable<string?> texts) where T : struct, Enum => [.. texts.Select(One<T>).OfType<T>()];

    /// <summary>What a datetime-local field posts, taken in the user's time zone; UTC.</summary>
    public static DateTime? Instant(string? text, TimeZoneInfo zone) =>
        DateTime.TryParseExact(text, ["yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? ToUtc(local, zone) : null;

    /// <summary>An hour that the clock change skips is taken as the one after it.</summary>
    private static DateTime ToUtc(DateTime local, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTimeToUtc(zone.IsInvalidTime(local) ? local.AddHours(1) : local, zone);
}
