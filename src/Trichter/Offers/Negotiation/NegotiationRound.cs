using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Offers.Negotiation;

/// <summary>One talk about price and terms: who met, how, which version lay on the table and which came of it.</summary>
public sealed class NegotiationRound : IRecorded, IVersioned, IPartOf
{
    public const int Longest = 4000;
    public const int LongestPeople = 300;

    public Guid Id { get; private init; } = Ids.New();
    public required Guid DealId { get; init; }
    public required DateOnly HeldOn { get; init; }
    public RoundChannel Channel { get; init; }

    /// <summary>Who took part, in words.</summary>
    public string People { get; init; } = "";

    public string Note { get; init; } = "";

    /// <summary>The version of a quote that was talked about; null where there was none.</summary>
    public Guid? BeforeId { get; init; }

    /// <summary>The version that came of it; null as long as there is none.</summary>
    public Guid? AfterId { get; set; }

    /// <summary>When they talk again.</summary>
    public DateOnly? NextOn { get; init; }

    public Guid? NotedBy { get; init; }
    public required DateTime NotedAt { get; init; }
    public int Version { get; private set; }

    public Guid PartOf => DealId;
}

public enum RoundChannel
{
    [Says("meeting")] Meeting,
    [Says("phone")] Phone,
    [Says("video call")] Video,
    [Says("in writing")] Written,
}
