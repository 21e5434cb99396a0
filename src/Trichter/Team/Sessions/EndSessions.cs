using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Team.Account;
using Trichter.Timeline;

namespace Trichter.Team.Sessions;

/// <summary>Ends a session of one's own, and forgets those that ended long ago.</summary>
public sealed class EndSessions(Db db, Me me, Change change, TimelineWriter timeline)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(90);

    /// <returns>False when there is no such open session of this person.</returns>
    public async Task<bool> RunAsync(Guid id, CancellationToken cancellation = default)
    {
        var session = await db.Sessions.SingleOrDefaultAsync(its => its.Id == id && its.UserId == me.Id && its.EndedAt == null, cancellation);
        if (session is null) return false;

        session.EndedAt = change.Now;
        timeline.Record(new SessionsEnded(session.UserId));
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    public Task ForgetOldAsync(CancellationToken cancellation = default)
    {
        var before = change.Now - KeptFor;
        return db.Sessions.Where(session => session.SeenAt < before).ExecuteDeleteAsync(cancellation);
    }
}
