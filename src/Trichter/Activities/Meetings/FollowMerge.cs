using Microsoft.EntityFrameworkCore;
using Trichter.Customers;
using Trichter.Customers.Merge;

namespace Trichter.Activities.Meetings;

/// <summary>Whoever was called or was to take part in a meeting still is, as the person that stays.</summary>
internal sealed class FollowMerge(Db db) : IFollowMerge
{
    public Task CompanyAsync(Company stays, Company goes, CancellationToken cancellation) => Task.CompletedTask;

    public async Task PersonAsync(Person stays, Person goes, CancellationToken cancellation)
    {
        foreach (var call in await db.Activities.Where(its => its.PersonId == goes.Id).ToListAsync(cancellation)) call.PersonId = stays.Id;
        var both = await db.Participants.Where(its => its.PersonId == goes.Id || its.PersonId == stays.Id).ToListAsync(cancellation);
        foreach (var its in both.Where(its => its.PersonId == goes.Id))
            if (both.Exists(other => other.ActivityId == its.ActivityId && other.PersonId == stays.Id)) db.Participants.Remove(its);
            else its.PersonId = stays.Id;
    }
}
