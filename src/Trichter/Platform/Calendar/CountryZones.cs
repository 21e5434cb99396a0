namespace Trichter.Platform.Calendar;

/// <summary>What time it is in a country: by its only time zone, or by that in which most of its people live.</summary>
public static class CountryZones
{
    private static readonly string[] Written =
    [
        "DE Europe/Berlin", "AT Europe/Vienna", "CH Europe/Zurich", "LI Europe/Vaduz", "PL Europe/Warsaw", "CZ Europe/Prague", "SK Europe/Bratislava",
        "HU Europe/Budapest", "NL Europe/Amsterdam", "BE Europe/Brussels", "LU Europe/Luxembourg", "FR Europe/Paris", "IT Europe/Rome",
        "ES Europe/Madrid", "DK Europe/Copenhagen", "SE Europe/Stockholm", "NO Europe/Oslo", "SI Europe/Ljubljana", "HR Europe/Zagreb",
        "RS Europe/Belgrade", "BA Europe/Sarajevo", "ME Europe/Podgorica", "MK Europe/Skopje", "AL Europe/Tirane", "MT Europe/Malta",
        "GB Europe/London", "IE Europe/Dublin", "PT Europe/Lisbon", "IS Atlantic/Reykjavik", "FI Europe/Helsinki", "EE Europe/Tallinn",
        "LV Europe/Riga", "LT Europe/Vilnius", "UA Europe/Kiev", "RO Europe/Bucharest", "BG Europe/Sofia", "GR Europe/Athens", "CY Asia/Nicosia",
        "MD Europe/Chisinau", "TR Europe/Istanbul", "GE Asia/Tbilisi", "IL Asia/Jerusalem", "SA Asia/Riyadh", "AE Asia/Dubai", "EG Africa/Cairo",
        "MA Africa/Casablanca", "TN Africa/Tunis", "NG Africa/Lagos", "KE Africa/Nairobi", "ZA Africa/Johannesburg", "IN Asia/Kolkata",
        "CN Asia/Shanghai", "JP Asia/Tokyo", "KR Asia/Seoul", "SG Asia/Singapore", "AU Australia/Sydney", "NZ Pacific/Auckland",
        "US America/New_York", "CA America/Toronto", "MX America/Mexico_City", "BR America/Sao_Paulo", "AR America/Argentina/Buenos_Aires",
        "CL America/Santiago",
    ];

    private static readonly Dictionary<string, string> Zones = Written.ToDictionary(line => line[..2], line => line[3..], StringComparer.OrdinalIgnoreCase);

    /// <param name="country">ISO 3166-1 alpha-2.</param>
    /// <returns>Null for a country that is not known here.</returns>
    public static TimeZoneInfo? Of(string country) => Zones.TryGetValue(country, out var zone) && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? found : null;

    /// <summary>When it is the same hour of the same day there as an instant has here. An hour that the clock jumps over there is the one after.</summary>
    /// <param name="at">UTC.</param>
    /// <returns>UTC.</returns>
    public static DateTime SameHour(DateTime at, TimeZoneInfo here, TimeZoneInfo there)
    {
        var local = TimeZoneInfo.ConvertTimeFromUtc(at, here);
        return LocalTime.ToUtc(DateOnly.FromDateTime(local), (int)local.TimeOfDay.TotalMinutes, there);
    }
}
