using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Offers.Prices;

/// <summary>Prices in one currency, for whom and for which days (O3).</summary>
public sealed class PriceList : IRecorded, IVersioned, IRetirable
{
    public const int LongestName = 120;

    public Guid Id { get; private init; } = Ids.New();
    public required string Name { get; set; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; set; }

    /// <summary>The prices contain the tax.</summary>
    public bool IsGross { get; set; }

    public DateOnly? ValidFrom { get; set; }

    /// <summary>The last day.</summary>
    public DateOnly? ValidTo { get; set; }

    public PriceAudience Audience { get; set; }

    /// <summary>The customer of a list for one; null otherwise.</summary>
    public Guid? CompanyId { get; set; }

    /// <summary>A tag of companies, or an ISO country, for a list for those; else empty.</summary>
    public string AudienceKey { get; set; } = "";

    /// <summary>The process whose deals it is for; null for those of all.</summary>
    public Guid? ProcessId { get; set; }

    /// <summary>Among lists for the same audience the greatest wins.</summary>
    public int Priority { get; set; }

    public DateTime? RetiredAt { get; set; }
    public int Version { get; private set; }

    /// <summary>Why prices cannot be for these; null where they can.</summary>
    /// <param name="key">The tag, or the country.</param>
    internal static Told? FaultOf(PriceAudience audience, string key) =>
        audience == PriceAudience.Country && !(key.Length == 2 && key.All(char.IsAsciiLetter)) ? new Told("Two letters, such as DE or PL.") : null;

    public bool HoldsOn(DateOnly day) => RetiredAt is null && !(day < ValidFrom) && !(ValidTo < day);

    public void Retire(DateTime at) => RetiredAt = at;
}

/// <summary>For whom prices are, the narrowest first: that is the order in which they are searched.</summary>
public enum PriceAudience
{
    [Says("everybody")] All,
    [Says("a country")] Country,
    [Says("companies with a tag")] Group,
    [Says("a contract with one customer")] Contract,
    [Says("one customer")] Customer,
}

/// <summary>What one product costs from a quantity on.</summary>
public sealed class PriceRow : IRecorded, IVersioned, IPartOf
{
    public Guid Id { get; private init; } = Ids.New();
    public required Guid ListId { get; init; }
    public required Guid ProductId { get; init; }

    /// <summary>The least quantity it holds for.</summary>
    public decimal FromQuantity { get; set; } = 1;

    /// <summary>Of <see cref="Basis"/> units, in whole units of the list's currency.</summary>
    public decimal Price { get; set; }

    /// <summary>4.35 per 100.</summary>
    public decimal Basis { get; set; } = 1;

    public TierMode Tiers { get; set; }
    public int Version { get; private set; }

    public Guid PartOf => ListId;
}

/// <summary>How a larger quantity is priced (O5).</summary>
public enum TierMode
{
    /// <summary>The whole quantity costs what the highest tier reached says.</summary>
    [Says("whole quantity")] Whole,

    /// <summary>Each band costs its own price; one line per band.</summary>
    [Says("band by band")] Graduated,
}
