using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Leads.Proposals;

/// <summary>
/// A deal was proposed to sales: since then it is a lead qualified by marketing (MQL). Once sales accepts it, it is one that sales has
/// qualified (SQL); rejected, it goes back to marketing with the reason and may be proposed anew.
/// </summary>
public sealed class LeadProposal : IRecorded, IVersioned, IPartOf
{
    public const int Longest = 1000;

    public Guid Id { get; private init; } = Ids.New();
    public required Guid DealId { get; init; }

    /// <summary>The colleague who proposed it; null when its answers did.</summary>
    public Guid? ProposedBy { get; init; }

    public required DateTime ProposedAt { get; init; }
    public string Note { get; init; } = "";
    public ProposalState State { get; private set; } = ProposalState.Waiting;
    public Guid? SettledBy { get; private set; }
    public DateTime? SettledAt { get; private set; }
    public RejectReason? Reason { get; private set; }

    /// <summary>What was said with the answer.</summary>
    public string Answer { get; private set; } = "";

    public int Version { get; private set; }

    public Guid PartOf => DealId;
    public bool IsWaiting => State == ProposalState.Waiting;

    /// <summary>Hours between proposal and answer, or until now while it waits.</summary>
    public double WaitingHours(DateTime now) => Math.Max(0, ((SettledAt ?? now) - ProposedAt).TotalHours);

    public void Accept(Guid? by, DateTime at) => (State, SettledBy, SettledAt) = (ProposalState.Accepted, by, at);

    public void Reject(Guid? by, DateTime at, RejectReason reason, string answer) =>
        (State, SettledBy, SettledAt, Reason, Answer) = (ProposalState.Rejected, by, at, reason, answer);
}

public enum ProposalState
{
    [Says("proposed to sales (MQL)")] Waiting,
    [Says("accepted by sales (SQL)")] Accepted,
    [Says("rejected by sales")] Rejected,
}

/// <summary>Why sales does not take a lead.</summary>
public enum RejectReason
{
    [Says("cannot be reached")] NotReached,
    [Says("no interest")] NoInterest,
    [Says("too early")] TooEarly,
    [Says("does not belong to our target groups")] WrongTarget,
    [Says("too little is known")] TooLittleKnown,
    [Says("known already")] KnownAlready,
    [Says("another reason")] Other,
}
