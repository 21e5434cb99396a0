using Microsoft.EntityFrameworkCore;
using Trichter.Deals.Evidence;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Timeline;

namespace Trichter.Deals.Obstacles;

/// <summary>Notes what stands in the way of a deal.</summary>
public sealed class RaiseObstacle(Db db, Change change, TimelineWriter timeline, FindDeal find, DealFigures figures)
{
    /// <returns>What is wrong, or null when it was noted.</returns>
    public async Task<Told?> RunAsync(
        Guid dealId, string text, ObstacleType type, ObstacleSeverity severity, Guid? ownerId, DateOnly? due, CancellationToken cancellation = default)
    {
        if (await find.ForChangeAsync(dealId, cancellation) is not { } deal) return new Told("Nothing is here");
        if (text.Trim() is not { Length: > 0 and <= 500 } said) return new Told("Say in up to {0} characters what stands in the way.", 500);

        db.Obstacles.Add(new Obstacle { DealId = dealId, Text = said, Type = type, Severity = severity, OwnerId = ownerId, Due = due, RaisedAt = change.Now });
        timeline.Record(new ObstacleRaised(dealId, said, severity));
        await figures.RefreshAsync([deal], cancellation);
        await db.SaveChangesAsync(cancellation);
        return null;
    }
}

/// <summary>Marks an obstacle as removed. When it was the last one that held the deal back, the next stage is proposed.</summary>
public sealed class ResolveObstacle(Db db, Change change, TimelineWriter timeline, FindDeal find, Judge judge, DealFigures figures)
{
    /// <returns>Null when it is not there; else the stage the deal may move on to, if any.</returns>
    public async Task<(bool Found, Process.Stage? Proposed)> RunAsync(Guid dealId, Guid obstacleId, string resolution, CancellationToken cancellation = default)
    {
        var deal = await find.ForChangeAsync(dealId, cancellation);
        var obstacle = await db.Obstacles.SingleOrDefaultAsync(o => o.Id == obstacleId && o.DealId == dealId, cancellation);
        if (deal is null || obstacle is null || !obstacle.IsOpen) return (false, null);

        obstacle.ResolvedAt = change.Now;
        obstacle.Resolution = resolution.Trim()[..Math.Min(resolution.Trim().Length, 1000)];
        timeline.Record(new ObstacleResolved(dealId, obstacle.Text, obstacle.Resolution));
        await figures.RefreshAsync([deal], cancellation);
        await db.SaveChangesAsync(cancellation);
        return (true, await ProposedAsync(deal, cancellation));
    }

    private async Task<Process.Stage?> ProposedAsync(Deal deal, CancellationToken cancellation)
    {
        if (deal.Outcome != Outcome.Open || deal.OpenObstacles > 0) return null;

        var evidence = await judge.EvidenceOfAsync(deal, cancellation);
        var next = evidence.Version.Stages.FirstOrDefault(stage => stage.Position > deal.Position && !stage.Optional && !stage.IsAfterSale);
        return next is not null && judge.UnmetFor(next, evidence).Count == 0 ? next : null;
    }
}
