using Microsoft.EntityFrameworkCore;
using Trichter.Market.Lists;
using Trichter.Market.Universe;

namespace Trichter.Market.Groups;

/// <summary>How far we have got in the market: of the companies of a group, how many are prospects, leads, customers (S61).</summary>
public sealed class ReadCoverage(Db db, UsableLists lists)
{
    /// <summary>Of what may be used today, in the order of the filters; counted by one statement, however many there are.</summary>
    public async Task<IReadOnlyList<Coverage>> OfAsync(IReadOnlyList<SuspectFilter> filters, CancellationToken cancellation = default)
    {
        IReadOnlyCollection<Guid> usable = [.. (await lists.AllAsync(cancellation)).Select(list => list.Id)];
        return await CountAsync([.. filters.Select(filter => filter.Apply(db.Suspects, usable, db))], cancellation);
    }

    /// <summary>Of each list, whether it may be used or not.</summary>
    public Task<IReadOnlyList<Coverage>> OfListsAsync(IReadOnlyList<Guid> of, CancellationToken cancellation = default) =>
        CountAsync([.. of.Select(list => db.Suspects.Where(its => its.ListId == list))], cancellation);

    private async Task<IReadOnlyList<Coverage>> CountAsync(IReadOnlyList<IQueryable<Suspect>> universes, CancellationToken cancellation)
    {
        if (universes.Count == 0) return [];

        var rows = universes.Select((universe, place) =>
        {
            var ours = db.Companies.Where(company => universe.Any(its => its.CompanyId == company.Id));
            return db.Workspaces.Select(_ => new
            {
                Place = place,
                Universe = universe.Count(),
                Prospects = ours.Count(),
                Leads = ours.Count(company => db.Deals.Any(deal => deal.CompanyId == company.Id)),
                Customers = ours.Count(company => company.CustomerSince != null),
            });
        }).Aggregate(Queryable.Concat);
        return [.. (await rows.ToListAsync(cancellation)).OrderBy(row => row.Place).Select(row => new Coverage(row.Universe, row.Prospects, row.Leads, row.Customers))];
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
