using Microsoft.EntityFrameworkCore;
using Trichter.Deals.HandOvers;
using Trichter.Deals.History;
using Trichter.Ledger;
using Trichter.Platform.Workspaces;
using Trichter.Process;
using Trichter.Team;

namespace Trichter.Deals;

/// <summary>Finds a deal that I may see, and its history, for the verbs that change it.</summary>
public sealed class FindDeal(Db db, Me me, Change change, ProcessCatalogue catalogue)
{
    /// <summary>A deal that waits for my acceptance is mine to look at as well, whoever owns it still.</summary>
    public async Task<Deal?> VisibleAsync(Guid id, CancellationToken cancellation = default) =>
        await OwnAsync(id, cancellation) ?? (me.Sees<Deal>() == Visibility.All ? null : await HandedToMeAsync(id, cancellation));

    /// <exception cref="NotAllowedException">The role may not change deals.</exception>
    public Task<Deal?> ForChangeAsync(Guid id, CancellationToken cancellation = default)
    {
        me.Must(Right.ChangeDeals);
        return OwnAsync(id, cancellation);
    }

    public async Task<StageHistory> HistoryOfAsync(Deal deal, CancellationToken cancellation = default)
    {
        var rows = await db.Transitions.Where(row => row.DealId == deal.Id).ToListAsync(cancellation);
        var version = await catalogue.VersionAsync(deal.VersionId, cancellation);
        return new StageHistory(deal.Id, version, rows) { Actor = me.Id, RecordedAt = change.Now };
    }

    /// <summary>Now, with its day in the workspace's time zone.</summary>
    public async Task<Moment> NowAsync(CancellationToken cancellation = default)
    {
        var zone = await db.Workspaces.Select(w => w.TimeZone).SingleAsync(cancellation);
        return Moment.Instant(change.Now, Zones.Find(zone));
    }

    private Task<Deal?> OwnAsync(Guid id, CancellationToken cancellation) =>
        db.Deals.VisibleTo(me, db).SingleOrDefaultAsync(deal => deal.Id == id, cancellation);

    private Task<Deal?> HandedToMeAsync(Guid id, CancellationToken cancellation) =>
        db.Deals.SingleOrDefaultAsync(deal => deal.Id == id && db.HandOvers.WaitingFor(me.User).Any(its => its.DealId == id), cancellation);
}
