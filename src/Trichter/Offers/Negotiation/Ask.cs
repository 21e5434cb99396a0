using Trichter.Deals;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Offers.Negotiation;

/// <summary>What one side wants of the other in a negotiation.</summary>
public sealed class Ask : IRecorded, IVersioned, IPartOf
{
    public const int Longest = 500;
    public const int MostImportant = 5;

    public Guid Id { get; private init; } = Ids.New();
    public required Guid DealId { get; init; }

    /// <summary>Whose wish it is.</summary>
    public required CommitmentSide Side { get; init; }

    public required string Subject { get; init; }

    /// <summary>1 to 5, to the side that asks.</summary>
    public required int Importance { get; init; }

    public AskState State { get; private set; }
    public required DateTime NotedAt { get; init; }
    public DateTime? SettledAt { get; private set; }
    public int Version { get; private set; }

    public Guid PartOf => DealId;
    public bool IsOpen => State == AskState.Open;
    public bool IsMet => State is AskState.Met or AskState.Partly;

    public void Settle(AskState state, DateTime at) => (State, SettledAt) = (state, state == AskState.Open ? null : at);
}

public enum AskState
{
    [Says("open")] Open,
    [Says("met")] Met,
    [Says("partly met")] Partly,
    [Says("turned down")] Refused,
    [Says("dropped")] Dropped,
}
