using Trichter.Platform.Language;
using Trichter.Platform.Storage;
using Trichter.Team;

namespace Trichter.Offers.Negotiation;

/// <summary>Something that may be given away in a negotiation: what it is worth to a customer, what it costs us, and how much of it somebody may give.</summary>
public sealed class ConcessionKind : IRecorded, IVersioned, IRetirable
{
    public const int LongestName = 120;
    public const int MostValued = 5;

    public Guid Id { get; private init; } = Ids.New();
    public required Localized Name { get; set; }
    public ConcessionMeasure Measure { get; set; }

    /// <summary>1 to 5, as customers see it.</summary>
    public int Value { get; set; } = 3;

    /// <summary>Cost of one, in whole units of the workspace's currency, where the measure has a flat cost; null when it is not known.</summary>
    public decimal? UnitCost { get; set; }

    /// <summary>Percent a year that money costs us, for longer payment; null when it is not known.</summary>
    public decimal? AnnualRate { get; set; }

    /// <summary>What is given for nothing, where the measure is a free item.</summary>
    public Guid? ProductId { get; set; }

    /// <summary>The most that a seller gives; null for no limit.</summary>
    public decimal? SellerLimit { get; set; }

    /// <summary>The most that a manager gives; null for no limit. Owners have none.</summary>
    public decimal? ManagerLimit { get; set; }

    /// <summary>The last day on which it may be given; null when it does not end.</summary>
    public DateOnly? Until { get; set; }

    public DateTime? RetiredAt { get; set; }
    public int Version { get; private set; }

    public decimal? LimitOf(Role role) => role switch { Role.Owner => null, Role.Manager => ManagerLimit, _ => SellerLimit };

    public bool IsOpenOn(DateOnly day) => RetiredAt is null && !(Until < day);

    public void Retire(DateTime at) => RetiredAt = at;
}

/// <summary>What the amount of a concession counts, and how its cost follows.</summary>
public enum ConcessionMeasure
{
    [Says("percent off the price")] Percent,
    [Says("free items, pieces")] FreeItem,
    [Says("longer payment, days")] PaymentDays,
    [Says("free delivery, times")] Freight,
    [Says("warranty or support, months")] Months,
    [Says("other, times")] Other,
}
