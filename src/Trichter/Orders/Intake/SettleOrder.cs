using Trichter.Deals.Evidence;
using Trichter.Ledger;
using Trichter.Offers.Amounts;
using Trichter.Orders.Checklists;
using Trichter.Platform.Language;
using Trichter.Timeline;

namespace Trichter.Orders.Intake;

/// <summary>Confirms an order to the customer, or cancels what has not been delivered.</summary>
internal sealed class SettleOrder(Db db, Change change, TimelineWriter timeline, FindOrder find, IKnowDownPayments ahead, BeginHandOver handOver, DealFigures figures, Texts texts)
{
    private const int LongestReason = 1000;

    /// <returns>What is wrong, or null when it was confirmed.</returns>
    public async Task<Told?> ConfirmAsync(Guid orderId, CancellationToken cancellation = default)
    {
        if (await find.ForChangeAsync(orderId, cancellation) is not { Order.WaitsForConfirmation: true } open) return new Told("Nothing is here");

        open.Order.Confirm(change.Now);
        timeline.Record(new OrderConfirmed(open.Deal.Id, open.Order.Number, open.Order.PromisedOn));
        await handOver.RunAsync(open, cancellation);
        await figures.RefreshAsync([open.Deal], cancellation);
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    /// <summary>What was delivered stays ordered. Down payments that nothing was set off against yet are named: somebody has to settle them (O64).</summary>
    /// <param name="cost">What the customer pays for it, as typed; empty for nothing.</param>
    /// <returns>What is wrong, or null when it was cancelled.</returns>
    public async Task<Told?> CancelAsync(Guid orderId, string reason, string cost = "", CancellationToken cancellation = default)
    {
        if (await find.ForChangeAsync(orderId, cancellation) is not { Order.IsOpen: true } open) return new Told("Nothing is here");
        if (reason.Trim().Length is 0 or > LongestReason) return new Told("Say why, in up to {0} characters.", LongestReason);
        var amount = Micros.Read(cost, texts.Culture);
        if (cost.Trim().Length > 0 && amount is not >= 0) return new Told("This is not an amount of money.");

        var (order, costMinor) = (open.Order, amount is { } major ? Round.ToMinor(major) : (long?)null);
        foreach (var line in open.Lines) line.Cancelled = Math.Max(0, line.Quantity - OpenQuantities.DeliveredOf(line, open.Deliveries));
        order.Cancel(reason.Trim(), costMinor, rest: open.Deliveries.Exists(delivery => delivery.Result != AcceptanceResult.Refused), change.Now);
        order.Step();
        timeline.Record(new OrderCancelled(open.Deal.Id, order.Number, order.CancelReason, costMinor, order.Currency));
        foreach (var payment in await ahead.LeftAsync(orderId, cancellation)) timeline.Record(new DownPaymentRemains(open.Deal.Id, order.Number, payment.Number));
        await figures.RefreshAsync([open.Deal], cancellation);
        await db.SaveChangesAsync(cancellation);
        return null;
    }
}
