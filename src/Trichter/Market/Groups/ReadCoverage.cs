using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Market.Universe;

namespace Trichter.Market.Groups;

/// <summary>How far we have got in the market: of the companies of a group, how many are prospects, leads, customers (S61).</summary>
public sealed class ReadCoverage(Db db, Change change)
{
    public async Task<IReadOnlyList<Guid>> UsableAsync(CancellationToken cancellation = default)
    {
        var today = DateOnly.FromDateTime(change.Now);
        return [.. (await db.SuspectLists.AsNoTracking().Where(its => its.RetiredAt == null).ToListAsync(cancellation)).Where(list => list.IsUsable(today)).Select(list => list.Id)];
    }

    /// <summary>One row of numbers for each filter, counted in the database.</summary>
    public async Task<Coverage> OfAsync(SuspectFilter filter, IReadOnlyCollection<Guid> usable, CancellationToken cancellation = default)
    {
        var universe = filter.Apply(db.Suspects, usable, db);
        var taken = from suspect in universe where suspect.CompanyId != null join company in db.Companies on suspect.CompanyId equals company.Id select company;
        return new(
            await universe.CountAsync(cancellation),
            await taken.Select(company => company.Id).Distinct().CountAsync(cancellation),
            await taken.Where(company => db.Deals.Any(deal => deal.CompanyId == company.Id)).Select(company => company.Id).Distinct().CountAsync(cancellation),
            await taken.Where(company => company.CustomerSince != null).Select(company => company.Id).Distinct().CountAsync(cancellation));
    }
}

/// <param name="Universe">Companies that fit and may be used.</param>
/// <param name="Prospects">Of them companies of ours.</param>
/// <param name="Leads">Of them with a deal, open or closed.</param>
/// <param name="Customers">Of them that bought.</param>
public sealed record Coverage(int Universe, int Prospects, int Leads, int Customers)
{
    /// <summary>Of the whole; null without companies.</summary>
    public double? Share(int part) => Universe == 0 ? null : (double)part / Universe;
}
