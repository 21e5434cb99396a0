using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Platform.Fields;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Team.CustomFields;
using Trichter.Timeline;

namespace Trichter.Customers;

/// <summary>Enters a person or changes one, and keeps for whom they work.</summary>
public sealed class SavePerson(Db db, Me me, Change change, TimelineWriter timeline, FindDuplicates duplicates, OwnFields own)
{
    /// <param name="ownerId">Who answers for them; null for me.</param>
    public async Task<SaveResult<Person>> CreateAsync(
        IReadOnlyDictionary<string, string> typed, Guid? companyId, string role, bool evenIfDuplicate, Guid? ownerId = null, CancellationToken cancellation = default)
    {
        me.Must(Right.ChangeCustomers);
        var person = new Person { LastName = "", OwnerId = ownerId ?? me.Id, CreatedAt = change.Now };
        var merged = FieldMerge.Apply(person, await own.AllAsync(PersonFields.All, [person], typed, cancellation), new Dictionary<string, string>(), typed);
        var faults = new Dictionary<string, Told>(merged.Faults);
        if (person.LastName.Length == 0) faults.TryAdd("last_name", new Told("A name is needed."));
        if (faults.Count > 0) return new SaveResult<Person>.Faulty(new MergeResult(faults, merged.Conflicts));

        if (!evenIfDuplicate && await duplicates.OfAsync(person, cancellation) is { Any: true, Seen: var similar })
            return new SaveResult<Person>.Similar(similar);

        person.RefreshKeys();
        if (companyId is { } company) person.WorksAt(company, role);
        db.People.Add(person);
        timeline.Record(new PersonEntered(person.Id, person.Name));
        await db.SaveChangesAsync(cancellation);
        return new SaveResult<Person>.Saved(person);
    }

    public async Task<SaveResult<Person>> ChangeAsync(
        Guid id, IReadOnlyDictionary<string, string> original, IReadOnlyDictionary<string, string> typed, Guid? ownerId, CancellationToken cancellation = default)
    {
        me.Must(Right.ChangeCustomers);
        var person = await db.People.VisibleTo(me, db).SingleOrDefaultAsync(p => p.Id == id, cancellation);
        if (person is null) return new SaveResult<Person>.NotFound();

        var merged = FieldMerge.Apply(person, await own.AllAsync(PersonFields.All, [person], typed, cancellation), original, typed);
        if (!merged.IsClean) return new SaveResult<Person>.Faulty(merged);

        person.OwnerId = ownerId;
        person.RefreshKeys();
        if (db.Entry(person).State == EntityState.Modified) timeline.Record(new PersonChanged(person.Id));
        await db.SaveChangesAsync(cancellation);
        return new SaveResult<Person>.Saved(person);
    }

    /// <returns>False when the person or the company is not there.</returns>
    public async Task<bool> EmployAsync(Guid id, Guid companyId, string role, bool ends, CancellationToken cancellation = default)
    {
        me.Must(Right.ChangeCustomers);
        var person = await db.People.VisibleTo(me, db).Include("employments").SingleOrDefaultAsync(p => p.Id == id, cancellation);
        var company = await db.Companies.VisibleTo(me, db).SingleOrDefaultAsync(c => c.Id == companyId, cancellation);
        if (person is null || company is null) return false;

        if (ends) person.NoLongerWorksAt(companyId);
        else person.WorksAt(companyId, role.Trim()[..Math.Min(role.Trim().Length, 120)]);
        timeline.Record(new EmploymentChanged(person.Id, company.Name, ends));
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    public async Task<bool> DeleteAsync(Guid id, CancellationToken cancellation = default)
    {
        me.Must(Right.ChangeCustomers);
        var person = await db.People.VisibleTo(me, db).SingleOrDefaultAsync(p => p.Id == id, cancellation);
        if (person is null) return false;

        person.DeletedAt = change.Now;
        timeline.Record(new PersonDeleted(person.Id, person.Name));
        await db.SaveChangesAsync(cancellation);
        return true;
    }
}
