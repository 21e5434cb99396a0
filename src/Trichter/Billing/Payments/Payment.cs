using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Billing.Payments;

/// <summary>Money that came in. What of it belongs to which invoice say its allocations; the rest is the customer's credit (O80).</summary>
public sealed class Payment : IRecorded, IPartOf
{
    public const int LongestReference = 300;

    public Guid Id { get; private init; } = Ids.New();
    public required Guid DealId { get; init; }
    public required DateOnly ReceivedOn { get; init; }
    public required long AmountMinor { get; init; }
    public required string Currency { get; init; }
    public string Reference { get; init; } = "";

    /// <summary>The credit on our account that it is; null when it was noted by hand.</summary>
    public Guid? BankLineId { get; init; }

    /// <summary>Money paid back, its amount below zero: the payment that had been too much; null for all others, and where a correction was paid back.</summary>
    public Guid? RefundOfId { get; init; }

    public DateTime NotedAt { get; init; }
    public Guid? NotedBy { get; init; }

    public Guid PartOf => DealId;
}

/// <summary>What settles a part of an invoice.</summary>
public sealed class Allocation : IRecorded, IPartOf
{
    public Guid Id { get; private init; } = Ids.New();
    public required Guid InvoiceId { get; init; }
    public required Guid DealId { get; init; }

    /// <summary>The payment that it is a part of, or with which a discount was granted; null for what was written off or set off.</summary>
    public Guid? PaymentId { get; init; }

    public required AllocationKind Kind { get; init; }
    public required long AmountMinor { get; init; }
    public required DateOnly SettledOn { get; init; }

    public Guid PartOf => DealId;
}

public enum AllocationKind
{
    [Says("payment")] Payment,
    [Says("early payment discount")] Skonto,
    [Says("written off")] WriteOff,
    [Says("set off against its correction")] SetOff,
    [Says("bank fee")] Fee,
    [Says("paid back")] Refund,
}

/// <summary>A reminder that was sent for an invoice (O83).</summary>
public sealed class Reminder : IRecorded, IPartOf
{
    public Guid Id { get; private init; } = Ids.New();
    public required Guid InvoiceId { get; init; }
    public required Guid DealId { get; init; }

    /// <summary>0 for a payment reminder, then 1 to 3; the highest is the level of the invoice.</summary>
    public required int Level { get; init; }

    public required DateOnly SentOn { get; init; }

    /// <summary>Where it was mailed to; empty when it was sent otherwise.</summary>
    public string SentTo { get; init; } = "";

    public Guid? SentBy { get; init; }

    /// <summary>The letter that it stands in.</summary>
    public Guid? LetterId { get; init; }

    public Guid PartOf => DealId;
}
