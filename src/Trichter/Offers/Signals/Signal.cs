using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Offers.Signals;

/// <summary>The customer did something that people do who are ready to buy. It raises a task at once.</summary>
public sealed class Signal : IRecorded, IPartOf
{
    public const int LongestSource = 200;
    public const int Longest = 1000;

    public Guid Id { get; private init; } = Ids.New();
    public required Guid DealId { get; init; }
    public required SignalKind Kind { get; init; }

    /// <summary>Where it was noticed: a call, the web site, a mail.</summary>
    public string Source { get; init; } = "";

    public string Note { get; init; } = "";

    /// <summary>When the customer did it.</summary>
    public required DateTime At { get; init; }

    /// <summary>The task that it raised. It may have been dropped since.</summary>
    public required Guid ActivityId { get; init; }

    public Guid? NotedBy { get; init; }
    public DateTime NotedAt { get; init; }

    public Guid PartOf => DealId;
}

public enum SignalKind
{
    [Says("asked for the price")] AskedPrice,
    [Says("asked for a trial or a demo")] AskedTrial,
    [Says("registered for a trial or a demo")] RegisteredTrial,
    [Says("opened or downloaded the offer")] OpenedOffer,
    [Says("asked when we can deliver")] AskedDelivery,
    [Says("asked about terms of the contract")] AskedTerms,
}
