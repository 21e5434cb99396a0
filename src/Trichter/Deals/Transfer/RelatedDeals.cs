using Microsoft.EntityFrameworkCore;
using Trichter.Deals.History;
using Trichter.Process;
using Trichter.Team;

namespace Trichter.Deals.Transfer;

/// <summary>The deals of other processes that a deal came from and went on as, with their histories; only those this person may see.</summary>
internal sealed class RelatedDeals(Db db, Me me)
{
    private const int Most = 20;

    public async Task<IReadOnlyList<RelatedDeal>> OfAsync(Deal deal, CancellationToken cancellation = default)
    {
        var found = new List<(Deal Deal, bool IsBefore)>();
        for (var from = deal.TransferredFromId; from is { } id && found.Count < Most;)
        {
            if (await db.Deals.VisibleTo(me, db).AsNoTracking().SingleOrDefaultAsync(its => its.Id == id, cancellation) is not { } before) break;
            found.Insert(0, (before, true));
            from = before.TransferredFromId;
        }

        for (var latest = new List<Guid> { deal.Id }; latest.Count > 0 && found.Count < Most;)
        {
            var after = await db.Deals.VisibleTo(me, db).AsNoTracking()
                .Where(its => its.TransferredFromId != null && latest.Contains(its.TransferredFromId.Value)).OrderBy(its => its.Id).Take(Most).ToListAsync(cancellation);
            found.AddRange(after.Select(its => (its, false)));
            latest = [.. after.Select(its => its.Id)];
        }

        return await WithHistoryAsync(found, cancellation);
    }

    private async Task<IReadOnlyList<RelatedDeal>> WithHistoryAsync(List<(Deal Deal, bool IsBefore)> found, CancellationToken cancellation)
    {
        if (found.Count == 0) return [];

        var (ids, processes, of) = (found.ConvertAll(its => its.Deal.Id), found.ConvertAll(its => its.Deal.ProcessId), found.ConvertAll(its => its.Deal.VersionId));
        var versions = await db.ProcessVersions.AsNoTracking().Where(version => of.Contains(version.Id)).ToDictionaryAsync(version => version.Id, cancellation);
        var names = await db.Processes.AsNoTracking().Where(process => processes.Contains(process.Id)).ToDictionaryAsync(process => process.Id, cancellation);
        var rows = (await db.Transitions.AsNoTracking().Where(row => ids.Contains(row.DealId)).OrderBy(row => row.Seq).ToListAsync(cancellation)).ToLookup(row => row.DealId);

        return [.. found.Select(one => new RelatedDeal(one.Deal, one.IsBefore, names[one.Deal.ProcessId], versions[one.Deal.VersionId], [.. rows[one.Deal.Id]]))];
    }
}

/// <param name="IsBefore">It was before the deal that was asked about; else it came after.</param>
internal sealed record RelatedDeal(Deal Deal, bool IsBefore, SalesProcess Process, ProcessVersion Version, IReadOnlyList<StageTransition> Visits);
