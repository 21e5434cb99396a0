using Microsoft.EntityFrameworkCore;
using Trichter.Deals.Evidence;
using Trichter.Ledger;

namespace Trichter.Activities.Repeat;

/// <summary>When the planning of a series was taken back, the occurrences that were made of it since go too.</summary>
internal sealed class SeriesAfterUndo(Db db, DealFigures figures) : IAfterUndo
{
    public async Task RunAsync(IReadOnlyCollection<Guid> subjects, CancellationToken cancellation)
    {
        var orphans = await db.Activities.Where(its => subjects.Contains(its.DealId!.Value) && its.DoneAt == null
            && db.Series.Any(series => series.Id == its.SeriesId && (series.RetiredAt != null || series.EndsOn < its.SeriesOn))).ToListAsync(cancellation);
        var ids = orphans.Select(its => its.Id).ToList();
        db.Participants.RemoveRange(await db.Participants.Where(its => ids.Contains(its.ActivityId)).ToListAsync(cancellation));
        db.Activities.RemoveRange(orphans);
        if (orphans.Count > 0) await figures.RunAsync([.. orphans.Select(its => its.DealId).OfType<Guid>().Distinct()], cancellation);
    }
}
