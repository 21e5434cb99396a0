using Trichter.Platform.Storage;

namespace Trichter.Campaigns.Returns;

/// <summary>One recipient of one mail that came back, and what followed from it. The mail itself is not kept.</summary>
public sealed class ReturnNote : ITrace, IPartOf
{
    public Guid Id { get; private init; } = Ids.New();

    /// <summary>SHA-256 of the mail: the same one is taken once, however often it is read.</summary>
    public required string Digest { get; init; }

    public required DateTime At { get; init; }
    public required ReturnKind Kind { get; init; }

    /// <summary>Empty where the mail names nobody.</summary>
    public required string Address { get; init; }

    public string Status { get; init; } = "";
    public BounceCause Cause { get; init; }

    /// <summary>What the other mail system said, or the subject of what could not be read.</summary>
    public string Words { get; init; } = "";

    public Guid? PersonId { get; set; }
    public Guid? MailingId { get; init; }

    /// <summary>False where we have not written to the address in the last days: then it is listed and changes nothing, for anybody can send such a mail.</summary>
    public required bool IsOurs { get; init; }

    public Guid PartOf => PersonId ?? Id;
}
