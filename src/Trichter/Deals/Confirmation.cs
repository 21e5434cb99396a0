using Trichter.Platform.Storage;

namespace Trichter.Deals;

/// <summary>Somebody vouches that a criterion is met.</summary>
public sealed class Confirmation : IRecorded, IPartOf
{
    public Guid Id { get; private init; } = Ids.New();
    public required Guid DealId { get; init; }
    public required string StageKey { get; init; }
    public required string CriterionKey { get; init; }
    public Guid? By { get; init; }
    public DateTime At { get; init; }

    public Guid PartOf => DealId;
}
