using Microsoft.EntityFrameworkCore;
using Trichter.Timeline;

namespace Trichter.Deals.Close;

/// <summary>A company becomes a customer with the first deal it gives us.</summary>
internal sealed class FirstSaleMakesCustomer(Db db) : IReactTo<DealWon>
{
    public async Task ReactAsync(DealWon happening, CancellationToken cancellation)
    {
        var company = await db.Companies.SingleOrDefaultAsync(c => c.Id == happening.CompanyId, cancellation);
        if (company is null || company.CustomerSince <= happening.Day) return;

        company.CustomerSince = happening.Day;
        await db.SaveChangesAsync(cancellation);
    }
}
