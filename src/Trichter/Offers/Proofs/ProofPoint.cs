using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Offers.Proofs;

/// <summary>Something that proves what we say: a reference, a review, a figure. It is used with customers only as far as its permission goes.</summary>
public sealed class ProofPoint : IRecorded, IVersioned, IRetirable
{
    public const int LongestName = 200;
    public const int LongestText = 4000;

    public Guid Id { get; private init; } = Ids.New();
    public ProofKind Kind { get; set; }
    public required string Name { get; set; }
    public required Localized Text { get; set; }

    /// <summary>The customer who gave it; null for what comes from elsewhere.</summary>
    public Guid? CompanyId { get; set; }

    public string Link { get; set; } = "";
    public string Industry { get; set; } = "";
    public ProofUse Permission { get; set; }

    /// <summary>Who of the customer allowed it.</summary>
    public string PermittedBy { get; set; } = "";

    public DateOnly? PermittedOn { get; set; }

    /// <summary>The last day of the permission; null where it does not end.</summary>
    public DateOnly? ExpiresOn { get; set; }

    public DateTime? RetiredAt { get; set; }
    public int Version { get; private set; }

    /// <summary>Why it must not be used with a customer on that day; null where it may.</summary>
    public Told? WhyNot(DateOnly today) => this switch
    {
        { RetiredAt: not null } => new Told("It is retired."),
        { Permission: ProofUse.NotAllowed } => new Told("The customer has not allowed it."),
        { Permission: ProofUse.Internal } => new Told("It is for us only, not for customers."),
        _ when ExpiresOn < today => new Told("The permission ended on {0}.", ExpiresOn),
        _ => null,
    };

    public void Retire(DateTime at) => RetiredAt = at;
}

public enum ProofKind
{
    [Says("Reference customer")] Reference,
    [Says("Testimonial")] Testimonial,
    [Says("Review")] Review,
    [Says("Success story")] Story,
    [Says("Figure or data")] Figure,
}

public enum ProofUse
{
    [Says("allowed")] Allowed,
    [Says("internal only")] Internal,
    [Says("not allowed")] NotAllowed,
}
