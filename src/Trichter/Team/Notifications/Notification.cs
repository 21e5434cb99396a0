using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Team.Notifications;

/// <summary>A sentence for one colleague about something they should know. No record: it is neither undone nor exported.</summary>
public sealed class Notification
{
    public Guid Id { get; private init; } = Ids.New();
    public required Guid UserId { get; init; }
    public required NotificationKind Kind { get; init; }
    public required DateTime At { get; init; }

    /// <summary>The English sentence and its data.</summary>
    public required string Sentence { get; init; }

    public List<string> Data { get; init; } = [];

    /// <summary>The page it leads to.</summary>
    public required string Address { get; init; }

    /// <summary>What it is about, so that nobody is told the same twice.</summary>
    public required string Once { get; init; }

    /// <summary>When it goes out by mail, alone or in the digest; null for never.</summary>
    public DateTime? MailAt { get; init; }

    public DateTime? MailedAt { get; set; }
    public DateTime? ReadAt { get; set; }

    public Told Told => new(Sentence, [.. Data]);
}

public enum NotificationKind
{
    [Says("Something planned begins")] Reminder,
    [Says("A deal is given to me")] Given,
    [Says("A lead waits for its first contact")] Lead,
    [Says("A customer booked, moved or cancelled a meeting")] Booking,
    [Says("A customer answered")] Answer,
}

/// <summary>How somebody is told.</summary>
public enum NotificationWay
{
    [Says("On the page")] Page,
    [Says("On the page and by mail at once")] Mail,
    [Says("On the page and in the daily mail")] Digest,
    [Says("Not at all")] Off,
}
