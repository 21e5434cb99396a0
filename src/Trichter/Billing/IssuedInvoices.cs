using Microsoft.EntityFrameworkCore;
using Trichter.Billing.Invoices;
using Trichter.Billing.Payments;
using Trichter.Billing.Recurring;
using Trichter.Ledger;
using Trichter.Orders;

namespace Trichter.Billing;

/// <summary>What was issued is not taken back, it is cancelled by a further document; neither is the order or the delivery that it bills, nor a letter that reminded of it.</summary>
internal sealed class IssuedInvoices(Db db) : IUndoGuard
{
    private const int Named = 20;

    public async Task<IEnumerable<Conflict>> ConflictsAsync(IReadOnlyCollection<LedgerEntry> entries, CancellationToken cancellation)
    {
        var touched = entries.ToLookup(entry => entry.Record, entry => entry.RecordId);
        var (invoices, lines) = (touched[nameof(Invoice)].ToList(), touched[nameof(InvoiceLine)].ToList());
        var created = entries.Where(entry => entry.Action == LedgerAction.Created).ToLookup(entry => entry.Record, entry => entry.RecordId);
        var (orders, deliveries) = (created[nameof(Order)].ToList(), created[nameof(Delivery)].ToList());
        var (reminders, agreed) = (created[nameof(Reminder)].ToList(), created[nameof(RecurringLine)].ToList());
        if (invoices.Count + lines.Count + orders.Count + deliveries.Count + reminders.Count + agreed.Count == 0) return [];

        return await db.Invoices.Where(invoice => (invoice.IssuedOn != null && (invoices.Contains(invoice.Id) || db.InvoiceLines.Any(line => line.InvoiceId == invoice.Id && lines.Contains(line.Id))))
                || db.BilledPeriods.Any(its => its.InvoiceId == invoice.Id && agreed.Contains(its.RecurringId))
                || db.Reminders.Any(reminder => reminder.InvoiceId == invoice.Id && reminder.LetterId != null && reminders.Contains(reminder.Id))
                || (invoice.RetiredAt == null && invoice.OrderId != null && !invoices.Contains(invoice.Id) && (orders.Contains(invoice.OrderId.Value) || db.Deliveries.Any(delivery => delivery.OrderId == invoice.OrderId && deliveries.Contains(delivery.Id)))))
            .OrderBy(invoice => invoice.Id).Take(Named).Select(invoice => new Conflict(nameof(Invoice), invoice.Id, "", invoice.IssuedBy, invoice.IssuedAt)).ToListAsync(cancellation);
    }
}
