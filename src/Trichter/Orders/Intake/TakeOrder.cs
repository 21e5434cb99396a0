using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Offers.Quotes;
using Trichter.Platform.Language;

namespace Trichter.Orders.Intake;

/// <summary>Takes an accepted quote over as an order, with what the customer chose and nothing else (O60).</summary>
internal sealed class TakeOrder(Db db, FindDeal deals, KeepOrder keep)
{
    public async Task<OrderResult> RunAsync(Guid quoteVersionId, OrderDraft draft, CancellationToken cancellation = default)
    {
        var version = await db.QuoteVersions.SingleOrDefaultAsync(its => its.Id == quoteVersionId, cancellation);
        if (await deals.ForChangeAsync(version?.DealId ?? Guid.Empty, cancellation) is not { } deal || version is null) return new OrderResult.NotFound();
        if (version.State != QuoteState.Accepted) return new OrderResult.Faulty("", new Told("Only an accepted quote becomes an order."));
        if (draft.CustomerNumber.Trim().Length > Order.LongestNumber) return new OrderResult.Faulty("CustomerNumber", new Told("At most {0} characters.", Order.LongestNumber));
        if (draft.OrderedOn is not { } ordered) return new OrderResult.Faulty("OrderedOn", new Told("This is not a date."));
        if (draft.PromisedOn < ordered) return new OrderResult.Faulty("PromisedOn", new Told("The end lies before the beginning."));

        var quoted = await db.QuoteLines.AsNoTracking().Where(line => line.VersionId == version.Id).OrderBy(line => line.Position).ToListAsync(cancellation);
        return await keep.RunAsync(deal, version, QuoteTotals.Counted(quoted, version.Chosen), draft, version.Id, cancellation: cancellation);
    }
}

/// <param name="CustomerNumber">The customer's number for it; may be empty.</param>
/// <param name="Delivery">Where it goes; null for the address of the customer.</param>
public sealed record OrderDraft(string CustomerNumber, DateOnly? OrderedOn, DateOnly? PromisedOn, DeliveryPlace? Delivery = null);

public sealed record DeliveryPlace(string Street, string PostalCode, string City, string Country);

internal abstract record OrderResult
{
    public sealed record Taken(Order Order) : OrderResult;

    /// <summary>It had been taken already.</summary>
    public sealed record Known(Order Order) : OrderResult;

    public sealed record Faulty(string Field, Told Why) : OrderResult;

    public sealed record NotFound : OrderResult;
}
