using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Team.Account;
using Trichter.Timeline;

namespace Trichter.Team.Sessions;

/// <summary>Ends a session of one's own.</summary>
public sealed class EndSessions(Db db, Me me, Change change, TimelineWriter timeline)
{
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
}
