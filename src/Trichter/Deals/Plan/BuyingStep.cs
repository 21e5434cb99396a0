using Trichter.Platform.Storage;

namespace Trichter.Deals.Plan;

/// <summary>A step the customer takes on their own way to buying: a budget round, a tender, a board meeting.</summary>
public sealed class BuyingStep : IRecorded, IVersioned, IPartOf
{
    public const int Longest = 500;

    public Guid Id { get; private init; } = Ids.New();
    public required Guid DealId { get; init; }
    public required string Text { get; set; }
    public DateOnly? Due { get; set; }
    public DateOnly? DoneOn { get; set; }
    public DateTime NotedAt { get; init; }
    public int Version { get; private set; }

    public Guid PartOf => DealId;
}
