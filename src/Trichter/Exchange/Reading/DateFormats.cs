using System.Globalization;

namespace Trichter.Exchange.Reading;

/// <summary>
/// The ways dates are written in files, European ones before American ones. A time of day may follow each of them; days and
/// months may lack their leading zero. Years of two digits lie between 1950 and 2049.
/// </summary>
public static class DateFormats
{
    public const string Iso = "yyyy-MM-dd";

    /// <summary>ISO 8601 with or without a time; with a zone the moment is read in UTC.</summary>
    public const string IsoWithZone = "yyyy-MM-ddTHH:mm:ssK";

    /// <summary>Days since 1899-12-30, as spreadsheets count them; the fraction is the time of day.</summary>
    public const string ExcelSerial = "excel";

    private const double LastExcelDay = 2_958_465;

    private static readonly CultureInfo Culture = Neutral();

    private static readonly string[] Times =
        ["", " H:mm", " H:mm:ss", " H:mm:ss.FFFFFFF", "'T'H:mm", "'T'H:mm:ss", "'T'H:mm:ss.FFFFFFF", " h:mm tt", " h:mm:ss tt"];

    public static IReadOnlyList<string> Known { get; } =
    [
        Iso, "dd.MM.yyyy", "dd-MM-yyyy", "dd/MM/yyyy", "MM/dd/yyyy", "dd.MM.yy", "dd-MM-yy", "dd/MM/yy", "yy-MM-dd", "MM/dd/yy",
        "yyyy/MM/dd", "yyyy.MM.dd", IsoWithZone, ExcelSerial,
    ];

    private static readonly Dictionary<string, string[]> Spellings = Known
        .Where(format => format is not ExcelSerial)
        .ToDictionary(format => format, SpellingsOf);

    /// <summary>
    /// True if the text is a moment in that format and nothing else. Its kind is UTC where the text names a zone, else
    /// unspecified. An unknown format is refused with an exception.
    /// </summary>
    public static bool TryRead(string text, string format, out DateTime moment, out bool dateOnly)
    {
        text = text.Trim();
        if (format is ExcelSerial) return TryReadSerial(text, out moment, out dateOnly);

        const DateTimeStyles styles = DateTimeStyles.AdjustToUniversal;
        var known = Spellings.TryGetValue(format, out var spellings)
            ? spellings
            : throw new ArgumentOutOfRangeException(nameof(format), format, "No known date format.");

        var isRead = DateTime.TryParseExact(text, known, Culture, styles, out moment);
        dateOnly = isRead && !text.Contains(':');
        return isRead;
    }

    private static bool TryReadSerial(string text, out DateTime moment, out bool dateOnly)
    {
        var isRead = double.TryParse(text.Replace(',', '.'), NumberStyles.AllowDecimalPoint, Culture, out var days)
            && days is >= 1 and <= LastExcelDay;

        moment = isRead ? DateTime.FromOADate(days) : default;
        dateOnly = isRead && days == Math.Floor(days);
        return isRead;
    }

    private static string[] SpellingsOf(string format) =>
        format == IsoWithZone
            ? [.. Times.Take(7).SelectMany(time => new[] { $"{Iso}{time}", $"{Iso}{time}K", $"{Iso}{time}zz" })]
            : [.. Times.Select(time => WithoutZeros(format) + time)];

    private static string WithoutZeros(string format) =>
        format.Replace("dd", "d", StringComparison.Ordinal).Replace("MM", "M", StringComparison.Ordinal);

    private static CultureInfo Neutral()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.DateTimeFormat.Calendar = new GregorianCalendar { TwoDigitYearMax = 2049 };
        return culture;
    }
}
