using Trichter.Platform.Storage;

namespace Trichter.Offers.Objections;

/// <summary>What was said to an objection, with which proof, and how it ended. It stays as it was said.</summary>
public sealed class ObjectionReply : IRecorded, IPartOf
{
    public const int Longest = 4000;

    public Guid Id { get; private init; } = Ids.New();
    public required Guid DealId { get; init; }
    public required Guid ObjectionId { get; init; }
    public required Guid KindId { get; init; }

    /// <summary>Of the answer in the catalogue; empty for one in own words.</summary>
    public string AnswerKey { get; init; } = "";

    public AnswerTone Tone { get; init; }
    public required string Text { get; init; }
    public Guid? ProofId { get; init; }
    public ObjectionState Result { get; init; }
    public Guid? RepliedBy { get; init; }
    public DateTime RepliedAt { get; init; }

    public Guid PartOf => DealId;
}
