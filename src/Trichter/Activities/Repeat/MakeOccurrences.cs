using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Deals.Evidence;
using Trichter.Ledger;
using Trichter.Team;

namespace Trichter.Activities.Repeat;

/// <summary>Makes the occurrences of series that have come near enough. A deal that is closed gets none until it is open again.</summary>
public sealed class MakeOccurrences(Db db, Me me, Change change, DealFigures figures)
{
    private const int Portion = 200;

    public async Task RunAsync(CancellationToken cancellation = default)
    {
        var until = DateOnly.FromDateTime(change.Now).AddDays(Series.Horizon);
        var due = await (from series in db.Series
                         where series.RetiredAt == null && series.MadeUntil < until && (series.EndsOn == null || series.EndsOn > series.MadeUntil)
                         join deal in db.Deals on series.DealId equals deal.Id
                         where deal.Outcome == Outcome.Open
                         orderby series.MadeUntil, series.Id
                         select new { series, deal }).Take(Portion).ToListAsync(cancellation);
        if (due.Count == 0) return;

        me.ActAsProgram();
        foreach (var made in due.SelectMany(its => its.series.MakeUntil(until, change.Now)))
        {
            db.Activities.Add(made.Activity);
            db.Participants.AddRange(made.With);
        }

        await figures.RefreshAsync([.. due.Select(its => its.deal).Distinct()], cancellation);
        await db.SaveChangesAsync(cancellation);
    }
}
