using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;

namespace Trichter.Deals.Evidence;

/// <summary>
/// Keeps what boards and lists show of each deal without asking further: obstacles, next step, evidenced stage.
/// Verbs refresh the deals they touch; an hourly run catches what only time changes.
/// </summary>
public sealed class DealFigures(Db db, Judge judge, IEnumerable<IDealFigure> figures) : IAfterUndo
{
    private const int Portion = 500;

    public async Task RefreshAsync(IReadOnlyCollection<Deal> deals, CancellationToken cancellation = default)
    {
        if (deals.Count == 0) return;

        foreach (var figure in figures)
            await figure.RefreshAsync(deals, cancellation);

        var evidence = await judge.EvidenceOfAsync(deals, cancellation);
        foreach (var deal in deals)
        {
            var its = evidence[deal.Id];
            deal.OpenObstacles = its.Obstacles.Count(obstacle => obstacle.IsOpen);
            deal.OpenCritical = its.Obstacles.Count(obstacle => obstacle.IsOpen && obstacle.IsCritical);
            deal.EvidencedPosition = judge.EvidencedPosition(its);
        }
    }

    public async Task RunAsync(IReadOnlyCollection<Guid> subjects, CancellationToken cancellation)
    {
        foreach (var portion in subjects.Chunk(Portion))
        {
            var deals = await db.Deals.Where(deal => portion.Contains(deal.Id)).ToListAsync(cancellation);
            await RefreshAsync(deals, cancellation);
        }
    }

    /// <summary>Judges all open deals anew, in portions by id, so that memory stays bounded.</summary>
    public async Task RefreshOpenAsync(CancellationToken cancellation)
    {
        var last = Guid.Empty;
        while (true)
        {
            db.ChangeTracker.Clear();
            var deals = await db.Deals.Where(deal => deal.Outcome == Outcome.Open && deal.Id > last)
                .OrderBy(deal => deal.Id).Take(Portion).ToListAsync(cancellation);
            if (deals.Count == 0) return;

            await RefreshAsync(deals, cancellation);
            await db.SaveChangesAsync(cancellation);
            last = deals[^1].Id;
        }
    }
}

/// <summary>A figure that a later module keeps on the deal: the next step, the last activity.</summary>
public interface IDealFigure
{
    Task RefreshAsync(IReadOnlyCollection<Deal> deals, CancellationToken cancellation);
}
