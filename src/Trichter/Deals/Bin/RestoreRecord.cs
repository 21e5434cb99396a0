using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Deals.Bin;

/// <summary>Brings a deleted deal, company or person back from the recycle bin.</summary>
public sealed class RestoreRecord(Db db, Me me, TimelineWriter timeline)
{
    /// <summary>The deleted records that this person may bring back, the latest first.</summary>
    public async Task<IReadOnlyList<Deleted>> ListAsync(int skip, int take, CancellationToken cancellation = default)
    {
        var all = new List<Deleted>();
        if (me.May(Right.ChangeDeals))
            all.AddRange(await db.Deals.IgnoreQueryFilters().VisibleTo(me, db).Where(deal => deal.DeletedAt != null).OrderByDescending(deal => deal.DeletedAt)
                .Take(skip + take).Select(deal => new Deleted(nameof(Deal), deal.Id, deal.Name, deal.CompanyName, deal.DeletedAt!.Value)).ToListAsync(cancellation));
        if (me.May(Right.ChangeCustomers))
        {
            all.AddRange(await db.Companies.IgnoreQueryFilters().VisibleTo(me, db).Where(company => company.DeletedAt != null).OrderByDescending(company => company.DeletedAt)
                .Take(skip + take).Select(company => new Deleted(nameof(Customers.Company), company.Id, company.Name, "", company.DeletedAt!.Value)).ToListAsync(cancellation));
            all.AddRange(await db.People.IgnoreQueryFilters().VisibleTo(me, db).Where(person => person.DeletedAt != null).OrderByDescending(person => person.DeletedAt)
                .Take(skip + take).Select(person => new Deleted(nameof(Customers.Person), person.Id, person.FirstName + " " + person.LastName, "", person.DeletedAt!.Value)).ToListAsync(cancellation));
        }

        return [.. all.OrderByDescending(record => record.At).Skip(skip).Take(take)];
    }

    /// <returns>False when no such record is in the bin, or it is not theirs to bring back.</returns>
    public async Task<bool> RunAsync(string kind, Guid id, CancellationToken cancellation = default)
    {
        IDeletable? record = kind switch
        {
            nameof(Deal) when me.May(Right.ChangeDeals) => await db.Deals.IgnoreQueryFilters().VisibleTo(me, db).SingleOrDefaultAsync(deal => deal.Id == id, cancellation),
            nameof(Customers.Company) when me.May(Right.ChangeCustomers) => await db.Companies.IgnoreQueryFilters().VisibleTo(me, db).SingleOrDefaultAsync(company => company.Id == id, cancellation),
            nameof(Customers.Person) when me.May(Right.ChangeCustomers) => await db.People.IgnoreQueryFilters().VisibleTo(me, db).SingleOrDefaultAsync(person => person.Id == id, cancellation),
            _ => null,
        };
        if (record?.DeletedAt is null) return false;

        db.Entry(record).Property(nameof(IDeletable.DeletedAt)).CurrentValue = null;
        timeline.Record(new RecordRestored(id));
        await db.SaveChangesAsync(cancellation);
        return true;
    }
}

/// <param name="Kind">"Deal", "Company" or "Person".</param>
public sealed record Deleted(string Kind, Guid Id, string Name, string Detail, DateTime At);

public sealed record RecordRestored(Guid RecordId) : Happening(RecordId)
{
    public override Told Told => new("brought it back from the recycle bin");

    public override string Icon => "arrow-back-up";
}
