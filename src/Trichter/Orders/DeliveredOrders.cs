using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;

namespace Trichter.Orders;

/// <summary>An order that something was delivered for is not taken back; what is open of it is cancelled.</summary>
internal sealed class DeliveredOrders(Db db) : IUndoGuard
{
    private const int Named = 20;

    public async Task<IEnumerable<Conflict>> ConflictsAsync(IReadOnlyCollection<LedgerEntry> entries, CancellationToken cancellation)
    {
        var created = entries.Where(entry => entry.Action == LedgerAction.Created).ToLookup(entry => entry.Record, entry => entry.RecordId);
        var (orders, deliveries) = (created[nameof(Order)].ToList(), created[nameof(Delivery)].ToList());
        if (orders.Count == 0) return [];

        return await db.Deliveries.Where(delivery => orders.Contains(delivery.OrderId) && !deliveries.Contains(delivery.Id)).OrderBy(delivery => delivery.Id).Take(Named)
            .Select(delivery => new Conflict(nameof(Order), delivery.OrderId, "", delivery.CreatedBy, delivery.CreatedAt)).ToListAsync(cancellation);
    }
}
