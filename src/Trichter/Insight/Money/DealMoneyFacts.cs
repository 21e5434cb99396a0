using Microsoft.EntityFrameworkCore;
using Trichter.Billing.Invoices;
using Trichter.Billing.Payments;
using Trichter.Insight.Facts;

namespace Trichter.Insight.Money;

/// <summary>What was invoiced for deals and what of it was paid, net of value added tax. A cancellation counts below zero.</summary>
public sealed class DealMoneyFacts(Db db)
{
    public async Task<IReadOnlyList<InvoiceFact>> InvoicesAsync(ReportScope scope, CancellationToken cancellation = default)
    {
        var invoices = await db.Invoices.AsNoTracking()
            .Where(invoice => invoice.IssuedOn != null && invoice.IssuedOn <= scope.AsOf && invoice.Currency == scope.Currency && db.Deals.Any(deal => deal.Id == invoice.DealId && deal.ProcessId == scope.Process.Id))
            .Select(invoice => new { invoice.Id, invoice.DealId, invoice.Number, invoice.Kind, invoice.IssuedOn, invoice.DueOn, invoice.NetMinor, invoice.GrossMinor }).ToListAsync(cancellation);
        var settled = (await db.Allocations.AsNoTracking()
            .Where(part => part.SettledOn <= scope.AsOf && db.Deals.Any(deal => deal.Id == part.DealId && deal.ProcessId == scope.Process.Id))
            .Select(part => new { part.InvoiceId, part.Kind, part.AmountMinor, part.SettledOn }).ToListAsync(cancellation)).ToLookup(part => part.InvoiceId);

        return [.. invoices.Select(invoice => new InvoiceFact(
            invoice.DealId, invoice.Id, invoice.Number, invoice.IssuedOn!.Value, invoice.DueOn, invoice.NetMinor,
            [.. settled[invoice.Id].Where(part => part.Kind is AllocationKind.Payment or AllocationKind.Refund).Select(part => (part.SettledOn, NetOf(part.AmountMinor, invoice.NetMinor, invoice.GrossMinor)))],
            invoice.Kind is InvoiceKind.Cancellation or InvoiceKind.Credit ? 0 : invoice.GrossMinor - settled[invoice.Id].Sum(part => part.AmountMinor)))];
    }

    private static long NetOf(long paid, long net, long gross) => gross == 0 ? 0 : (long)Math.Round((decimal)paid * net / gross);
}

/// <param name="Paid">Day and net amount of each payment.</param>
/// <param name="Unpaid">Gross, as of the day of the report.</param>
public sealed record InvoiceFact(Guid DealId, Guid InvoiceId, string Number, DateOnly IssuedOn, DateOnly? DueOn, long Net, IReadOnlyList<(DateOnly Day, long Net)> Paid, long Unpaid)
{
    public long PaidNet => Paid.Sum(part => part.Net);
}
