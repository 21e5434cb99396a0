using Microsoft.EntityFrameworkCore;
using Trichter.Team;
using Trichter.Team.Coaching;

namespace Trichter.Insight.Coaching;

/// <summary>Whom one talks with, and when one did last.</summary>
internal static class Sellers
{
    /// <summary>Everybody who works on deals and may still sign in, or is shown in the sample.</summary>
    public static async Task<List<User>> Async(Db db, CancellationToken cancellation = default) =>
        [.. (await db.Users.AsNoTracking().Where(user => user.DisabledAt == null).OrderBy(user => user.Name).ToListAsync(cancellation)).Where(user => user.May(Right.ChangeDeals))];

    /// <summary>Seller → the last talk that this person had with them, or had as the seller.</summary>
    public static Task<Dictionary<Guid, DateTime>> LastTalksAsync(Db db, Me me, CancellationToken cancellation = default) =>
        db.CoachingNotes.ReadableBy(me).Where(note => note.IsTalk).GroupBy(note => note.SellerId)
            .Select(same => new { same.Key, Last = same.Max(note => note.NotedAt) }).ToDictionaryAsync(one => one.Key, one => one.Last, cancellation);
}
