using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Customers.Merge;

/// <summary>Makes one person of two: the chosen values, for whom they work, and all that later modules attach. One undo parts them again.</summary>
public sealed class MergePeople(Db db, Me me, Change change, TimelineWriter timeline, IEnumerable<IFollowMerge> followers)
{
    /// <param name="chosen">Field → what to keep; fields that are not named keep the value of the one that stays, where it has one.</param>
    /// <returns>False when one of the two is not there, or both are the same.</returns>
    public async Task<bool> RunAsync(
        Guid stays, Guid goes, IReadOnlyDictionary<string, Keep> chosen, CancellationToken cancellation = default)
    {
        me.Must(Right.ChangeCustomers);
        var both = await db.People.VisibleTo(me, db).Include("employments").Where(person => person.Id == stays || person.Id == goes).ToListAsync(cancellation);
        if (both.Count != 2) return false;

        var (person, other) = both[0].Id == stays ? (both[0], both[1]) : (both[1], both[0]);
        MergedFields.Take(PersonFields.All, person, other, me.Chosen<Person>(chosen));
        foreach (var (key, value) in other.Custom) person.Custom.TryAdd(key, value);
        person.Custom = new(person.Custom);
        person.OwnerId ??= other.OwnerId;
        person.RefreshKeys();

        foreach (var job in other.Employments.ToList())
        {
            if (person.Employments.All(known => known.CompanyId != job.CompanyId)) person.WorksAt(job.CompanyId, job.Role);
            other.NoLongerWorksAt(job.CompanyId);
        }

        foreach (var follower in followers) await follower.PersonAsync(person, other, cancellation);
        other.DeletedAt = change.Now;

        timeline.Record(new PeopleMerged(person.Id, other.Id, other.Name));
        timeline.Record(new PersonMergedAway(other.Id, person.Id, person.Name));
        await db.SaveChangesAsync(cancellation);
        return true;
    }
}
