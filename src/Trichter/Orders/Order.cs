using Trichter.Offers.Documents;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Orders;

/// <summary>What a customer has ordered, exactly as agreed: usually the accepted quote, taken over without retyping.</summary>
public sealed class Order : DocumentHead, IRecorded, IVersioned, IPartOf, IRetirable
{
    public const int LongestNumber = 60;
    public const int LongestReason = 1000;
    public const int LongestName = 200;

    public Guid Id { get; private init; } = Ids.New();
    public required Guid DealId { get; init; }

    /// <summary>The customer; their own order number is unique with them, so that a message sent twice makes one order (O61).</summary>
    public Guid? CompanyId { get; set; }

    public required string Number { get; init; }

    /// <summary>The version of the quote it comes from; null when it was taken otherwise.</summary>
    public Guid? QuoteVersionId { get; init; }

    /// <summary>The customer's number for it; empty where they have none.</summary>
    public string CustomerNumber { get; set; } = "";

    public OrderState State { get; private set; }

    /// <summary>1, and one more with each change (O64).</summary>
    public int Revision { get; private set; } = 1;

    /// <summary>Why it was changed to what it says now; empty for the first version.</summary>
    public string ChangeReason { get; private set; } = "";

    /// <summary>Who of the customer agreed to the change.</summary>
    public string AgreedBy { get; private set; } = "";

    public DateOnly OrderedOn { get; set; }

    /// <summary>The day by which everything was promised; null where none was.</summary>
    public DateOnly? PromisedOn { get; set; }

    public string DeliveryStreet { get; set; } = "";
    public string DeliveryPostalCode { get; set; } = "";
    public string DeliveryCity { get; set; } = "";
    public string DeliveryCountry { get; set; } = "";
    public string CancelReason { get; private set; } = "";

    /// <summary>What the customer pays for the cancelling; null where nothing was agreed.</summary>
    public long? CancelCostMinor { get; private set; }

    public DateTime? ConfirmedAt { get; private set; }
    public DateTime? CancelledAt { get; private set; }
    public required DateTime CreatedAt { get; init; }
    public Guid? CreatedBy { get; init; }
    [NotRecorded] public long NetMinor { get; private set; }
    [NotRecorded] public long VatMinor { get; private set; }
    [NotRecorded] public long GrossMinor { get; private set; }
    [NotRecorded] public long ContractMinor { get; private set; }
    public int Version { get; private set; }

    public Guid PartOf => DealId;
    public bool IsOpen => State is OrderState.Taken or OrderState.Confirmed;

    /// <summary>Also what is fully delivered may get further lines, more of a line, or other terms (O64).</summary>
    public bool MayBeChanged => State != OrderState.Cancelled;

    /// <summary>This version has not been confirmed to the customer.</summary>
    public bool WaitsForConfirmation => MayBeChanged && ConfirmedAt is null;

    public void Confirm(DateTime at) => (State, ConfirmedAt) = (State == OrderState.Taken ? OrderState.Confirmed : State, at);

    /// <summary>The next version; it has to be confirmed anew.</summary>
    public void Revise(string reason, string agreedBy) =>
        (Revision, ChangeReason, AgreedBy, State, ConfirmedAt) = (Revision + 1, reason, agreedBy, OrderState.Taken, null);

    /// <param name="rest">Something was delivered: only what was open is cancelled, the order itself is fulfilled.</param>
    public void Cancel(string reason, long? cost, bool rest, DateTime at) =>
        (State, CancelReason, CancelCostMinor, CancelledAt) = (rest ? OrderState.Fulfilled : OrderState.Cancelled, reason, cost, at);

    /// <summary>Everything that was not cancelled has been delivered, or no longer.</summary>
    public void Fulfil(bool everything)
    {
        if (State == OrderState.Cancelled) return;
        State = everything ? OrderState.Fulfilled : ConfirmedAt is null ? OrderState.Taken : OrderState.Confirmed;
    }

    /// <summary>Counts what was done with it: of two who deliver or bill at once, the second has to look again.</summary>
    [NotRecorded] public int Steps { get; private set; }

    public void Step() => Steps++;

    /// <summary>Writes down what it comes to, and what each of its lines adds to that.</summary>
    public void Take(IReadOnlyList<OrderLine> lines)
    {
        var totals = ContractTotals.Of(this, lines);
        (NetMinor, VatMinor, GrossMinor, ContractMinor) = (totals.Once.Net, totals.Once.Vat, totals.Once.Gross, totals.ContractMinor);
        foreach (var (line, share) in ContractTotals.SharesOf(this, lines)) ((OrderLine)line).NetMinor = share;
    }

    public void Retire(DateTime at) => Cancel("", null, rest: false, at);
}

public enum OrderState
{
    [Says("Taken")] Taken,
    [Says("Confirmed")] Confirmed,
    [Says("Fully delivered")] Fulfilled,
    [Says("Order cancelled")] Cancelled,
}
