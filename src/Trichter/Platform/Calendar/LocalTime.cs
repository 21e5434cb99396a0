namespace Trichter.Platform.Calendar;

/// <summary>The clock on the wall and the instant it shows.</summary>
public static class LocalTime
{
    /// <summary>An hour that the clock change skips is taken as the one after it; of one that comes twice, the second.</summary>
    /// <param name="minute">Since midnight.</param>
    public static DateTime ToUtc(DateOnly day, int minute, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(TimeOnly.MinValue).AddMinutes(minute);
        return TimeZoneInfo.ConvertTimeToUtc(zone.IsInvalidTime(local) ? local.AddHours(1) : local, zone);
    }
}
