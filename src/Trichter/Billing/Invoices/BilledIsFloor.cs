using Microsoft.EntityFrameworkCore;
using Trichter.Orders.Changes;

namespace Trichter.Billing.Invoices;

/// <summary>What was billed, or stands in a draft, stays ordered until it is cancelled. What is charged again and again may become less from the next period on.</summary>
internal sealed class BilledIsFloor(Db db) : IOrderFloor
{
    public async Task<IReadOnlyDictionary<Guid, decimal>> OfAsync(Guid orderId, CancellationToken cancellation) =>
        (await db.InvoiceLines.Where(line => line.PeriodFrom == null && db.Invoices.Any(its => its.Id == line.InvoiceId && its.OrderId == orderId && its.RetiredAt == null && its.Kind != InvoiceKind.DownPayment))
            .Select(line => new { line.Key, line.Quantity }).ToListAsync(cancellation)).GroupBy(line => line.Key).ToDictionary(group => group.Key, group => group.Sum(line => line.Quantity));
}
