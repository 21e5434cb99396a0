using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Offers.Negotiation;

/// <summary>What was given, or offered, in a negotiation: for which wish, and against what in return.</summary>
public sealed class Concession : IRecorded, IVersioned, IPartOf
{
    public const int Longest = 500;

    public Guid Id { get; private init; } = Ids.New();
    public required Guid DealId { get; init; }
    public required Guid KindId { get; init; }

    /// <summary>In what the measure of its kind counts.</summary>
    public required decimal Amount { get; init; }

    /// <summary>What it costs us, in minor units, as it was reckoned when it was offered; null where it could not be.</summary>
    public long? CostMinor { get; init; }

    public required string Currency { get; init; }

    /// <summary>The customer's wish that it answers.</summary>
    public Guid? AskId { get; set; }

    /// <summary>Our wish that they meet in return.</summary>
    public Guid? InReturnId { get; set; }

    /// <summary>Given without anything in return, and meant so.</summary>
    public bool IsGoodwill { get; set; }

    public string Note { get; init; } = "";
    public ConcessionState State { get; private set; }
    public Guid? OfferedBy { get; init; }
    public required DateTime OfferedAt { get; init; }
    public DateTime? SettledAt { get; private set; }
    public int Version { get; private set; }

    public Guid PartOf => DealId;

    public bool Counts => State != ConcessionState.TakenBack;

    /// <summary>It names a wish and something in return, or goodwill (O55).</summary>
    public bool IsPaired => IsGoodwill || (AskId is not null && InReturnId is not null);

    public void Settle(ConcessionState state, DateTime at) => (State, SettledAt) = (state, at);
}

public enum ConcessionState
{
    [Says("offered")] Offered,
    [Says("agreed")] Agreed,
    [Says("off the table")] TakenBack,
}
