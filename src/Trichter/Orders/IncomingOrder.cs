using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Orders;

/// <summary>An order that came as a file: taken at once where everything is as agreed, else it waits for a person (O60).</summary>
public sealed class IncomingOrder
{
    public const int LongestReason = 1000;

    public Guid Id { get; private init; } = Ids.New();

    /// <summary>Null as long as nobody knows the customer.</summary>
    public Guid? CompanyId { get; set; }

    public required string CustomerNumber { get; init; }
    public required string BuyerName { get; init; }
    public required DateOnly IssuedOn { get; init; }
    public required string FileName { get; init; }

    /// <summary>SHA-256 of the file, as hexadecimal digits: the same file is the same order.</summary>
    public required string Hash { get; init; }

    public required string Xml { get; init; }
    public IncomingState State { get; private set; }
    public Guid? OrderId { get; private set; }
    public required DateTime SentAt { get; init; }
    public Guid? SentBy { get; init; }
    public DateTime? SettledAt { get; private set; }

    /// <summary>Null when it was taken by itself.</summary>
    public Guid? SettledBy { get; private set; }

    /// <summary>Why it was rejected.</summary>
    public string Reason { get; private set; } = "";

    public int Version { get; private set; }

    public void Become(Guid order, DateTime at, Guid? by) => (State, OrderId, SettledAt, SettledBy) = (IncomingState.Taken, order, at, by);

    public void Reject(string reason, DateTime at, Guid? by) => (State, Reason, SettledAt, SettledBy) = (IncomingState.Rejected, reason, at, by);
}

public enum IncomingState
{
    [Says("Waits to be looked at")] Waiting,
    [Says("Taken as an order")] Taken,
    [Says("Order refused")] Rejected,
}
