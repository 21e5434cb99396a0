using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Team;
using Trichter.Team.Roles;

namespace Trichter.Orders;

/// <summary>Finds an order of a deal that I may see.</summary>
internal sealed class FindOrder(Db db, Me me, FindDeal find)
{
    public async Task<OpenOrder?> VisibleAsync(Guid id, CancellationToken cancellation = default) =>
        me.MaySee(DealFields.Value) && await db.Orders.SingleOrDefaultAsync(order => order.Id == id, cancellation) is { } order && (await find.VisibleAsync(order.DealId, cancellation) ?? await HandedToMeAsync(order, cancellation)) is { } deal
            ? await OpenAsync(order, deal, cancellation) : null;

    /// <summary>As it was in one of its versions; null for no such version. What was delivered is what is delivered by now.</summary>
    public async Task<OpenOrder?> VisibleAsync(Guid id, int? version, CancellationToken cancellation = default)
    {
        if (await VisibleAsync(id, cancellation) is not { } open) return null;
        if (version is null || version == open.Order.Revision) return open;
        return await db.OrderVersions.AsNoTracking().SingleOrDefaultAsync(its => its.OrderId == id && its.Number == version, cancellation) is { } kept ? kept.Of(open) : null;
    }

    /// <exception cref="NotAllowedException">The role may not change deals.</exception>
    public async Task<OpenOrder?> ForChangeAsync(Guid id, CancellationToken cancellation = default)
    {
        var order = await db.Orders.SingleOrDefaultAsync(its => its.Id == id, cancellation);
        return await find.ForChangeAsync(order?.DealId ?? Guid.Empty, cancellation) is { } deal && order is not null ? await OpenAsync(order, deal, cancellation) : null;
    }

    /// <summary>Those of deals that whoever asks may see.</summary>
    public IQueryable<Order> Visible(IQueryable<Order> orders) => me.MaySee(DealFields.Value)
        ? orders.Where(order => db.Deals.VisibleTo(me, db).Any(deal => deal.Id == order.DealId)) : orders.Where(order => false);

    public async Task<bool> MayChangeAsync(Deal deal, CancellationToken cancellation = default) =>
        me.May(Right.ChangeDeals) && await find.ForChangeAsync(deal.Id, cancellation) is not null;

    /// <summary>Who receives an order, or has something to do for it, may look at it, whosever the deal is.</summary>
    private async Task<Deal?> HandedToMeAsync(Order order, CancellationToken cancellation) =>
        await db.OrderHandOvers.AnyAsync(its => its.OrderId == order.Id && its.ReceiverId == me.Id, cancellation) || await db.OrderPoints.AnyAsync(its => its.OrderId == order.Id && its.OwnerId == me.Id, cancellation)
            ? await db.Deals.SingleOrDefaultAsync(deal => deal.Id == order.DealId, cancellation) : null;

    private async Task<OpenOrder> OpenAsync(Order order, Deal deal, CancellationToken cancellation) => new(
        order, deal,
        await db.OrderLines.Where(line => line.OrderId == order.Id).OrderBy(line => line.Position).ToListAsync(cancellation),
        await db.Deliveries.Where(delivery => delivery.OrderId == order.Id).OrderBy(delivery => delivery.Id).ToListAsync(cancellation));
}

/// <summary>An order with all that belongs to it.</summary>
public sealed record OpenOrder(Order Order, Deal Deal, List<OrderLine> Lines, List<Delivery> Deliveries);
