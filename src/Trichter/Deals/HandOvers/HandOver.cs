using Trichter.Platform.Language;
using Trichter.Platform.Storage;
using Trichter.Team;

namespace Trichter.Deals.HandOvers;

/// <summary>
/// A deal was given from one role to the next. It waits until the receiver accepts it, or returns it with a reason;
/// how long that took is measured.
/// </summary>
public sealed class HandOver : IRecorded, IVersioned, IPartOf
{
    public Guid Id { get; private init; } = Ids.New();
    public required Guid DealId { get; init; }
    public required Guid ProcessId { get; init; }

    /// <summary>The version of the process whose point this was.</summary>
    public required Guid VersionId { get; init; }

    /// <summary>Key of the stage that was left; it names the point at which is handed over.</summary>
    public required string StageKey { get; init; }

    /// <summary>Key of the stage the deal was in when it was given; null where the process ends with the sale.</summary>
    public string? ToStageKey { get; init; }

    /// <summary>Who owned the deal before; it goes back to them when it is returned.</summary>
    public Guid? FromOwnerId { get; init; }

    public required Role Role { get; init; }

    /// <summary>Null when the first of the role who accepts it is to have it.</summary>
    public Guid? ReceiverId { get; init; }

    /// <summary>The receiver becomes the owner of the deal.</summary>
    public bool ChangesOwner { get; init; }

    public Guid? GivenBy { get; init; }
    public required DateTime GivenAt { get; init; }
    public required List<CheckedItem> Checklist { get; init; }

    /// <summary>Why it was given although items were open.</summary>
    public string Reason { get; init; } = "";

    public string Note { get; init; } = "";
    public HandOverState State { get; private set; } = HandOverState.Waiting;
    public Guid? SettledBy { get; private set; }
    public DateTime? SettledAt { get; private set; }

    /// <summary>Why it was returned.</summary>
    public string Answer { get; private set; } = "";

    public int Version { get; private set; }

    public Guid PartOf => DealId;
    public bool IsWaiting => State == HandOverState.Waiting;
    public IEnumerable<CheckedItem> Open => Checklist.Where(item => !item.Done);

    /// <summary>One person holds both roles. Such a hand-over needs no acceptance and is in no figure.</summary>
    public bool IsToOneself => ReceiverId is not null && ReceiverId == GivenBy;

    public bool IsFor(User user) => ReceiverId is { } receiver ? receiver == user.Id : user.Role == Role;

    /// <summary>Days between giving and the answer, or until now while it waits.</summary>
    public double WaitingDays(DateTime now) => Math.Max(0, ((SettledAt ?? now) - GivenAt).TotalDays);

    public void Settle(HandOverState state, Guid? by, DateTime at, string answer = "") =>
        (State, SettledBy, SettledAt, Answer) = (state, by, at, answer);
}

/// <summary>An item of the checklist as it stood when the deal was given.</summary>
public sealed record CheckedItem(string Key, Localized Label, bool Done);

public enum HandOverState
{
    [Says("waiting")] Waiting,
    [Says("accepted")] Accepted,
    [Says("returned")] Returned,

    /// <summary>The giver took it back, or the deal went back or ended meanwhile.</summary>
    [Says("withdrawn")] Withdrawn,
}
