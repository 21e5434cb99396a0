using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Customers.Merge;

/// <summary>Makes one company of two: the chosen values, everybody who works there, and all that later modules attach. One undo parts them again.</summary>
public sealed class MergeCompanies(Db db, Me me, Change change, TimelineWriter timeline, IEnumerable<IFollowMerge> followers)
{
    /// <param name="chosen">Field → what to keep; fields that are not named keep the value of the one that stays, where it has one.</param>
    /// <returns>False when one of the two is not there, or both are the same.</returns>
    public async Task<bool> RunAsync(
        Guid stays, Guid goes, IReadOnlyDictionary<string, Keep> chosen, CancellationToken cancellation = default)
    {
        me.Must(Right.ChangeCustomers);
        var both = await db.Companies.VisibleTo(me, db).Where(company => company.Id == stays || company.Id == goes).ToListAsync(cancellation);
        if (both.Count != 2) return false;

        var (company, other) = both[0].Id == stays ? (both[0], both[1]) : (both[1], both[0]);
        MergedFields.Take(CompanyFields.All, company, other, me.Chosen<Company>(chosen));
        foreach (var (key, value) in other.Custom) company.Custom.TryAdd(key, value);
        company.Custom = new(company.Custom);
        if (other.CustomerSince < (company.CustomerSince ?? DateOnly.MaxValue)) company.CustomerSince = other.CustomerSince;
        company.RefreshNameKey();

        await MoveEmploymentsAsync(company, other, cancellation);
        foreach (var follower in followers) await follower.CompanyAsync(company, other, cancellation);
        other.DeletedAt = change.Now;

        timeline.Record(new CompaniesMerged(company.Id, other.Id, other.Name));
        timeline.Record(new CompanyMergedAway(other.Id, company.Id, company.Name));
        timeline.Record(new CompanyChanged(company.Id));
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    private async Task MoveEmploymentsAsync(Company company, Company other, CancellationToken cancellation)
    {
        var jobs = await db.Employments.Where(job => job.CompanyId == company.Id || job.CompanyId == other.Id).ToListAsync(cancellation);
        var known = jobs.Where(job => job.CompanyId == company.Id).Select(job => job.PersonId).ToHashSet();

        foreach (var job in jobs.Where(job => job.CompanyId == other.Id))
        {
            db.Remove(job);
            if (known.Add(job.PersonId)) db.Add(new Employment { PersonId = job.PersonId, CompanyId = company.Id, Role = job.Role, Position = job.Position });
        }
    }
}

/// <summary>What a later module has attached to a company or a person, and has to bring over when two become one. Without saving.</summary>
public interface IFollowMerge
{
    Task CompanyAsync(Company stays, Company goes, CancellationToken cancellation);

    Task PersonAsync(Person stays, Person goes, CancellationToken cancellation);
}
