using Trichter.Platform.Calendar;
using Trichter.Platform.Storage;

namespace Trichter.Team.Notifications;

/// <summary>How one colleague wants to be told, and when not.</summary>
public sealed class NotificationRule : IRecorded
{
    public const int MostMinutes = 24 * 60;

    public Guid Id { get; private init; } = Ids.New();
    public required Guid UserId { get; init; }

    /// <summary>Kind to way, both by their words; a kind that is not there is told on the page and by mail.</summary>
    public Dictionary<string, NotificationWay> Ways { get; set; } = [];

    /// <summary>From this minute of the day on no mail is sent, until <see cref="QuietTo"/>; the same minute for both keeps nothing quiet.</summary>
    public int QuietFrom { get; set; } = 20 * 60;

    public int QuietTo { get; set; } = 7 * 60;
    public bool QuietWeekends { get; set; } = true;

    /// <summary>The minute of the day at which the daily mail goes out.</summary>
    public int DigestAt { get; set; } = 7 * 60 + 30;

    /// <summary>So many minutes before something planned begins one is reminded; 0 for never.</summary>
    public int RemindMinutes { get; set; } = 15;

    public NotificationWay WayOf(NotificationKind kind) => Ways.GetValueOrDefault(kind.ToString(), NotificationWay.Mail);

    /// <summary>When a mail about it goes out, UTC; null for never.</summary>
    public DateTime? MailAt(NotificationKind kind, DateTime now, TimeZoneInfo zone) => WayOf(kind) switch
    {
        NotificationWay.Mail => AfterQuiet(now, zone),
        NotificationWay.Digest => AfterQuiet(NextDigest(now, zone), zone),
        _ => null,
    };

    /// <summary>The instant itself, or the end of the quiet hours it falls into.</summary>
    private DateTime AfterQuiet(DateTime at, TimeZoneInfo zone)
    {
        for (var looked = 0; looked < 8; looked++)
        {
            var local = TimeZoneInfo.ConvertTimeFromUtc(at, zone);
            var (day, minute) = (DateOnly.FromDateTime(local), (int)local.TimeOfDay.TotalMinutes);
            if (QuietWeekends && day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday) at = LocalTime.ToUtc(day.AddDays(1), QuietFrom == QuietTo ? 0 : QuietTo, zone);
            else if (!IsQuiet(minute)) return at;
            else at = LocalTime.ToUtc(minute < QuietTo ? day : day.AddDays(1), QuietTo, zone);
        }

        return at;
    }

    private bool IsQuiet(int minute) => QuietFrom < QuietTo ? minute >= QuietFrom && minute < QuietTo : QuietFrom != QuietTo && (minute >= QuietFrom || minute < QuietTo);

    private DateTime NextDigest(DateTime now, TimeZoneInfo zone)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(now, zone));
        var at = LocalTime.ToUtc(today, DigestAt, zone);
        return at > now ? at : LocalTime.ToUtc(today.AddDays(1), DigestAt, zone);
    }
}
