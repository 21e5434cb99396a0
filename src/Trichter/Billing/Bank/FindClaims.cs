using Microsoft.EntityFrameworkCore;
using Trichter.Billing.Invoices;
using Trichter.Billing.Payments;

namespace Trichter.Billing.Bank;

/// <summary>The open invoices that I may see, as claims that a credit may settle.</summary>
internal sealed class FindClaims(Db db, FindInvoice find)
{
    private const int Most = 20_000;

    /// <param name="search">A part of the number or of the buyer's name; null for all.</param>
    public async Task<IReadOnlyList<OpenInvoiceRow>> OpenAsync(string? search = null, int most = Most, CancellationToken cancellation = default)
    {
        var invoices = find.Visible(db.Invoices.AsNoTracking()).Where(invoice => invoice.IssuedOn != null && invoice.Kind != InvoiceKind.Cancellation);
        if (search?.Trim().ToLowerInvariant() is { Length: > 0 } words)
#pragma warning disable CA1304, CA1311, CA1862 // put into SQL
            invoices = invoices.Where(invoice => invoice.Number.ToLower().Contains(words) || invoice.BuyerName.ToLower().Contains(words));
#pragma warning restore CA1304, CA1311, CA1862
        return await invoices.Select(invoice => new OpenInvoiceRow { Invoice = invoice, OpenMinor = invoice.GrossMinor - db.Allocations.Where(its => its.InvoiceId == invoice.Id).Sum(its => its.AmountMinor) })
            .Where(row => row.OpenMinor > 0).OrderBy(row => row.Invoice.DueOn).ThenBy(row => row.Invoice.Id).Take(most).ToListAsync(cancellation);
    }
}

internal sealed class OpenInvoiceRow
{
    public required Invoice Invoice { get; init; }
    public required long OpenMinor { get; init; }

    public OpenClaim On(DateOnly day) => new(Invoice.Id, Invoice.Number, Invoice.BuyerName, Invoice.Currency, OpenMinor, Skonto.Of(Invoice, day) is { } early && early < OpenMinor ? early : 0);
}
