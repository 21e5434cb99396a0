using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Trichter.Platform.Calendar;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;
using Trichter.Team;

namespace Trichter.Insight.ByMail;

/// <summary>A report or a dashboard that goes by mail to colleagues again and again; each gets what they may see.</summary>
public sealed class ReportMail : IRecorded, IVersioned
{
    public const int MostRecipients = 50;

    public Guid Id { get; private init; } = Ids.New();
    public required Guid OwnerId { get; init; }

    /// <summary>The own report; null for a dashboard.</summary>
    public Guid? ReportId { get; init; }

    /// <summary>The dashboard; null for an own report, and with it for the first seven.</summary>
    public Guid? DashboardId { get; init; }

    /// <summary>The process a dashboard looks at; empty for a report.</summary>
    public string Process { get; init; } = "";

    public required ReportRhythm Rhythm { get; set; }

    /// <summary>0 to 23, in the workspace's time zone.</summary>
    public required int Hour { get; set; }

    public required List<Guid> Recipients { get; set; }

    /// <summary>UTC.</summary>
    [NotRecorded] public DateTime NextAt { get; set; }

    /// <summary>UTC; null before the first time.</summary>
    [NotRecorded] public DateTime? SentAt { get; private set; }

    /// <summary>To how many it went the last time.</summary>
    [NotRecorded] public int SentTo { get; private set; }

    /// <summary>Who did not get it the last time: gone, or not allowed to see it any more.</summary>
    [NotRecorded] public List<Guid> LeftOut { get; private set; } = [];

    public int Version { get; private set; }

    public void Sent(DateTime at, int to, List<Guid> leftOut) => (SentAt, SentTo, LeftOut) = (at, to, leftOut);

    /// <summary>The first time of the rhythm after an instant, UTC.</summary>
    public DateTime After(DateTime now, TimeZoneInfo zone)
    {
        for (var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(now, zone)); ; day = day.AddDays(1))
            if (IsOn(day) && LocalTime.ToUtc(day, Hour * 60, zone) is var at && at > now) return at;
    }

    private bool IsOn(DateOnly day) => Rhythm switch
    {
        ReportRhythm.WorkingDays => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday),
        ReportRhythm.Mondays => day.DayOfWeek == DayOfWeek.Monday,
        _ => day.Day == 1,
    };
}

public enum ReportRhythm
{
    [Says("Monday to Friday")] WorkingDays,
    [Says("Every Monday")] Mondays,
    [Says("On the first of each month")] Months,
}

internal sealed class ReportMailStorage : IEntityTypeConfiguration<ReportMail>
{
    public void Configure(EntityTypeBuilder<ReportMail> mail)
    {
        mail.ToTable("report_mails");
        mail.Property(its => its.Version).IsConcurrencyToken();
        mail.Property(its => its.Recipients).StoredAsJson();
        mail.Property(its => its.LeftOut).StoredAsJson();
        mail.HasOne<User>().WithMany().HasForeignKey(its => its.OwnerId);
    }
}
