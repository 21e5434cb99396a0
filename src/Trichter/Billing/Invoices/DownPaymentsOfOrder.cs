using Microsoft.EntityFrameworkCore;
using Trichter.Orders.Intake;

namespace Trichter.Billing.Invoices;

/// <summary>Names to who cancels an order the down payments that are billed and not taken off an invoice: they are to be paid back or set off.</summary>
internal sealed class DownPaymentsOfOrder(Db db) : IKnowDownPayments
{
    public async Task<IReadOnlyList<DownPaymentLeft>> LeftAsync(Guid orderId, CancellationToken cancellation)
    {
        var left = await db.Invoices.AsNoTracking()
            .Where(its => its.OrderId == orderId && its.Kind == InvoiceKind.DownPayment && its.IssuedOn != null && !db.Invoices.Any(other => other.PrecedingId == its.Id && other.IssuedOn != null))
            .OrderBy(its => its.Id)
            .Select(its => new { its.Id, its.Number, its.GrossMinor, its.Currency, Paid = db.Allocations.Where(allocation => allocation.InvoiceId == its.Id).Sum(allocation => (long?)allocation.AmountMinor) ?? 0 })
            .ToListAsync(cancellation);
        var ids = left.ConvertAll(its => (Guid?)its.Id);
        var deducted = await db.InvoiceLines.Where(line => ids.Contains(line.DownPaymentId) && db.Invoices.Any(its => its.Id == line.InvoiceId && its.IssuedOn != null)).Select(line => new { line.DownPaymentId, line.Quantity }).ToListAsync(cancellation);
        return [.. left.Where(its => deducted.Where(line => line.DownPaymentId == its.Id).Sum(line => line.Quantity) >= 0).Select(its => new DownPaymentLeft(its.Id, its.Number, its.GrossMinor, its.Paid, its.Currency))];
    }
}
