using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Team.Roles;

namespace Trichter.Deals.Find;

/// <summary>Finds documents of one kind by their number; a module registers one for each kind that it numbers. Whose role may not see what deals are worth, finds none.</summary>
public abstract class FindByNumber(Db db, Me me)
{
    /// <summary>Its place among the other kinds.</summary>
    public abstract int Order { get; }

    /// <summary>What several of them are called.</summary>
    public abstract Told Kind { get; }

    public abstract string Icon { get; }

    /// <summary>The address of one, up to its id.</summary>
    protected abstract string Root { get; }

    protected abstract IQueryable<Numbered> All(Db db);

    /// <summary>Those of deals that whoever asks may see, by number.</summary>
    public async Task<IReadOnlyList<FoundDocument>> FindAsync(DocumentNumber number, int most, CancellationToken cancellation = default)
    {
        if (!me.May(Right.SeeDeals) || !me.MaySee(DealFields.Value)) return [];
        var found = await (from its in number.Among(All(db)) join deal in db.Deals.VisibleTo(me, db) on its.DealId equals deal.Id orderby its.Number, its.Id select new { its.Id, its.Number, deal.CompanyName, deal.Name })
            .Take(most).ToListAsync(cancellation);
        return [.. found.Select(its => new FoundDocument(its.Number, its.CompanyName.Length > 0 ? $"{its.CompanyName} · {its.Name}" : its.Name, Root + its.Id))];
    }
}

/// <param name="About">Company and deal.</param>
public sealed record FoundDocument(string Number, string About, string Address);
