using Microsoft.EntityFrameworkCore;
using Trichter.Customers;
using Trichter.Ledger;
using Trichter.Timeline;

namespace Trichter.Deals;

/// <summary>Keeps the company's name on its deals as the company is called now, also after a renaming was taken back.</summary>
internal sealed class FollowCompany(Db db) : IReactTo<CompanyChanged>, IAfterUndo
{
    private const int Portion = 400;

    public Task ReactAsync(CompanyChanged happening, CancellationToken cancellation) => RunAsync([happening.CompanyId], cancellation);

    public async Task RunAsync(IReadOnlyCollection<Guid> subjects, CancellationToken cancellation)
    {
        foreach (var portion in subjects.Chunk(Portion))
        {
            var renamed = await (
                from deal in db.Deals
                join company in db.Companies on deal.CompanyId equals company.Id
                where portion.Contains(company.Id) && deal.CompanyName != company.Name
                select new { Deal = deal, company.Name }).ToListAsync(cancellation);
            foreach (var one in renamed) one.Deal.CompanyName = one.Name;
            await db.SaveChangesAsync(cancellation);
        }
    }
}
