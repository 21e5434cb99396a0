using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Market.Lists;

/// <summary>Deletes what may not be kept any longer: rows of lists that ended or were taken out, and of imports that were taken back (R83).</summary>
public sealed class ForgetSuspects(Db db, Me me, Change change, TimelineWriter timeline)
{
    private const int Portion = 5_000;

    /// <returns>How many rows went.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation = default)
    {
        me.ActAsProgram();
        var today = DateOnly.FromDateTime(change.Now);
        var lists = await db.SuspectLists.ToListAsync(cancellation);
        foreach (var list in lists.Where(its => its.RetiredAt is null && its.LastDay < today))
        {
            list.Retire(change.Now);
            timeline.Record(new ListRetired(list.Id, list.Name));
        }

        await db.SaveChangesAsync(cancellation);
        var kept = lists.Where(its => its.RetiredAt is null).Select(its => its.Id).ToList();
        var gone = 0;
        while (true)
        {
            var ids = await db.Suspects.Where(its => !kept.Contains(its.ListId)).OrderBy(its => its.Id).Select(its => its.Id).Take(Portion).ToListAsync(cancellation);
            if (ids.Count == 0) return gone;
            gone += await db.Suspects.Where(its => ids.Contains(its.Id)).ExecuteDeleteAsync(cancellation);
        }
    }
}
