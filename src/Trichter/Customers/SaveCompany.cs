using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Platform.Fields;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Team.CustomFields;
using Trichter.Timeline;

namespace Trichter.Customers;

/// <summary>Enters a company or changes one. Two people may change different fields at once; the same field is asked about.</summary>
public sealed class SaveCompany(Db db, Me me, Change change, TimelineWriter timeline, FindDuplicates duplicates, OwnFields own)
{
    /// <param name="ownerId">Who answers for it; null for me.</param>
    public async Task<SaveResult<Company>> CreateAsync(
        IReadOnlyDictionary<string, string> typed, bool evenIfDuplicate, Guid? ownerId = null, CancellationToken cancellation = default)
    {
        me.Must(Right.ChangeCustomers);
        var company = new Company { Name = "", OwnerId = ownerId ?? me.Id, CreatedAt = change.Now };
        var merged = FieldMerge.Apply(company, await own.AllAsync(CompanyFields.All, [company], typed, cancellation), new Dictionary<string, string>(), typed);
        var faults = new Dictionary<string, Told>(merged.Faults);
        if (company.Name.Length == 0) faults.TryAdd("name", new Told("A name is needed."));
        if (faults.Count > 0) return new SaveResult<Company>.Faulty(new MergeResult(faults, merged.Conflicts));

        if (!evenIfDuplicate && await duplicates.OfAsync(company, cancellation) is { Any: true, Seen: var similar })
            return new SaveResult<Company>.Similar(similar);

        company.RefreshNameKey();
        db.Companies.Add(company);
        timeline.Record(new CompanyEntered(company.Id, company.Name));
        await db.SaveChangesAsync(cancellation);
        return new SaveResult<Company>.Saved(company);
    }

    public async Task<SaveResult<Company>> ChangeAsync(
        Guid id, IReadOnlyDictionary<string, string> original, IReadOnlyDictionary<string, string> typed, Guid? ownerId, CancellationToken cancellation = default)
    {
        me.Must(Right.ChangeCustomers);
        var company = await db.Companies.VisibleTo(me, db).SingleOrDefaultAsync(c => c.Id == id, cancellation);
        if (company is null) return new SaveResult<Company>.NotFound();

        var merged = FieldMerge.Apply(company, await own.AllAsync(CompanyFields.All, [company], typed, cancellation), original, typed);
        if (!merged.IsClean) return new SaveResult<Company>.Faulty(merged);

        company.OwnerId = ownerId;
        company.RefreshNameKey();
        if (db.Entry(company).State == EntityState.Modified) timeline.Record(new CompanyChanged(company.Id));
        await db.SaveChangesAsync(cancellation);
        return new SaveResult<Company>.Saved(company);
    }

    public async Task<bool> DeleteAsync(Guid id, CancellationToken cancellation = default)
    {
        me.Must(Right.ChangeCustomers);
        var company = await db.Companies.VisibleTo(me, db).SingleOrDefaultAsync(c => c.Id == id, cancellation);
        if (company is null) return false;

        company.DeletedAt = change.Now;
        timeline.Record(new CompanyDeleted(company.Id, company.Name));
        await db.SaveChangesAsync(cancellation);
        return true;
    }
}

/// <summary>How saving a form ended.</summary>
public abstract record SaveResult<T>
{
    public sealed record Saved(T Record) : SaveResult<T>;

    public sealed record Faulty(MergeResult Merge) : SaveResult<T>;

    /// <summary>Records that may be the same one, those that I may see; saving again with "even if" goes through.</summary>
    public sealed record Similar(IReadOnlyList<T> Records) : SaveResult<T>;

    public sealed record NotFound : SaveResult<T>;
}
