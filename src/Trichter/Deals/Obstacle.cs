using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Deals;

/// <summary>Something that stands in the way of a deal; a critical one is a red flag, to be removed or knowingly accepted.</summary>
public sealed class Obstacle : IRecorded, IVersioned, IPartOf
{
    public Guid Id { get; private init; } = Ids.New();
    public required Guid DealId { get; init; }
    public required string Text { get; set; }
    public ObstacleType Type { get; set; }
    public ObstacleSeverity Severity { get; set; }
    public Guid? OwnerId { get; set; }
    public DateOnly? Due { get; set; }
    public DateTime RaisedAt { get; init; }
    public DateTime? ResolvedAt { get; set; }

    /// <summary>How it was removed, or why it was accepted.</summary>
    public string Resolution { get; set; } = "";

    public int Version { get; private set; }

    public Guid PartOf => DealId;
    public bool IsOpen => ResolvedAt is null;
    public bool IsCritical => Severity == ObstacleSeverity.Critical;
}

public enum ObstacleType
{
    [Says("Decision maker")] DecisionMaker,
    [Says("Budget or financing")] Budget,
    [Says("Technical")] Technical,
    [Says("Legal or contract")] Legal,
    [Says("Time")] Time,
    [Says("Competitor")] Competitor,
    [Says("Trust")] Trust,
    [Says("Other")] Other,
}

public enum ObstacleSeverity
{
    [Says("minor")] Minor,
    [Says("medium")] Medium,
    [Says("critical")] Critical,
}
