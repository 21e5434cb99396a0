using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Deals.Evidence;
using Trichter.Ledger;
using Trichter.Offers.Numbers;
using Trichter.Offers.Quotes;
using Trichter.Platform.Storage;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Orders.Intake;

/// <summary>Keeps an order under the next number, whatever way it came in. The customer's number with the customer makes it one order, however often it comes (O61).</summary>
internal sealed class KeepOrder(Db db, Me me, Change change, TimelineWriter timeline, FindDeal deals, GiveNumber numbers, DealFigures figures)
{
    /// <param name="head">Its language, currency, customer and terms.</param>
    /// <param name="quoteVersionId">The quote it comes from; null for none.</param>
    /// <param name="also">Is told of the order before everything is saved together.</param>
    public async Task<OrderResult> RunAsync(
        Deal deal, QuoteVersion head, IReadOnlyList<QuoteLine> lines, OrderDraft draft, Guid? quoteVersionId, Action<Order>? also = null, CancellationToken cancellation = default)
    {
        var number = draft.CustomerNumber.Trim();
        if (await KnownAsync(deal, number, quoteVersionId, cancellation) is { } known) return new OrderResult.Known(known);

        await using var transaction = await JoinedTransaction.BeginAsync(db, cancellation);
        var order = new Order
        {
            DealId = deal.Id,
            CompanyId = deal.CompanyId,
            Number = await numbers.NextAsync(DocumentKind.Order, (await deals.NowAsync(cancellation)).Day, cancellation),
            QuoteVersionId = quoteVersionId,
            CustomerNumber = number,
            Language = head.Language,
            Currency = head.Currency,
            OrderedOn = draft.OrderedOn!.Value,
            PromisedOn = draft.PromisedOn,
            CreatedAt = change.Now,
            CreatedBy = me.Id,
        };
        // Whoever waited for the number may have waited for the same order.
        if (transaction.IsOwn && await KnownAsync(deal, number, quoteVersionId, cancellation) is { } other) return new OrderResult.Known(other);

        order.TakeFrom(head);
        var place = draft.Delivery ?? new DeliveryPlace(head.BuyerStreet, head.BuyerPostalCode, head.BuyerCity, head.BuyerCountry);
        (order.DeliveryStreet, order.DeliveryPostalCode, order.DeliveryCity, order.DeliveryCountry) = (place.Street, place.PostalCode, place.City, place.Country);
        var taken = lines.Select((line, index) => Taken(line, order, index)).ToList();
        order.Take(taken);
        db.Orders.Add(order);
        db.OrderLines.AddRange(taken);
        timeline.Record(new OrderTaken(deal.Id, order.Number, order.CustomerNumber));
        also?.Invoke(order);
        await figures.RefreshAsync([deal], cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return new OrderResult.Taken(order);
    }

    private Task<Order?> KnownAsync(Deal deal, string customerNumber, Guid? quoteVersionId, CancellationToken cancellation) =>
        db.Orders.FirstOrDefaultAsync(order => order.State != OrderState.Cancelled
            && ((quoteVersionId != null && order.QuoteVersionId == quoteVersionId) || (customerNumber != "" && deal.CompanyId != null && order.CompanyId == deal.CompanyId && order.CustomerNumber == customerNumber)), cancellation);

    private static OrderLine Taken(QuoteLine line, Order order, int index)
    {
        var taken = new OrderLine { OrderId = order.Id, DealId = order.DealId, Key = line.Key, Position = index, ListPrice = line.ListPrice };
        taken.TakeFrom(line);
        return taken;
    }
}
