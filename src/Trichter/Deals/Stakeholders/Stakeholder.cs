using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Deals.Stakeholders;

/// <summary>Somebody at the customer who has a say in the sale: a person we know, or only a name.</summary>
public sealed class Stakeholder : IRecorded, IVersioned, IPartOf
{
    public Guid Id { get; private init; } = Ids.New();
    public required Guid DealId { get; init; }
    public Guid? PersonId { get; set; }

    /// <summary>What they are called, as long as they are no person of ours; else empty.</summary>
    public string Name { get; set; } = "";

    public StakeholderRole Role { get; set; }
    public Influence Influence { get; set; }
    public Stance Stance { get; set; } = Stance.Unknown;

    /// <summary>The day we last spoke with them; null while nobody has.</summary>
    public DateOnly? SpokenOn { get; set; }

    public string Note { get; set; } = "";
    public DateTime NotedAt { get; init; }
    public int Version { get; private set; }

    public Guid PartOf => DealId;
    public bool Decides => Role == StakeholderRole.Decides;
    public bool IsMet => SpokenOn is not null;
}

public enum StakeholderRole
{
    [Says("decides")] Decides,
    [Says("approves the money")] Pays,
    [Says("influences")] Influences,
    [Says("uses it")] Uses,
    [Says("buys")] Buys,
    [Says("keeps the gate")] Gatekeeper,
    [Says("champions us")] Champion,
}

public enum Influence
{
    [Says("low influence")] Low,
    [Says("medium influence")] Medium,
    [Says("high influence")] High,
}

public enum Stance
{
    [Says("against us")] Against,
    [Says("stance unknown")] Unknown,
    [Says("neutral")] Neutral,
    [Says("for us")] For,
}
