using Microsoft.EntityFrameworkCore;
using Trichter.Orders.Incoming;
using Trichter.Platform.Language;

namespace Trichter.Billing.Invoices;

/// <summary>Who was reminded of an invoice and has not paid it gets nothing more without a person having looked.</summary>
internal sealed class OverdueBlocksOrders(Db db) : IOrderBlock
{
    private const int Named = 5;

    public async Task<IReadOnlyList<Told>> OfAsync(Guid companyId, CancellationToken cancellation) =>
        [.. (await db.Invoices.AsNoTracking().Where(invoice => db.Deals.Any(deal => deal.Id == invoice.DealId && deal.CompanyId == companyId) && invoice.IssuedOn != null && db.Reminders.Any(reminder => reminder.InvoiceId == invoice.Id)
            && invoice.GrossMinor > (db.Allocations.Where(allocation => allocation.InvoiceId == invoice.Id).Sum(allocation => (long?)allocation.AmountMinor) ?? 0))
            .OrderBy(invoice => invoice.DueOn).Select(invoice => invoice.Number).Take(Named).ToListAsync(cancellation))
            .Select(number => new Told("The invoice {0} was reminded of and is not paid.", number))];
}
