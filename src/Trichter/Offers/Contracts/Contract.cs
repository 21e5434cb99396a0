using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Offers.Contracts;

/// <summary>What both sides sign: a text over one version of a quote, with annexes. Once it is out its content stays; it is signed when all have signed the same content (O50).</summary>
public sealed class Contract : IRecorded, IVersioned, IPartOf, IRetirable
{
    public const int LongestTitle = 200;
    public const int LongestText = 50_000;
    public const int MostNotice = 3650;

    public Guid Id { get; private init; } = Ids.New();
    public required Guid DealId { get; init; }
    public required string Number { get; init; }

    /// <summary>The version of the quote that it is about.</summary>
    public required Guid QuoteVersionId { get; set; }

    /// <summary>The language of the document: de, pl or en.</summary>
    public required string Language { get; set; }

    public string Title { get; set; } = "";

    /// <summary>The clauses.</summary>
    public string Text { get; set; } = "";

    /// <summary>From when it holds; needed where something is charged again and again.</summary>
    public DateOnly? StartsOn { get; set; }

    /// <summary>Null when it does not end by itself.</summary>
    public DateOnly? EndsOn { get; set; }

    public int? NoticeDays { get; set; }

    /// <summary>The law asks for signatures on paper (O49).</summary>
    public bool NeedsPaper { get; set; }

    public ContractState State { get; private set; }

    /// <summary>SHA-256 of content and document, as hexadecimal digits; empty until it is out.</summary>
    public string Hash { get; private set; } = "";

    public DateTime? SentAt { get; private set; }
    public Guid? SentBy { get; private set; }

    /// <summary>The last signature: from then on it can be booked.</summary>
    public DateTime? SignedAt { get; private set; }

    public string VoidReason { get; private set; } = "";
    public Guid? CreatedBy { get; init; }
    public required DateTime CreatedAt { get; init; }
    public int Version { get; private set; }

    public Guid PartOf => DealId;
    public bool IsDraft => State == ContractState.Draft;
    public bool IsOut => State == ContractState.Out;

    public void Send(string hash, Guid? by, DateTime at) => (State, Hash, SentBy, SentAt) = (ContractState.Out, hash, by, at);

    public void Sign(DateTime at) => (State, SignedAt) = (ContractState.Complete, at);

    public void Void(string reason) => (State, VoidReason) = (ContractState.Void, reason);

    public void Retire(DateTime at)
    {
        if (IsDraft) Void("");
    }
}

public enum ContractState
{
    [Says("Draft")] Draft,
    [Says("Waits for signatures")] Out,
    [Says("Signed by all")] Complete,
    [Says("Given up")] Void,
}
