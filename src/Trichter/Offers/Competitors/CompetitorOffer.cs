using Trichter.Platform.Storage;

namespace Trichter.Offers.Competitors;

/// <summary>A competitor was met on a deal, perhaps with a price.</summary>
public sealed class CompetitorOffer : IRecorded, IVersioned, IPartOf
{
    public const int LongestSource = 300;

    public Guid Id { get; private init; } = Ids.New();
    public required Guid DealId { get; init; }
    public required Guid CompetitorId { get; init; }

    /// <summary>In minor units of <see cref="Currency"/>; null where no price was seen.</summary>
    public long? PriceMinor { get; init; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>How we know: said by the customer, read in their offer …</summary>
    public string Source { get; init; } = "";

    public required DateOnly SeenOn { get; init; }
    public Guid? NotedBy { get; init; }
    public DateTime NotedAt { get; init; }
    public int Version { get; private set; }

    public Guid PartOf => DealId;

    /// <summary>How much more we ask than they do, as a share of their price; null where nothing can be compared.</summary>
    public double? MoreThan(long ourMinor, string ourCurrency) =>
        PriceMinor is > 0 and { } price && ourMinor > 0 && ourCurrency == Currency ? (double)(ourMinor - price) / price : null;
}
