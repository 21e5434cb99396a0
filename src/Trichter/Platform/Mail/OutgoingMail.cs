using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Platform.Mail;

/// <summary>
/// A mail on its way. It is written in the transaction of what it tells of and sent afterwards, once: when the program died between sending and
/// noting it, nobody sends it again unasked.
/// </summary>
public sealed class OutgoingMail
{
    /// <summary>Tries before it is given up; the waits grow from a minute to six hours.</summary>
    public const int MostAttempts = 8;

    private static readonly int[] WaitMinutes = [1, 5, 15, 60, 180, 360, 360];

    public Guid Id { get; private init; } = Ids.New();
    public required string ToAddress { get; init; }
    public string ToName { get; init; } = "";
    public required string Subject { get; init; }
    public required string Text { get; init; }

    /// <summary>A calendar of one meeting that goes along; empty for none.</summary>
    public string Calendar { get; init; } = "";

    /// <summary>REQUEST or CANCEL, as the calendar says.</summary>
    public string CalendarMethod { get; init; } = "";

    /// <summary>Where an answer goes; empty for the sender.</summary>
    public string ReplyTo { get; init; } = "";

    /// <summary>What it is about, so that the record can show it; null for none.</summary>
    public Guid? SubjectId { get; init; }

    public required DateTime CreatedAt { get; init; }
    public MailState State { get; private set; } = MailState.Waiting;
    public DateTime? NextAttemptAt { get; set; }
    public int Attempts { get; private set; }
    public string LastError { get; private set; } = "";
    public DateTime? SentAt { get; private set; }
    public DateTime? ClaimedAt { get; private set; }

    public void Claim(DateTime now) => (State, ClaimedAt) = (MailState.Sending, now);

    public void Sent(DateTime now) => (State, SentAt, NextAttemptAt, LastError, ClaimedAt) = (MailState.Sent, now, null, "", null);

    /// <summary>Will never arrive: the address or the mail was refused.</summary>
    public void Refused(string why) => (State, NextAttemptAt, LastError, ClaimedAt) = (MailState.Failed, null, Short(why), null);

    /// <summary>The relay had taken it, and another mail system gave it back.</summary>
    public void CameBack(string why)
    {
        if (State == MailState.Sent) (State, LastError) = (MailState.Failed, Short(why));
    }

    /// <summary>May arrive later.</summary>
    public void PutOff(DateTime now, string why)
    {
        Attempts++;
        (LastError, ClaimedAt) = (Short(why), null);
        if (Attempts >= MostAttempts) (State, NextAttemptAt) = (MailState.Failed, null);
        else (State, NextAttemptAt) = (MailState.Waiting, now.AddMinutes(WaitMinutes[Math.Min(Attempts, WaitMinutes.Length) - 1]));
    }

    /// <summary>The program died while it was being sent: it may have arrived.</summary>
    public void MayHaveArrived() => (State, NextAttemptAt, ClaimedAt) = (MailState.Uncertain, null, null);

    public void Again(DateTime now) => (State, NextAttemptAt, Attempts, LastError) = (MailState.Waiting, now, 0, "");

    public void Drop() => (State, NextAttemptAt) = (MailState.Dropped, null);

    private static string Short(string text) => text.Length <= 500 ? text : text[..500];
}

public enum MailState
{
    [Says("Waiting")] Waiting,
    [Says("Being sent")] Sending,
    [Says("Sent")] Sent,
    [Says("Refused")] Failed,

    [Says("May have arrived")] Uncertain,
    [Says("Dropped")] Dropped,
}
