using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Offers.Objections;

/// <summary>A doubt that the customer voiced. It shows interest: who does not want to buy does not argue.</summary>
public sealed class Objection : IRecorded, IVersioned, IPartOf
{
    public const int Longest = 1000;
    public const int LongestName = 200;

    public Guid Id { get; private init; } = Ids.New();
    public required Guid DealId { get; init; }
    public required Guid KindId { get; init; }

    /// <summary>As the customer said it.</summary>
    public required string Words { get; init; }

    /// <summary>Who of the customer said it; empty where nobody noted it.</summary>
    public string SaidBy { get; init; } = "";

    public ObjectionWeight Weight { get; init; } = ObjectionWeight.Medium;

    /// <summary>The competitor and the price it was about.</summary>
    public Guid? CompetitorOfferId { get; set; }

    public ObjectionState State { get; private set; }
    public Guid? NotedBy { get; init; }
    public DateTime NotedAt { get; init; }

    /// <summary>When it was answered last.</summary>
    public DateTime? AnsweredAt { get; private set; }

    public int Version { get; private set; }

    public Guid PartOf => DealId;
    public bool IsOpen => State == ObjectionState.Open;

    public void Answer(ObjectionState result, DateTime at) => (State, AnsweredAt) = (result, at);

    /// <summary>It came up again.</summary>
    public void Reopen() => State = ObjectionState.Open;
}

public enum ObjectionWeight
{
    [Says("light")] Light,
    [Says("medium weight")] Medium,
    [Says("heavy")] Heavy,
}

public enum ObjectionState
{
    [Says("still open")] Open,
    [Says("resolved")] Resolved,
    [Says("accepted as it is")] Accepted,
    [Says("lost over it")] Lost,
}
