using Trichter.Deals.HandOvers;
using Trichter.Platform.Storage;

namespace Trichter.Orders.Checklists;

/// <summary>
/// A confirmed order as sales gave it to a department: accepted, or returned with a reason (O65). Another thing than the hand-over of a deal, which
/// passes a deal from role to role at a stage of the process.
/// </summary>
public sealed class OrderHandOver : IRecorded, IVersioned, IPartOf
{
    public const int LongestReason = 1000;

    public Guid Id { get; private init; } = Ids.New();
    public required Guid OrderId { get; init; }
    public required Guid DealId { get; init; }
    public required Guid DepartmentId { get; init; }

    /// <summary>What the department was called when the order was handed over.</summary>
    public required string Department { get; init; }

    /// <summary>Null for whoever may change the order.</summary>
    public Guid? ReceiverId { get; private set; }

    public Guid? GivenBy { get; private set; }
    public DateTime GivenAt { get; private set; }

    /// <summary>Waiting, accepted or returned.</summary>
    public HandOverState State { get; private set; } = HandOverState.Waiting;

    public Guid? SettledBy { get; private set; }
    public DateTime? SettledAt { get; private set; }

    /// <summary>Why it was returned; stays readable when it is given again, until it is accepted.</summary>
    public string Answer { get; private set; } = "";

    /// <summary>The same person gave and accepted it.</summary>
    public bool BothRoles { get; private set; }

    public int Version { get; private set; }

    public Guid PartOf => DealId;

    public void Give(Guid? receiver, Guid? by, DateTime at) =>
        (ReceiverId, GivenBy, GivenAt, State, SettledBy, SettledAt, BothRoles) = (receiver, by, at, HandOverState.Waiting, null, null, false);

    public void Accept(Guid? by, DateTime at) =>
        (State, SettledBy, SettledAt, Answer, BothRoles) = (HandOverState.Accepted, by, at, "", by is not null && by == GivenBy);

    public void Return(string reason, Guid? by, DateTime at) => (State, SettledBy, SettledAt, Answer) = (HandOverState.Returned, by, at, reason);
}

/// <summary>One thing a department has to do for an order.</summary>
public sealed class OrderPoint : IRecorded, IVersioned, IPartOf
{
    public const int LongestProof = 1000;

    public Guid Id { get; private init; } = Ids.New();
    public required Guid HandOverId { get; init; }
    public required Guid OrderId { get; init; }
    public required Guid DealId { get; init; }
    public required int Position { get; init; }
    public required string Text { get; init; }
    public required bool NeedsProof { get; init; }
    public Guid? OwnerId { get; set; }
    public required DateOnly DueOn { get; set; }
    public DateTime? DoneAt { get; private set; }
    public Guid? DoneBy { get; private set; }

    /// <summary>What shows that it is done, in words or as a link.</summary>
    public string Proof { get; private set; } = "";

    /// <summary>The file of the deal that shows it.</summary>
    public Guid? AttachmentId { get; private set; }

    public int Version { get; private set; }

    public Guid PartOf => DealId;

    public void Do(string proof, Guid? attachment, Guid? by, DateTime at) => (Proof, AttachmentId, DoneBy, DoneAt) = (proof, attachment, by, at);

    public void OpenAgain() => (DoneBy, DoneAt) = (null, null);
}
