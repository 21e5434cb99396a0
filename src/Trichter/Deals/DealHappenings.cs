using Trichter.Platform.Language;
using Trichter.Timeline;

namespace Trichter.Deals;

public sealed record DealEntered(Guid DealId, string Name, Localized Stage) : Happening(DealId)
{
    public override Told Told => new("entered the deal in {0}", Stage);

    public override string Icon => "plus";

    public override bool IsImportant => true;
}

public sealed record DealImported(Guid DealId) : Happening(DealId)
{
    public override Told Told => new("imported the deal");

    public override string Icon => "database-import";
}

public sealed record DealMoved(Guid DealId, Localized From, Localized To, string Reason) : Happening(DealId)
{
    public override Told Told => new("moved from {0} to {1}", From, To);

    public override string Icon => "arrow-right";

    public override string? Quote => Reason.Length == 0 ? null : Reason;

    public override bool IsImportant => true;
}

public sealed record DealChanged(Guid DealId, IReadOnlyList<string> Fields) : Happening(DealId)
{
    public override Told Told => new("changed the deal");

    public override string Icon => "pencil";
}

public sealed record DealWon(Guid DealId, Guid? CompanyId, DateOnly Day, string Note) : Happening(DealId)
{
    public override Told Told => new("won the deal");

    public override string Icon => "trophy";

    public override string? Quote => Note.Length == 0 ? null : Note;

    public override bool IsImportant => true;
}

public sealed record DealClosed(Guid DealId, Outcome Outcome, Localized? Reason, string Note) : Happening(DealId)
{
    public override Told Told => Reason is null ? new("closed the deal: {0}", Outcome) : new("closed the deal: {0}, {1}", Outcome, Reason);

    public override string Icon => "circle-x";

    public override string? Quote => Note.Length == 0 ? null : Note;

    public override bool IsImportant => true;
}

public sealed record DealParked(Guid DealId, DateOnly Until, Localized? Reason, string Note) : Happening(DealId)
{
    public override Told Told => new("parked the deal until {0}", Until);

    public override string Icon => "plant-2";

    public override string? Quote => Note.Length == 0 ? null : Note;

    public override bool IsImportant => true;
}

public sealed record DealReopened(Guid DealId, Localized Stage) : Happening(DealId)
{
    public override Told Told => new("opened the deal again in {0}", Stage);

    public override string Icon => "arrow-back-up";

    public override bool IsImportant => true;
}

public sealed record DealDeleted(Guid DealId, string Name) : Happening(DealId)
{
    public override Told Told => new("deleted {0}", Name);

    public override string Icon => "trash";
}

public sealed record CriterionConfirmed(Guid DealId, Localized Criterion, bool Withdrawn) : Happening(DealId)
{
    public override Told Told => Withdrawn ? new("took back: {0}", Criterion) : new("confirmed: {0}", Criterion);

    public override string Icon => "circle-check";
}

public sealed record CriticalAccepted(Guid DealId, IReadOnlyList<string> Obstacles, string Why) : Happening(DealId)
{
    public override Told Told => new("closed knowingly with open red flags: {0}", string.Join(", ", Obstacles));

    public override string Icon => "flag-filled";

    public override string? Quote => Why;

    public override bool IsImportant => true;
}

public sealed record ObstacleRaised(Guid DealId, string Text, ObstacleSeverity Severity) : Happening(DealId)
{
    public override Told Told => new("noted an obstacle ({0}): {1}", Severity, Text);

    public override string Icon => "barrier-block";
}

public sealed record ObstacleResolved(Guid DealId, string Text, string Resolution) : Happening(DealId)
{
    public override Told Told => new("removed the obstacle: {0}", Text);

    public override string Icon => "circle-check";

    public override string? Quote => Resolution.Length == 0 ? null : Resolution;
}

/// <summary>The other side may be held to it from now on.</summary>
public sealed record CommitmentConditionMet(Guid DealId, string Text, CommitmentSide By, string Condition) : Happening(DealId)
{
    public override Told Told => new("saw a condition met ({0}): {1}", Condition, Text);

    public override string Icon => "circle-check";

    public override bool IsImportant => true;
}

public sealed record CommitmentNoted(Guid DealId, string Text, CommitmentSide By, CommitmentState State, string Condition) : Happening(DealId)
{
    public override Told Told => Condition.Length == 0
        ? new("noted a commitment ({0}, {1}): {2}", By, State, Text)
        : new("noted a commitment ({0}, {1}, only if {3}): {2}", By, State, Text, Condition);

    public override string Icon => "heart-handshake";
}
