using Trichter.Customers.Consent;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Campaigns.Mailings;

/// <summary>One text to many people, each in their language, each once.</summary>
public sealed class Mailing : IRecorded, IVersioned, IRetirable
{
    public const int LongestName = 120;
    public const int LongestSubject = 150;
    public const int LongestBody = 50_000;

    public Guid Id { get; private init; } = Ids.New();
    public required string Name { get; set; }
    public Purpose Purpose { get; set; }
    public Guid? SegmentId { get; set; }

    /// <summary>The process whose business it is for; null for all.</summary>
    public Guid? ProcessId { get; set; }

    /// <summary>Groups of goods it is about: customers of the same groups may be written to without consent where the law allows it (R30).</summary>
    public List<string> Goods { get; set; } = [];

    public Localized Subject { get; set; } = Localized.Empty;

    /// <summary>Markdown with placeholders of Handlebars.</summary>
    public Localized Body { get; set; } = Localized.Empty;

    public string ReplyTo { get; set; } = "";

    /// <summary>Who we are and where, under every mail.</summary>
    public string Imprint { get; set; } = "";

    /// <summary>At most so many mails a minute to one mail provider; null for as fast as the relay takes them.</summary>
    public int? PerDomainPerMinute { get; set; }

    /// <summary>Links lead over an address of ours that counts clicks without knowing whose; without it they are plain (R50).</summary>
    public bool CountsClicks { get; set; }

    /// <summary>A lead is expected from one in so many mails: no more go than leads can be called within their time. Null for all at once.</summary>
    public int? LeadsOneIn { get; set; }

    public MailingState State { get; private set; }

    /// <summary>From when on it goes out.</summary>
    public DateTime? SendAt { get; private set; }

    /// <summary>Each gets it at the hour of <see cref="PlannedFor"/> where they are.</summary>
    public bool InTheirTime { get; private set; }

    /// <summary>When it was said to go out, by our clock; null for at once.</summary>
    public DateTime? PlannedFor { get; private set; }

    /// <summary>Not before this instant: the relay could not be reached, a test has not ended, or sales has enough leads to call.</summary>
    [NotRecorded] public DateTime? TryAfter { get; set; }

    /// <summary>The last member of the segment that stands in the queue; empty before the first, the greatest id when all do.</summary>
    [NotRecorded] public Guid? QueuedTo { get; set; }

    [NotRecorded] public DateTime? StartedAt { get; set; }
    [NotRecorded] public DateTime? FinishedAt { get; set; }
    [NotRecorded] public string LastError { get; set; } = "";
    /// <summary>A programme puts one person after the other into its queue; it has no end.</summary>
    public bool IsForProgramme { get; private set; }

    public Guid? CreatedBy { get; init; }
    public required DateTime CreatedAt { get; init; }
    public DateTime? RetiredAt { get; private set; }
    public int Version { get; private set; }

    public bool IsDraft => State == MailingState.Draft;

    /// <summary>Languages in which it is written.</summary>
    public IEnumerable<string> Languages => Platform.Language.Languages.All.Where(language => !string.IsNullOrWhiteSpace(Subject.Alone(language)) && !string.IsNullOrWhiteSpace(Body.Alone(language)));

    public void Start(DateTime from, DateTime? planned, bool inTheirTime) => (State, SendAt, PlannedFor, InTheirTime) = (MailingState.Scheduled, from, planned, inTheirTime);

    public void Begin(DateTime now) => (State, StartedAt) = (MailingState.Sending, StartedAt ?? now);

    public void WaitForProgramme(DateTime now) => (IsForProgramme, State, SendAt, StartedAt) = (true, MailingState.Sending, now, now);

    public void Stop() => State = MailingState.Stopped;

    public void GoOn() => State = MailingState.Sending;

    public void Finish(DateTime now) => (State, FinishedAt) = (MailingState.Done, now);

    public void Retire(DateTime at) => RetiredAt ??= at;
}

public enum MailingState
{
    [Says("Draft")] Draft,
    [Says("Planned")] Scheduled,
    [Says("Being sent")] Sending,
    [Says("Stopped")] Stopped,
    [Says("Sent")] Done,
}

/// <summary>One person of a mailing and what became of their mail. There is one row for each person, whatever happens to the program.</summary>
public sealed class MailingRecipient
{
    public const int MostAttempts = 8;

    public Guid Id { get; private init; } = Ids.New();
    public required Guid MailingId { get; init; }
    public required Guid PersonId { get; init; }

    /// <summary>Empty for who has none.</summary>
    public required string Address { get; init; }

    public required string Domain { get; init; }

    /// <summary>de, pl or en.</summary>
    public required string Language { get; init; }

    public RecipientState State { get; set; }

    /// <summary>The version by which they take part in a test; none for those who wait for its end, and where there is no test.</summary>
    public Split.MailVariant Variant { get; init; }

    /// <summary>The rule by which it was left out or waits.</summary>
    public string Rule { get; set; } = "";

    /// <summary>Why, as an English sentence that is shown translated.</summary>
    public string Reason { get; set; } = "";

    public DateTime? NotBefore { get; set; }
    public int Attempts { get; set; }
    public DateTime? At { get; set; }

    /// <summary>What the relay said.</summary>
    public string Answer { get; set; } = "";
}

public enum RecipientState
{
    [Says("In the queue")] Queued,

    /// <summary>The relay has all of it and was told to take it; when the program dies before it reads the answer, it stays so and is not sent again.</summary>
    [Says("Handed over")] Handed,
    [Says("Taken by the relay")] Taken,
    [Says("Left out")] LeftOut,
    [Says("Refused")] Refused,

    /// <summary>The relay took it, and another mail system gave it back.</summary>
    [Says("Came back")] CameBack,
}
