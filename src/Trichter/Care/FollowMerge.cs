using Microsoft.EntityFrameworkCore;
using Trichter.Customers;
using Trichter.Customers.Merge;

namespace Trichter.Care;

/// <summary>What stands at a company goes over to the company that stays.</summary>
internal sealed class FollowMerge(Db db) : IFollowMerge
{
    public async Task CompanyAsync(Company stays, Company goes, CancellationToken cancellation)
    {
        foreach (var item in await db.InstalledItems.Where(item => item.CompanyId == goes.Id).ToListAsync(cancellation))
            item.CompanyId = stays.Id;
    }

    public Task PersonAsync(Person stays, Person goes, CancellationToken cancellation) => Task.CompletedTask;
}
