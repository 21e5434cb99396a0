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

        var both = await db.Stakeholders.Where(its => its.PersonId == goes.Id || its.PersonId == stays.Id).ToListAsync(cancellation);
        foreach (var its in both.Where(its => its.PersonId == goes.Id))
            if (both.Any(other => other.DealId == its.DealId && other.PersonId == stays.Id)) db.Stakeholders.Remove(its);
            else its.PersonId = stays.Id;
    }
}
