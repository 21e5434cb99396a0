using Trichter.Platform.Language;
using Trichter.Timeline;

namespace Trichter.Customers.Privacy.Erase;

/// <summary>That a person was erased. Its id is that of the person, whose row stays without content so that figures stay equal.</summary>
public sealed class Erasure
{
    public required Guid Id { get; init; }
    public required DateTime At { get; init; }
    public Guid? By { get; init; }
    public required int RowsErased { get; set; }

    /// <summary>The run of the retention job that did it; null when somebody did.</summary>
    public Guid? RetentionRunId { get; init; }

    /// <summary>Texts in which the last name alone stood, which may be somebody else's, and which stayed.</summary>
    public int MentionsLeft { get; init; }

    /// <summary>Documents that law tells us to keep, in which the person stands.</summary>
    public List<KeptDocument> Kept { get; set; } = [];

    /// <summary>The first day on which nothing has to stay; null when nothing did, or what stays has no end.</summary>
    public DateOnly? FinishOn { get; set; }

    public DateTime? FinishedAt { get; set; }

    /// <summary>When the database gave up the pages on which the data had stood.</summary>
    public DateTime? PurgedAt { get; set; }
}

/// <summary>Somebody ordered that the data of a person stay as they are: a lawsuit, for instance.</summary>
public sealed class LegalHold
{
    public const int LongestWhy = 500;

    public Guid Id { get; private init; } = Platform.Storage.Ids.New();
    public required Guid PersonId { get; init; }
    public required string Why { get; init; }
    public required DateTime Since { get; init; }
    public Guid? By { get; init; }
    public DateTime? EndedAt { get; set; }
}

/// <summary>Without content (R71).</summary>
public sealed record PersonErased(Guid PersonId) : Happening(PersonId)
{
    public override Told Told => new("erased the data of this person");

    public override string Icon => "trash";

    public override bool IsImportant => true;
}
