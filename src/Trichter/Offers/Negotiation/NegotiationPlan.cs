using Trichter.Deals.Merge;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Offers.Negotiation;

/// <summary>How we mean to negotiate one deal, laid down before the talk.</summary>
public sealed class NegotiationPlan : IRecorded, IVersioned, IPartOf, IOncePerDeal
{
    public const int Longest = 2000;

    public Guid Id { get; private init; } = Ids.New();
    public required Guid DealId { get; init; }
    public NegotiationStrategy Strategy { get; set; }

    /// <summary>What we want to come home with.</summary>
    public string Target { get; set; } = "";

    /// <summary>Where we would rather leave it.</summary>
    public string Limit { get; set; } = "";

    /// <summary>What we say or offer first.</summary>
    public string Opening { get; set; } = "";

    /// <summary>What we do if nothing comes of it.</summary>
    public string OurAlternative { get; set; } = "";

    /// <summary>What they do if nothing comes of it, as far as we know.</summary>
    public string TheirAlternative { get; set; } = "";

    public int Version { get; private set; }

    public Guid PartOf => DealId;
}

public enum NegotiationStrategy
{
    [Says("together: enlarge what there is to share")] Together,
    [Says("give and get: nothing without something in return")] GiveAndGet,
    [Says("firm: price and terms stand")] Firm,
    [Says("give way: the relation counts for more")] GiveWay,
    [Says("wait: time works for us")] Wait,
}
