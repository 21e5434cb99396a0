using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Calendar;
using Trichter.Platform.Workspaces;

namespace Trichter.Team.Roles;

/// <summary>Which records of a past day somebody may see: the same rule as for the present, by who owned them then.</summary>
public sealed class PastSight(Db db, Me me)
{
    /// <summary>The end of that day in the workspace's time zone, as UTC.</summary>
    public async Task<DateTime> EndOfAsync(DateOnly day, CancellationToken cancellation = default)
    {
        var zone = Zones.Find(await db.Workspaces.Select(workspace => workspace.TimeZone).SingleAsync(cancellation));
        return LocalTime.ToUtc(day.AddDays(1), 0, zone);
    }

    public async Task<Func<T, bool>> OfAsync<T>(CancellationToken cancellation = default) where T : class, IOwned
    {
        var sees = me.Sees<T>();
        if (sees == Visibility.All) return _ => true;

        HashSet<Guid> team = sees == Visibility.Team && me.TeamId is { } id
            ? [.. await db.Users.Where(user => user.TeamId == id).Select(user => user.Id).ToListAsync(cancellation)]
            : [];
        return record => record.OwnerId is not { } owner || owner == me.Id || team.Contains(owner);
    }
}
