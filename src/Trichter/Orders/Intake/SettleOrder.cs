using Trichter.Deals.Evidence;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Timeline;

namespace Trichter.Orders.Intake;

/// <summary>Confirms an order to the customer, or cancels what has not been delivered.</summary>
internal sealed class SettleOrder(Db db, Change change, TimelineWriter timeline, FindOrder find, DealFigures figures)
{
    private const int LongestReason = 1000;

    /// <returns>What is wrong, or null when it was confirmed.</returns>
    public async Task<Told?> ConfirmAsync(Guid orderId, CancellationToken cancellation = default)
    {
        if (await find.ForChangeAsync(orderId, cancellation) is not { Order.State: OrderState.Taken } open) return new Told("Nothing is here");

        open.Order.Confirm(change.Now);
        timeline.Record(new OrderConfirmed(open.Deal.Id, open.Order.Number, open.Order.PromisedOn));
        await figures.RefreshAsync([open.Deal], cancellation);
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    /// <returns>What is wrong, or null when it was cancelled.</returns>
    public async Task<Told?> CancelAsync(Guid orderId, string reason, CancellationToken cancellation = default)
    {
        if (await find.ForChangeAsync(orderId, cancellation) is not { Order.IsOpen: true } open) return new Told("Nothing is here");
        if (reason.Trim().Length is 0 or > LongestReason) return new Told("Say why, in up to {0} characters.", LongestReason);

        foreach (var line in open.Lines) line.Cancelled = Math.Max(0, line.Quantity - OpenQuantities.DeliveredOf(line, open.Deliveries));
        if (open.Deliveries.Exists(delivery => delivery.Result != AcceptanceResult.Refused)) open.Order.Fulfil(everything: true);
        else open.Order.Cancel(reason.Trim(), change.Now);
        timeline.Record(new OrderCancelled(open.Deal.Id, open.Order.Number, reason.Trim()));
        await figures.RefreshAsync([open.Deal], cancellation);
        await db.SaveChangesAsync(cancellation);
        return null;
    }
}
