using Trichter.Offers.Quotes;
using Trichter.Platform.Storage;

namespace Trichter.Offers.Contracts;

/// <summary>A paper that the contract names as its part; before it goes out it has to be there.</summary>
public sealed class ContractAnnex : IRecorded, IPartOf
{
    public const int Most = 50;

    public Guid Id { get; private init; } = Ids.New();
    public required Guid ContractId { get; init; }
    public required Guid DealId { get; init; }
    public required string Name { get; init; }

    /// <summary>The file on the deal; null as long as it is missing.</summary>
    public Guid? AttachmentId { get; init; }

    public int Position { get; init; }

    public Guid PartOf => DealId;
}

/// <summary>What went out, exactly: the content in canonical form and the document as it was shown. Written once.</summary>
public sealed class ContractKept
{
    public Guid Id { get; private init; } = Ids.New();
    public required Guid ContractId { get; init; }
    public required Guid DealId { get; init; }
    public required string Html { get; init; }
    public required string Content { get; init; }
    public required DateTime MadeAt { get; init; }

    /// <summary>SHA-256 of content and document, as hexadecimal digits.</summary>
    public string Hash => QuoteDocumentKept.HashOf(Content, Html);
}
