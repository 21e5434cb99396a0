using System.Security.Cryptography;
using System.Text;
using Trichter.Platform.Storage;

namespace Trichter.Offers.Quotes;

/// <summary>What was sent, exactly: the content in canonical form and the document as the customer saw it. Written once.</summary>
public sealed class QuoteDocumentKept
{
    public Guid Id { get; private init; } = Ids.New();
    public required Guid VersionId { get; init; }
    public required Guid DealId { get; init; }
    public required string Html { get; init; }
    public required string Content { get; init; }
    public required DateTime MadeAt { get; init; }

    /// <summary>SHA-256 of content and document, as hexadecimal digits.</summary>
    public string Hash => HashOf(Content, Html);

    public static string HashOf(string content, string html) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content + "\n" + html)));
}

/// <summary>Lets a customer look at one sent version and answer it, until it ends or is revoked. Only the hash of the secret is kept (O46).</summary>
public sealed class QuoteLink : IRecorded, IPartOf, IRetirable
{
    /// <summary>How long it opens after the validity has ended.</summary>
    public const int DaysAfterValidity = 30;

    public Guid Id { get; private init; } = Ids.New();
    public required Guid VersionId { get; init; }
    public required Guid DealId { get; init; }

    /// <summary>Whom it is for, in words.</summary>
    public required string SentTo { get; init; }

    /// <summary>Where it was mailed to; empty when it was handed over otherwise.</summary>
    public required string Email { get; init; }

    [Secret] public required string Hash { get; init; }
    public Guid? CreatedBy { get; init; }
    public required DateTime CreatedAt { get; init; }
    public required DateTime ExpiresAt { get; init; }

    /// <summary>Final, and therefore kept out of the ledger: no undo brings a revoked link back.</summary>
    [NotRecorded] public DateTime? RevokedAt { get; private set; }

    public Guid PartOf => DealId;

    public bool IsGood(DateTime now) => RevokedAt is null && ExpiresAt > now;

    public void Retire(DateTime at) => RevokedAt ??= at;
}

/// <summary>The evidence of a yes: what was shown, what was chosen, who said so, and how it came (O48). It is written once and never changed.</summary>
public sealed class QuoteAcceptance
{
    public const int LongestName = 200;

    public Guid Id { get; private init; } = Ids.New();
    public required Guid VersionId { get; init; }
    public required Guid DealId { get; init; }

    /// <summary>Null when we noted what was said otherwise.</summary>
    public Guid? LinkId { get; init; }

    /// <summary>Of the version that was accepted.</summary>
    public required string Hash { get; init; }

    /// <summary>Keys of the optional lines and alternatives that were taken.</summary>
    public List<Guid> Chosen { get; init; } = [];

    public required long NetMinor { get; init; }
    public required long VatMinor { get; init; }
    public required long GrossMinor { get; init; }
    public required long ContractMinor { get; init; }
    public required string Name { get; init; }
    public string Role { get; init; } = "";
    public string Email { get; init; } = "";

    /// <summary>When a code that was sent to the address came back; null where none was asked for.</summary>
    public DateTime? EmailProvenAt { get; init; }

    /// <summary>What they declared, in the words they saw.</summary>
    public string Declaration { get; init; } = "";

    /// <summary>A drawn signature as the path of an SVG; empty for none.</summary>
    public string Drawing { get; init; } = "";

    public string Language { get; init; } = "";

    /// <summary>The address the answer came from.</summary>
    public string Address { get; init; } = "";

    public string UserAgent { get; init; } = "";
    public required DateTime AcceptedAt { get; init; }
}

/// <summary>A remark on a version, by the customer or by us.</summary>
public sealed class QuoteComment : IRecorded, IPartOf
{
    public const int Longest = 4000;

    public Guid Id { get; private init; } = Ids.New();
    public required Guid VersionId { get; init; }
    public required Guid DealId { get; init; }

    /// <summary>The line it is about; null for the whole.</summary>
    public Guid? LineKey { get; init; }

    public required string ByName { get; init; }

    /// <summary>Null for the customer.</summary>
    public Guid? ByUser { get; init; }

    public required string Text { get; init; }
    public required DateTime WrittenAt { get; init; }

    public Guid PartOf => DealId;
}
