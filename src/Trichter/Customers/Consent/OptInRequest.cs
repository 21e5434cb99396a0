using Trichter.Platform.Storage;

namespace Trichter.Customers.Consent;

/// <summary>Somebody typed an address and asked for something to be sent to it; the link in the mail to it will prove that it is theirs (R10 to R15).</summary>
public sealed class OptInRequest
{
    /// <summary>How long the link is good.</summary>
    public const int GoodHours = 72;

    /// <summary>An address that nobody confirmed is forgotten so many days after the link has ended.</summary>
    public const int KeptDays = 7;

    public Guid Id { get; private init; } = Ids.New();

    /// <summary>SHA-256 of the secret, as hexadecimal digits.</summary>
    [Secret] public required string TokenHash { get; init; }

    public Guid? PersonId { get; init; }
    public required string PointKey { get; init; }

    /// <summary>Encrypted; empty once it is forgotten.</summary>
    [Secret] public required string Point { get; init; }

    public required string Language { get; init; }
    public List<Purpose> Purposes { get; init; } = [];
    public required Guid WordingId { get; init; }

    /// <summary>The page with the form, or who asked on their behalf.</summary>
    public string Page { get; init; } = "";

    public string Ip { get; init; } = "";
    public string UserAgent { get; init; } = "";
    public Guid? MailId { get; init; }

    /// <summary>SHA-256 of the text that was sent.</summary>
    public string MailHash { get; init; } = "";

    public required DateTime RequestedAt { get; init; }
    public required DateTime ExpiresAt { get; init; }
    public DateTime? UsedAt { get; private set; }

    public bool IsGood(DateTime now) => UsedAt is null && ExpiresAt > now;

    public void Use(DateTime at) => UsedAt = at;
}
