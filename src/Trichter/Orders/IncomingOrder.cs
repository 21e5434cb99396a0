using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Orders;

/// <summary>An order that came as a file: taken at once where everything is as agreed, else it waits for a person (O60).</summary>
public sealed class IncomingOrder : IRecorded, IVersioned, IRetirable
{
    public const int LongestReason = 1000;

    public Guid Id { get; private init; } = Ids.New();

    /// <summary>Null as long as nobody knows the customer.</summary>
    public Guid? CompanyId { get; set; }

    [NotRecorded] public required string CustomerNumber { get; init; }
    [NotRecorded] public required string BuyerName { get; init; }
    [NotRecorded] public required DateOnly IssuedOn { get; init; }
    [NotRecorded] public required string FileName { get; init; }

    /// <summary>SHA-256 of the file, as hexadecimal digits: the same file is the same order.</summary>
    [NotRecorded] public required string Hash { get; init; }

    [NotRecorded] public required string Xml { get; init; }
    public IncomingState State { get; private set; }
    public Guid? OrderId { get; private set; }
    [NotRecorded] public required DateTime SentAt { get; init; }
    [NotRecorded] public Guid? SentBy { get; init; }
    public DateTime? SettledAt { get; private set; }

    /// <summary>Null when it was taken by itself.</summary>
    public Guid? SettledBy { get; private set; }

    /// <summary>Why it was rejected.</summary>
    public string Reason { get; private set; } = "";

    public int Version { get; private set; }

    public void Become(Guid order, DateTime at, Guid? by) => (State, OrderId, SettledAt, SettledBy) = (IncomingState.Taken, order, at, by);

    public void Reject(string reason, DateTime at, Guid? by) => (State, Reason, SettledAt, SettledBy) = (IncomingState.Rejected, reason, at, by);

    /// <summary>The order that was made of it was taken back: the file waits again.</summary>
    public void Retire(DateTime at)
    {
        if (State == IncomingState.Taken) (State, OrderId, SettledAt, SettledBy) = (IncomingState.Waiting, null, null, null);
    }
}

public enum IncomingState
{
    [Says("Waits to be looked at")] Waiting,
    [Says("Taken as an order")] Taken,
    [Says("Order refused")] Rejected,
}
