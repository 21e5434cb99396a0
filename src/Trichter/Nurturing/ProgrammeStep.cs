using Trichter.Platform.Language;

namespace Trichter.Nurturing;

/// <summary>One step of a programme.</summary>
public sealed record ProgrammeStep(StepKind Kind)
{
    public const int MostDays = 365;
    public const int LongestText = 300;

    /// <summary>Days to wait, or until a task is due; 0 to 365.</summary>
    public int Days { get; init; }

    /// <summary>The mailing to send.</summary>
    public Guid? MailingId { get; init; }

    /// <summary>The segment a condition asks about.</summary>
    public Guid? SegmentId { get; init; }

    /// <summary>The step, from 1, at which those go on who are not in the segment. Always a later one, so that nobody goes round in circles; one past the last ends the programme.</summary>
    public int Otherwise { get; init; }

    /// <summary>What the task says, the tag, or what the field becomes.</summary>
    public string Text { get; init; } = "";

    /// <summary>The field of the person that is set.</summary>
    public string Field { get; init; } = "";

    /// <summary>The stage their open deal moves to.</summary>
    public Guid? StageId { get; init; }

    /// <summary>The score their open deal has to reach; 1 to 100.</summary>
    public int Points { get; init; }

    /// <summary>Those whom it does not fit go on elsewhere.</summary>
    public bool IsBranch => Kind is StepKind.Condition or StepKind.Score;

    /// <param name="number">Of this step, from 1.</param>
    /// <param name="count">Of all steps.</param>
    public Told? FaultAt(int number, int count) => Kind switch
    {
        StepKind.Wait when Days is < 1 or > MostDays => new("Wait from 1 to {0} days.", MostDays),
        StepKind.Mail when MailingId is null => new("Choose a mailing."),
        StepKind.Condition when SegmentId is null => new("Choose a segment."),
        StepKind.Score when Points is < 1 or > 100 => new("A score from {0} to {1}.", 1, 100),
        StepKind.Condition or StepKind.Score when Otherwise <= number || Otherwise > count + 1 => new("The others go on at a later step, {0} to {1}.", number + 1, count + 1),
        StepKind.Task when Text.Length is 0 or > LongestText => new("Say what is to be done."),
        StepKind.Task when Days is < 0 or > MostDays => new("Due in 0 to {0} days.", MostDays),
        StepKind.Field when Field.Length == 0 => new("Choose a field."),
        StepKind.Field when Text.Length > LongestText => new("At most {0} characters.", LongestText),
        StepKind.Stage when StageId is null => new("Choose a stage."),
        StepKind.Tag when Text.Length is 0 or > 60 => new("Name a tag of at most {0} characters.", 60),
        _ => null,
    };
}

public enum StepKind
{
    [Says("Wait")] Wait,
    [Says("Send a mailing")] Mail,
    [Says("Only who is in a segment")] Condition,
    [Says("Task for the owner")] Task,
    [Says("Add a tag")] Tag,
    [Says("Set a field of the person")] Field,
    [Says("Only whose deal reaches a score")] Score,
    [Says("Move their deal to a stage")] Stage,
    [Says("Propose their deal to sales")] Propose,
    [Says("End")] End,
}
