using Microsoft.EntityFrameworkCore;
using Trichter.Billing.Invoices;
using Trichter.Customers;
using Trichter.Customers.Merge;

namespace Trichter.Billing;

/// <summary>Drafts go over to the company that stays. What was issued stays as it is (O75) and is found by its deal, as are its payments.</summary>
internal sealed class FollowMerge(Db db) : IFollowMerge
{
    public async Task CompanyAsync(Company stays, Company goes, CancellationToken cancellation)
    {
        foreach (var draft in await db.Invoices.Where(invoice => invoice.CompanyId == goes.Id && invoice.IssuedOn == null).ToListAsync(cancellation))
            db.Entry(draft).Property(nameof(Invoice.CompanyId)).CurrentValue = stays.Id;
    }

    public Task PersonAsync(Person stays, Person goes, CancellationToken cancellation) => Task.CompletedTask;
}
