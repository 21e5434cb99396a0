using Microsoft.EntityFrameworkCore;
using Trichter.Deals.Merge;
using Trichter.Platform.Language;

namespace Trichter.Orders;

/// <summary>An order stays where it was taken.</summary>
internal sealed class OrdersHoldDeal(Db db) : IHoldDeal
{
    public async Task<Told?> WhyAsync(Guid dealId, CancellationToken cancellation)
    {
        return await db.Orders.AnyAsync(order => order.DealId == dealId, cancellation) ? new Told("It has an order: let this one stay.") : null;
    }
}
