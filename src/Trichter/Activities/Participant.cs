using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Activities;

/// <summary>Somebody who takes part in an activity beside its owner: a person we know, a colleague, or only an e-mail address.</summary>
public sealed class Participant : IRecorded, IPartOf
{
    public Guid Id { get; private init; } = Ids.New();
    public required Guid ActivityId { get; init; }
    public required Guid DealId { get; init; }
    public Guid? PersonId { get; set; }
    public Guid? UserId { get; init; }

    /// <summary>Of somebody who is neither; else empty.</summary>
    public string Email { get; init; } = "";

    public ParticipantAnswer Answer { get; set; }
    public DateTime? AnsweredAt { get; set; }

    /// <summary>When they were written to; null for whom nobody wrote.</summary>
    public DateTime? InvitedAt { get; set; }

    /// <summary>The number of the calendar entry they were sent last: an answer to an earlier one comes too late.</summary>
    [NotRecorded] public int InvitedSequence { get; set; }

    /// <summary>When they gave the answer that counts, as their own calendar says.</summary>
    [NotRecorded] public DateTime? AnswerStamp { get; set; }

    /// <summary>SHA-256 of the secret of their link; empty for whom nobody wrote.</summary>
    [Secret] public string AnswerHash { get; set; } = "";

    public Guid PartOf => DealId;
}

/// <summary>What somebody answers to an invitation.</summary>
public enum ParticipantAnswer
{
    [Says("No answer yet")] None,
    [Says("Comes")] Accepted,
    [Says("Perhaps")] Perhaps,
    [Says("Does not come")] Declined,
}
