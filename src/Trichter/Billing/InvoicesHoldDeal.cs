using Microsoft.EntityFrameworkCore;
using Trichter.Deals.Merge;
using Trichter.Platform.Language;

namespace Trichter.Billing;

/// <summary>An invoice stays where it was written.</summary>
internal sealed class InvoicesHoldDeal(Db db) : IHoldDeal
{
    public async Task<Told?> WhyAsync(Guid dealId, CancellationToken cancellation)
    {
        return await db.Invoices.AnyAsync(invoice => invoice.DealId == dealId, cancellation) ? new Told("It has an invoice: let this one stay.") : null;
    }
}
