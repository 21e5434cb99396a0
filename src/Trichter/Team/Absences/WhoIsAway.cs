using Microsoft.EntityFrameworkCore;

namespace Trichter.Team.Absences;

internal static class WhoIsAway
{
    /// <summary>Colleagues who are away at a moment, each by the day it is in their own time zone.</summary>
    public static async Task<IReadOnlySet<Guid>> AtAsync(Db db, IReadOnlyCollection<User> users, DateTime at, CancellationToken cancellation)
    {
        var (earliest, latest) = (DateOnly.FromDateTime(at).AddDays(-1), DateOnly.FromDateTime(at).AddDays(1));
        var around = (await db.Set<Absence>().AsNoTracking().Where(its => its.ToDay >= earliest && its.FromDay <= latest).ToListAsync(cancellation)).ToLookup(its => its.UserId);
        return users.Where(user => DayOf(user, at) is var day && around[user.Id].Any(its => its.FromDay <= day && its.ToDay >= day)).Select(user => user.Id).ToHashSet();
    }

    private static DateOnly DayOf(User user, DateTime at) =>
        DateOnly.FromDateTime(TimeZoneInfo.TryFindSystemTimeZoneById(user.TimeZone, out var zone) ? TimeZoneInfo.ConvertTimeFromUtc(at, zone) : at);
}
