using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Nurturing;

/// <summary>One person on their way through a programme. Nobody begins the same programme twice.</summary>
public sealed class Enrolment
{
    public Guid Id { get; private init; } = Ids.New();
    public required Guid ProgrammeId { get; init; }
    public required Guid PersonId { get; init; }

    /// <summary>Number of the version they began.</summary>
    public required int Version { get; init; }

    /// <summary>The step that comes next, from 0; as many as there are steps when all are done.</summary>
    public int Step { get; set; }

    public required DateTime DueAt { get; set; }
    public EnrolmentState State { get; private set; }
    public required DateTime EnteredAt { get; init; }
    public DateTime? EndedAt { get; private set; }

    public void End(EnrolmentState how, DateTime at) => (State, EndedAt) = (how, at);
}

public enum EnrolmentState
{
    [Says("On the way")] Running,
    [Says("Through all steps")] Done,
    [Says("Reached the goal")] Goal,
    [Says("Left the segment")] Left,
    [Says("Person is gone")] Gone,
}

/// <summary>What a programme did for a person, and why.</summary>
public sealed class EnrolmentNote
{
    public Guid Id { get; private init; } = Ids.New();
    public required Guid EnrolmentId { get; init; }
    public required DateTime At { get; init; }

    /// <summary>From 1; 0 for beginning and end.</summary>
    public required int Step { get; init; }

    public required NoteKind Kind { get; init; }

    /// <summary>Name of the mailing, text of the task, tag; empty for none.</summary>
    public string Detail { get; init; } = "";
}

public enum NoteKind
{
    [Says("Began")] Began,
    [Says("Waits until")] Waits,
    [Says("Mail in the queue")] Mailed,
    [Says("Had this mail already")] MailedBefore,
    [Says("Somebody else with this address got it")] AddressMailed,
    [Says("The mailing is gone")] NoMailing,
    [Says("Has no address")] NoAddress,
    [Says("Fits the condition")] Fits,
    [Says("Does not fit the condition")] DoesNotFit,
    [Says("Task made")] Tasked,
    [Says("No company to make a task for")] NoCompany,
    [Says("Tag added")] Tagged,
    [Says("Field set")] FieldSet,
    [Says("The field does not take this value")] FieldRefused,
    [Says("Reaches the score")] ReachesScore,
    [Says("Does not reach the score")] BelowScore,
    [Says("Deal moved")] Moved,
    [Says("Deal not moved: criteria are not met")] NotMoved,
    [Says("Proposed to sales")] Proposed,
    [Says("Proposed before")] ProposedBefore,
    [Says("Has no open deal for it")] NoDeal,
    [Says("Ended")] Ended,
}
