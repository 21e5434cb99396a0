using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Activities;

/// <summary>Something done or to be done with a customer: a note, a call, a meeting, a task.</summary>
public sealed class Activity : IRecorded, IVersioned, IPartOf
{
    public Guid Id { get; private init; } = Ids.New();
    public Guid? DealId { get; init; }
    public Guid? CompanyId { get; init; }

    /// <summary>Whom it was with, where it belongs to no deal.</summary>
    public Guid? PersonId { get; set; }

    public required ActivityType Type { get; init; }
    public required string Text { get; set; }
    public Guid? OwnerId { get; set; }

    /// <summary>When it is planned; null for what was only noted.</summary>
    public DateTime? DueAt { get; set; }

    public DateTime? DoneAt { get; set; }

    /// <summary>What came of it.</summary>
    public string Outcome { get; set; } = "";

    /// <summary>How a call ended; null for other kinds, and where nobody said.</summary>
    public CallResult? Result { get; set; }

    /// <summary>How long it takes; 0 for what takes no time of its own and keeps nobody from anything else.</summary>
    public int LengthMinutes { get; set; }

    public string Place { get; set; } = "";

    /// <summary>What it is an occurrence of; null for what happens once.</summary>
    public Guid? SeriesId { get; init; }

    /// <summary>The day on which the series has it, whenever it is held in the end.</summary>
    public DateOnly? SeriesOn { get; init; }

    public DateTime CreatedAt { get; init; }
    public int Version { get; private set; }

    public Guid PartOf => DealId ?? PersonId ?? CompanyId ?? Id;
    public bool IsPlanned => DoneAt is null && DueAt is not null;

    /// <summary>How long such a thing takes when nobody says otherwise.</summary>
    public static int UsualMinutes(ActivityType type) => type == ActivityType.Meeting ? 60 : 0;
}

public enum ActivityType
{
    [Says("Note")] Note,
    [Says("Call")] Call,
    [Says("Meeting")] Meeting,
    [Says("Task")] Task,
}

/// <summary>A file on a deal.</summary>
public sealed class Attachment : IRecorded, IPartOf
{
    /// <summary>Largest file, in bytes.</summary>
    public const int Largest = 20 * 1024 * 1024;

    public Guid Id { get; private init; } = Ids.New();
    public required Guid DealId { get; init; }
    public required string Name { get; init; }
    public required string ContentType { get; init; }
    public required int Size { get; init; }
    public DateTime AddedAt { get; init; }
    public Guid? AddedBy { get; init; }
    public DateTime? RemovedAt { get; set; }

    public Guid PartOf => DealId;
}

/// <summary>The bytes of an attachment, apart from it so that lists do not read them.</summary>
public sealed class AttachmentContent
{
    public required Guid Id { get; init; }
    public required byte[] Content { get; init; }
}
