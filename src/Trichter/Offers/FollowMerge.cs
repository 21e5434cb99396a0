using Microsoft.EntityFrameworkCore;
using Trichter.Customers;
using Trichter.Customers.Merge;

namespace Trichter.Offers;

/// <summary>Proofs and price lists go over to the company that stays.</summary>
internal sealed class FollowMerge(Db db) : IFollowMerge
{
    public async Task CompanyAsync(Company stays, Company goes, CancellationToken cancellation)
    {
        foreach (var proof in await db.ProofPoints.Where(proof => proof.CompanyId == goes.Id).ToListAsync(cancellation))
            proof.CompanyId = stays.Id;
        foreach (var list in await db.PriceLists.Where(list => list.CompanyId == goes.Id).ToListAsync(cancellation))
            list.CompanyId = stays.Id;
    }

    public Task PersonAsync(Person stays, Person goes, CancellationToken cancellation) => Task.CompletedTask;
}
