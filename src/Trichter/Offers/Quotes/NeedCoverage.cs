using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Offers.Quotes;

/// <summary>How far a quote meets one need of the customer, and by which line (O45). It goes along from version to version.</summary>
public sealed class NeedCoverage : IRecorded, IVersioned, IPartOf
{
    public Guid Id { get; private init; } = Ids.New();
    public required Guid QuoteId { get; init; }
    public required Guid DealId { get; init; }
    public required Guid NeedId { get; init; }
    public CoverageDegree Degree { get; set; }

    /// <summary>The key of the line; null when it is met by the whole, or by nothing.</summary>
    public Guid? LineKey { get; set; }

    public int Version { get; private set; }

    public Guid PartOf => DealId;
}

public enum CoverageDegree
{
    [Says("not covered")] Gap,
    [Says("partly covered")] Partly,
    [Says("covered")] Covered,
    [Says("more than needed")] Exceeds,
}
