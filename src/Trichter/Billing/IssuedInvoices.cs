using Microsoft.EntityFrameworkCore;
using Trichter.Billing.Invoices;
using Trichter.Ledger;
using Trichter.Orders;

namespace Trichter.Billing;

/// <summary>What was issued is not taken back, it is cancelled by a further document; nor is the order or the delivery that it bills.</summary>
internal sealed class IssuedInvoices(Db db) : IUndoGuard
{
    private const int Named = 20;

    public async Task<IEnumerable<Conflict>> ConflictsAsync(IReadOnlyCollection<LedgerEntry> entries, CancellationToken cancellation)
    {
        var touched = entries.ToLookup(entry => entry.Record, entry => entry.RecordId);
        var (invoices, lines) = (touched[nameof(Invoice)].ToList(), touched[nameof(InvoiceLine)].ToList());
        var created = entries.Where(entry => entry.Action == LedgerAction.Created).ToLookup(entry => entry.Record, entry => entry.RecordId);
        var (orders, deliveries) = (created[nameof(Order)].ToList(), created[nameof(Delivery)].ToList());
        if (invoices.Count + lines.Count + orders.Count + deliveries.Count == 0) return [];

        return await db.Invoices.Where(invoice => (invoice.IssuedOn != null && (invoices.Contains(invoice.Id) || db.InvoiceLines.Any(line => line.InvoiceId == invoice.Id && lines.Contains(line.Id))))
                || (invoice.RetiredAt == null && invoice.OrderId != null && !invoices.Contains(invoice.Id) && (orders.Contains(invoice.OrderId.Value) || db.Deliveries.Any(delivery => delivery.OrderId == invoice.OrderId && deliveries.Contains(delivery.Id)))))
            .OrderBy(invoice => invoice.Id).Take(Named).Select(invoice => new Conflict(nameof(Invoice), invoice.Id, "", invoice.IssuedBy, invoice.IssuedAt)).ToListAsync(cancellation);
    }
}
