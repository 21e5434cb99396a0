using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Deals.Evidence;
using Trichter.Ledger;
using Trichter.Offers.Documents;
using Trichter.Offers.Numbers;
using Trichter.Offers.Quotes;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Orders.Intake;

/// <summary>Takes an accepted quote over as an order, with what the customer chose and nothing else (O60).</summary>
internal sealed class TakeOrder(Db db, Me me, Change change, TimelineWriter timeline, FindDeal deals, GiveNumber numbers, DealFigures figures)
{
    public async Task<OrderResult> RunAsync(Guid quoteVersionId, OrderDraft draft, CancellationToken cancellation = default)
    {
        var version = await db.QuoteVersions.SingleOrDefaultAsync(its => its.Id == quoteVersionId, cancellation);
        if (await deals.ForChangeAsync(version?.DealId ?? Guid.Empty, cancellation) is not { } deal || version is null) return new OrderResult.NotFound();
        if (version.State != QuoteState.Accepted) return new OrderResult.Faulty("", new Told("Only an accepted quote becomes an order."));
        if (draft.CustomerNumber.Trim().Length > Order.LongestNumber) return new OrderResult.Faulty("CustomerNumber", new Told("At most {0} characters.", Order.LongestNumber));
        if (draft.OrderedOn is not { } ordered) return new OrderResult.Faulty("OrderedOn", new Told("This is not a date."));
        if (draft.PromisedOn < ordered) return new OrderResult.Faulty("PromisedOn", new Told("The end lies before the beginning."));
        if (await KnownAsync(deal, version, draft.CustomerNumber.Trim(), cancellation) is { } known) return new OrderResult.Known(known);

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var day = (await deals.NowAsync(cancellation)).Day;
        var order = new Order
        {
            DealId = deal.Id,
            CompanyId = deal.CompanyId,
            Number = await numbers.NextAsync(DocumentKind.Order, day, cancellation),
            QuoteVersionId = version.Id,
            CustomerNumber = draft.CustomerNumber.Trim(),
            Language = version.Language,
            Currency = version.Currency,
            OrderedOn = ordered,
            PromisedOn = draft.PromisedOn,
            CreatedAt = change.Now,
            CreatedBy = me.Id,
        };
        order.TakeFrom(version);
        (order.DeliveryStreet, order.DeliveryPostalCode, order.DeliveryCity, order.DeliveryCountry) = (version.BuyerStreet, version.BuyerPostalCode, version.BuyerCity, version.BuyerCountry);
        var lines = await LinesAsync(version, order, cancellation);
        order.Take(ContractTotals.Of(order, lines));
        db.Orders.Add(order);
        db.OrderLines.AddRange(lines);
        timeline.Record(new OrderTaken(deal.Id, order.Number, order.CustomerNumber));
        await figures.RefreshAsync([deal], cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return new OrderResult.Taken(order);
    }

    /// <summary>The same message twice gives one order (O61).</summary>
    private Task<Order?> KnownAsync(Deal deal, QuoteVersion version, string customerNumber, CancellationToken cancellation) =>
        db.Orders.FirstOrDefaultAsync(order => order.State != OrderState.Cancelled
            && (order.QuoteVersionId == version.Id || (customerNumber != "" && deal.CompanyId != null && order.CompanyId == deal.CompanyId && order.CustomerNumber == customerNumber)), cancellation);

    private async Task<List<OrderLine>> LinesAsync(QuoteVersion version, Order order, CancellationToken cancellation)
    {
        var quoted = await db.QuoteLines.AsNoTracking().Where(line => line.VersionId == version.Id).OrderBy(line => line.Position).ToListAsync(cancellation);
        return [.. QuoteTotals.Counted(quoted, version.Chosen).Select((line, index) =>
        {
            var taken = new OrderLine { OrderId = order.Id, DealId = order.DealId, Key = line.Key, Position = index };
            taken.TakeFrom(line);
            return taken;
        })];
    }
}

/// <param name="CustomerNumber">The customer's number for it; may be empty.</param>
internal sealed record OrderDraft(string CustomerNumber, DateOnly? OrderedOn, DateOnly? PromisedOn);

internal abstract record OrderResult
{
    public sealed record Taken(Order Order) : OrderResult;

    /// <summary>It had been taken already.</summary>
    public sealed record Known(Order Order) : OrderResult;

    public sealed record Faulty(string Field, Told Why) : OrderResult;

    public sealed record NotFound : OrderResult;
}
