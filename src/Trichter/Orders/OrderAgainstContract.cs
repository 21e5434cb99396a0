using Microsoft.EntityFrameworkCore;
using Trichter.Offers.Contracts.Sign;
using Trichter.Platform.Language;

namespace Trichter.Orders;

/// <summary>An order that was taken from another quote says something else than the contract.</summary>
internal sealed class OrderAgainstContract(Db db) : IContractRival
{
    public async Task<IReadOnlyList<Told>> FaultsOfAsync(Guid dealId, Guid quoteVersionId, CancellationToken cancellation) =>
        [.. (await db.Orders.AsNoTracking().Where(order => order.DealId == dealId && order.State != OrderState.Cancelled && order.QuoteVersionId != quoteVersionId).Select(order => order.Number).ToListAsync(cancellation))
            .Select(number => new Told("The order {0} is about another quote than the contract.", number))];
}
