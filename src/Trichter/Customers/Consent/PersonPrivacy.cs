using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Customers.Consent;

/// <summary>What has to be known about a person before anybody writes to them or calls. What is not known counts as the stricter case.</summary>
public sealed class PersonPrivacy : IRecorded, IPartOf, IVersioned
{
    public Guid Id { get; private init; } = Ids.New();
    public required Guid PersonId { get; init; }

    public PersonKind Kind { get; set; }

    /// <summary>ISO 3166-1 alpha-2; empty: that of the company they work for.</summary>
    public string Country { get; set; } = "";

    /// <summary>Whose holidays they keep, of <see cref="Platform.Calendar.Holidays.Regions"/>; empty when it is not known.</summary>
    public string Region { get; set; } = "";

    public DateOnly? BornOn { get; set; }
    public bool IsDeceased { get; set; }

    /// <summary>Not measured, whatever else they allow (R55).</summary>
    public bool IsNotMeasured { get; set; }

    /// <summary>Restricted by Article 18: kept, and used for nothing.</summary>
    public DateTime? RestrictedAt { get; set; }

    public string RestrictedWhy { get; set; } = "";

    public DataOrigin Origin { get; set; }

    /// <summary>Supplier or place, licence, ground (R80).</summary>
    public string OriginNote { get; set; } = "";

    /// <summary>Why our interest outweighs theirs (Art. 6(1)(f) GDPR), for data that were collected in public (R84).</summary>
    public string Balancing { get; set; } = "";

    public DateOnly? CollectedOn { get; set; }

    /// <summary>The last day on which a bought address may be used.</summary>
    public DateOnly? LicensedUntil { get; set; }

    /// <summary>When they were told what Article 14 asks for; null for not yet.</summary>
    public DateTime? InformedAt { get; set; }

    public int Version { get; private set; }
    public Guid PartOf => PersonId;
}

public enum PersonKind
{
    /// <summary>Counts as a consumer, unless they are in our books as somebody who works for a company.</summary>
    [Says("Not known")] Unknown,
    [Says("For their company")] Business,
    [Says("Consumer")] Consumer,
}

public enum DataOrigin
{
    [Says("From the person")] Person,
    [Says("Bought list")] Bought,
    [Says("Public register, website or network")] Public,
    [Says("Somebody else named them")] Referral,
}
