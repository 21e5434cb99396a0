using Trichter.Platform.Storage;

namespace Trichter.Leads.Questionnaires.Links;

/// <summary>Lets the customer of one deal answer the questions that are meant for them, until it expires or is revoked. The secret itself is not kept.</summary>
public sealed class QuestionnaireLink : IRecorded, IRetirable, IPartOf
{
    public const int MostDays = 90;

    public Guid Id { get; private init; } = Ids.New();
    public required Guid DealId { get; init; }
    public required Guid QuestionnaireId { get; init; }

    /// <summary>The version that was current when the link was made: its questions stay the same.</summary>
    public required Guid VersionId { get; init; }

    /// <summary>Whom it is for, in words.</summary>
    public required string SentTo { get; init; }

    /// <summary>The language of the page, as long as the customer chooses no other.</summary>
    public required string Language { get; init; }

    /// <summary>SHA-256 of the secret, as hexadecimal digits.</summary>
    [Secret] public required string Hash { get; init; }

    public Guid? CreatedBy { get; init; }
    public required DateTime CreatedAt { get; init; }
    public required DateTime ExpiresAt { get; init; }

    /// <summary>Final, and therefore kept out of the ledger: no undo brings a revoked link back.</summary>
    [NotRecorded] public DateTime? RevokedAt { get; private set; }

    [NotRecorded] public DateTime? AnsweredAt { get; set; }

    public Guid PartOf => DealId;

    public bool IsGood(DateTime now) => RevokedAt is null && ExpiresAt > now;

    public void Retire(DateTime at) => RevokedAt ??= at;
}
