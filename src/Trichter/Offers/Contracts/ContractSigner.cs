using Trichter.Deals;
using Trichter.Platform.Storage;

namespace Trichter.Offers.Contracts;

/// <summary>Somebody who has to sign, for one of the sides.</summary>
public sealed class ContractSigner : IRecorded, IPartOf
{
    public const int LongestName = 200;

    /// <summary>The most of both sides together.</summary>
    public const int Most = 20;

    public Guid Id { get; private init; } = Ids.New();
    public required Guid ContractId { get; init; }
    public required Guid DealId { get; init; }
    public required CommitmentSide Side { get; init; }
    public required string Name { get; init; }
    public string Role { get; init; } = "";

    /// <summary>Where the link goes; empty for who signs on paper.</summary>
    public string Email { get; init; } = "";

    public int Position { get; init; }

    /// <summary>Of the secret part of their link; empty until the contract is out.</summary>
    [Secret] public string SecretHash { get; set; } = "";

    public Guid PartOf => DealId;
}

/// <summary>The evidence of one signature (O48). It is written once and never changed.</summary>
public sealed class ContractSignature
{
    public Guid Id { get; private init; } = Ids.New();
    public required Guid ContractId { get; init; }
    public required Guid SignerId { get; init; }
    public required Guid DealId { get; init; }

    /// <summary>Of the content that was signed.</summary>
    public required string Hash { get; init; }

    public required string Name { get; init; }
    public string Role { get; init; } = "";
    public string Email { get; init; } = "";

    /// <summary>Signed on paper, and noted by a colleague.</summary>
    public bool OnPaper { get; init; }

    public Guid? NotedBy { get; init; }

    /// <summary>What they declared, in the words they saw.</summary>
    public string Declaration { get; init; } = "";

    /// <summary>A drawn signature as the path of an SVG; empty for none.</summary>
    public string Drawing { get; init; } = "";

    public string Language { get; init; } = "";

    /// <summary>The address the signature came from.</summary>
    public string Address { get; init; } = "";

    public string UserAgent { get; init; } = "";
    public required DateTime SignedAt { get; init; }
}
