using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Team;
using Trichter.Team.Roles;

namespace Trichter.Billing.Invoices;

/// <summary>Finds an invoice of a deal that I may see.</summary>
internal sealed class FindInvoice(Db db, Me me, FindDeal find)
{
    public async Task<OpenInvoice?> VisibleAsync(Guid id, CancellationToken cancellation = default) =>
        me.MaySee(DealFields.Value) && await db.Invoices.SingleOrDefaultAsync(invoice => invoice.Id == id, cancellation) is { } invoice && await find.VisibleAsync(invoice.DealId, cancellation) is { } deal
            ? await OpenAsync(invoice, deal, cancellation) : null;

    /// <exception cref="NotAllowedException">The role may not bill.</exception>
    public async Task<OpenInvoice?> ForBillingAsync(Guid id, CancellationToken cancellation = default)
    {
        me.Must(Right.Bill);
        return await VisibleAsync(id, cancellation);
    }

    /// <summary>Those of deals that whoever asks may see.</summary>
    public IQueryable<Invoice> Visible(IQueryable<Invoice> invoices) => me.MaySee(DealFields.Value)
        ? invoices.Where(invoice => invoice.RetiredAt == null && db.Deals.VisibleTo(me, db).Any(deal => deal.Id == invoice.DealId)) : invoices.Where(invoice => false);

    private async Task<OpenInvoice> OpenAsync(Invoice invoice, Deal deal, CancellationToken cancellation) => new(
        invoice, deal,
        await db.InvoiceLines.Where(line => line.InvoiceId == invoice.Id).OrderBy(line => line.Position).ToListAsync(cancellation),
        await db.Allocations.Where(allocation => allocation.InvoiceId == invoice.Id).SumAsync(allocation => allocation.AmountMinor, cancellation));
}

/// <summary>An invoice with all that belongs to it.</summary>
/// <param name="SettledMinor">Paid, deducted or written off so far.</param>
public sealed record OpenInvoice(Invoice Invoice, Deal Deal, List<InvoiceLine> Lines, long SettledMinor)
{
    public long OpenMinor => Invoice.GrossMinor - SettledMinor;
}
