using Microsoft.EntityFrameworkCore;
using Trichter.Offers.Amounts;

namespace Trichter.Billing.Invoices.Credit;

/// <summary>What of an invoice can still be credited: what was invoiced less what corrections, drafts too, took off already (O76).</summary>
/// <param name="FreightMinor">Of the freight.</param>
internal sealed record CreditLeft(IReadOnlyList<LineLeft> Lines, long FreightMinor)
{
    public bool IsNothing => FreightMinor <= 0 && Lines.All(line => line.AmountMinor <= 0);

    public static async Task<CreditLeft> OfAsync(Db db, OpenInvoice open, CancellationToken cancellation = default)
    {
        var ids = open.Lines.ConvertAll(line => (Guid?)line.Id);
        var taken = (await db.InvoiceLines.AsNoTracking().Where(line => ids.Contains(line.CreditedLineId) && db.Invoices.Any(its => its.Id == line.InvoiceId && its.RetiredAt == null)).ToListAsync(cancellation)).ToLookup(line => line.CreditedLineId);
        var freight = await db.Invoices.Where(its => its.PrecedingId == open.Invoice.Id && its.Kind == InvoiceKind.Credit && its.RetiredAt == null).SumAsync(its => its.FreightMinor, cancellation);
        return new([.. open.Lines.Where(line => line.Quantity > 0 && line.DownPaymentId is null).Select(line => new LineLeft(line,
            line.Quantity + taken[line.Id].Where(its => its.Key == line.Key).Sum(its => its.Quantity),
            LineAmounts.Of(line.Priced).Net + taken[line.Id].Sum(its => LineAmounts.Of(its.Priced).Net)))], open.Invoice.FreightMinor + freight);
    }
}

/// <param name="AmountMinor">Before a discount on the whole; with the tax where the prices contain it.</param>
internal sealed record LineLeft(InvoiceLine Line, decimal Quantity, long AmountMinor);
