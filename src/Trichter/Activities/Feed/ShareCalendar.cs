using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Platform.Storage;
using Trichter.Team;

namespace Trichter.Activities.Feed;

/// <summary>Makes, renews and revokes the secret address of my calendar.</summary>
public sealed class ShareCalendar(Db db, Me me, Change change)
{
    /// <summary>The one before, if there is one, opens nothing from now on.</summary>
    /// <returns>The secret; it is shown once and kept only as a hash.</returns>
    public async Task<string> RunAsync(CancellationToken cancellation = default)
    {
        me.Must(Right.SeeDeals);
        await RetireAsync(cancellation);
        var secret = LinkSecret.New();
        db.CalendarFeeds.Add(new CalendarFeed { UserId = me.User.Id, Hash = LinkSecret.HashOf(secret), CreatedAt = change.Now });
        await db.SaveChangesAsync(cancellation);
        return secret;
    }

    public async Task RevokeAsync(CancellationToken cancellation = default)
    {
        me.Must(Right.SeeDeals);
        await RetireAsync(cancellation);
        await db.SaveChangesAsync(cancellation);
    }

    private async Task RetireAsync(CancellationToken cancellation)
    {
        foreach (var feed in await db.CalendarFeeds.Where(feed => feed.UserId == me.Id && feed.RevokedAt == null).ToListAsync(cancellation)) feed.Retire(change.Now);
    }
}
