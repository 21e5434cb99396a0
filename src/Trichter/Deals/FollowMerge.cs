using Microsoft.EntityFrameworkCore;
using Trichter.Customers;
using Trichter.Customers.Merge;

namespace Trichter.Deals;

/// <summary>Deals go over to the company, or the person, that stays.</summary>
internal sealed class FollowMerge(Db db) : IFollowMerge
{
    public async Task CompanyAsync(Company stays, Company goes, CancellationToken cancellation)
    {
        foreach (var deal in await db.Deals.IgnoreQueryFilters().Where(deal => deal.CompanyId == goes.Id).ToListAsync(cancellation))
            (deal.CompanyId, deal.CompanyName) = (stays.Id, stays.Name);
    }

    public async Task PersonAsync(Person stays, Person goes, CancellationToken cancellation)
    {
        foreach (var deal in await db.Deals.IgnoreQueryFilters().Where(deal => deal.ContactId == goes.Id).ToListAsync(cancellation))
            deal.ContactId = stays.Id;
    }
}
