using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Offers.Negotiation;

/// <summary>We asked for the decision, and this is what they said.</summary>
public sealed class ClosingQuestion : IRecorded, IPartOf
{
    public const int Longest = 500;

    public Guid Id { get; private init; } = Ids.New();
    public required Guid DealId { get; init; }
    public required DateOnly AskedOn { get; init; }
    public required ClosingAnswer Answer { get; init; }

    /// <summary>What they said, and for a yes with a condition: the condition.</summary>
    public string Words { get; init; } = "";

    public Guid? AskedBy { get; init; }
    public required DateTime NotedAt { get; init; }

    public Guid PartOf => DealId;
}

public enum ClosingAnswer
{
    [Says("yes")] Yes,
    [Says("yes, if …")] YesIf,
    [Says("not yet")] NotYet,
    [Says("no")] No,
}
