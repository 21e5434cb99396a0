using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Offers.Products;

/// <summary>A product that comes with a bundle, and how many of it (O6).</summary>
public sealed class BundlePart : IRecorded, IPartOf
{
    /// <summary>The most of one bundle.</summary>
    public const int Most = 100;

    public Guid Id { get; private init; } = Ids.New();

    /// <summary>The product that is the bundle.</summary>
    public required Guid BundleId { get; init; }

    public required Guid ProductId { get; init; }

    /// <summary>For one bundle; above zero.</summary>
    public required decimal Quantity { get; init; }

    public int Position { get; init; }

    public Guid PartOf => BundleId;
}

/// <summary>How a bundle is priced.</summary>
public enum BundlePricing
{
    [Says("no bundle")] None,

    /// <summary>One line with the price of the bundle; its cost is that of its parts. All are taxed alike.</summary>
    [Says("one price for the whole")] AtParent,

    /// <summary>A line for each part, with its own price and tax.</summary>
    [Says("each part at its own price")] AsSum,
}
