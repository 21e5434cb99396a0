using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Nurturing;

/// <summary>What happens by itself, step by step, with everybody who comes into a segment, until they reach the goal.</summary>
public sealed class Programme : IRecorded, IVersioned, IRetirable
{
    public const int LongestName = 120;
    public const int MostSteps = 30;

    public Guid Id { get; private init; } = Ids.New();
    public required string Name { get; set; }

    /// <summary>Whoever comes into it begins the programme, once.</summary>
    public Guid? SegmentId { get; set; }

    /// <summary>Whoever sends the form of this landing page begins it, too, once.</summary>
    public Guid? PageId { get; set; }

    /// <summary>Whoever leaves the segment leaves the programme.</summary>
    public bool EndsWithSegment { get; set; }

    public ProgrammeGoal Goal { get; set; }

    /// <summary>The segment that is the goal, where the goal is one.</summary>
    public Guid? GoalSegmentId { get; set; }

    /// <summary>As they are being edited; what runs is a version of them.</summary>
    public List<ProgrammeStep> Steps { get; set; } = [];

    /// <summary>The version new people begin; null until it is published.</summary>
    public int? Published { get; private set; }

    public ProgrammeState State { get; private set; }
    public Guid? CreatedBy { get; init; }
    public required DateTime CreatedAt { get; init; }
    public DateTime? RetiredAt { get; private set; }
    public int Version { get; private set; }

    public int Publish()
    {
        Published = (Published ?? 0) + 1;
        State = ProgrammeState.Running;
        return Published.Value;
    }

    public void Stop() => State = ProgrammeState.Stopped;

    public void GoOn() => State = ProgrammeState.Running;

    public void Retire(DateTime at) => (RetiredAt, State) = (RetiredAt ?? at, ProgrammeState.Stopped);
}

public enum ProgrammeState
{
    [Says("Draft")] Draft,
    [Says("Running")] Running,
    [Says("Stopped")] Stopped,
}

/// <summary>What a programme is for: who reaches it leaves.</summary>
public enum ProgrammeGoal
{
    [Says("None: it ends after its last step")] None,
    [Says("They fill in a form")] Form,
    [Says("They have an open or won deal")] Deal,
    [Says("They come into another segment")] Segment,
}

/// <summary>A published state of the steps; people go on by the version they began.</summary>
public sealed class ProgrammeVersion
{
    public Guid Id { get; private init; } = Ids.New();
    public required Guid ProgrammeId { get; init; }
    public required int Number { get; init; }
    public required List<ProgrammeStep> Steps { get; init; }
    public required DateTime PublishedAt { get; init; }
    public Guid? PublishedBy { get; init; }
}
