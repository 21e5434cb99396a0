using Microsoft.EntityFrameworkCore;
using Trichter.Deals.Evidence;
using Trichter.Deals.List;
using Trichter.Deals.Move;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Process;
using Trichter.Team;
using Trichter.Team.Roles;
using Trichter.Timeline;

namespace Trichter.Deals.Bulk;

/// <summary>
/// Changes many deals, portion by portion, with the eyes and rights of who asked for it. Each portion is one transaction that also saves the
/// progress, so that another node goes on where one died; all portions are one change, which can be undone as a whole.
/// </summary>
public sealed partial class RunBulk(
    Db db, Me me, Change change, TimelineWriter timeline, ProcessCatalogue catalogue, DealListReader reader, DealFigures figures, MoveDeal move, DealFilterFields filters, ILogger<RunBulk> logger)
{
    private const int Portion = 250;
    private static readonly TimeSpan Abandoned = TimeSpan.FromSeconds(60);

    /// <summary>Takes on one that waits, or whose node went silent.</summary>
    public async Task RunWaitingAsync(CancellationToken cancellation = default)
    {
        var silent = change.Now - Abandoned;
        var next = await db.BulkRuns.AsNoTracking().Where(run => run.FinishedAt == null && (run.State == BulkState.Waiting || (run.State == BulkState.Running && run.HeartbeatAt < silent)))
            .OrderBy(run => run.Id).FirstOrDefaultAsync(cancellation);
        if (next is null || await db.Users.Where(user => user.Id == next.RequestedBy).WithRules(db).SingleOrDefaultAsync(cancellation) is not { } eyes) return;

        me.SignedInAs(eyes);
        await RunAsync(next.Id, cancellation);
    }

    /// <summary>Carries it out now, unless somebody else does already. Acts as whoever is signed in.</summary>
    public async Task RunAsync(Guid id, CancellationToken cancellation = default)
    {
        var known = await db.BulkRuns.AsNoTracking().SingleAsync(run => run.Id == id, cancellation);
        if (!await ClaimAsync(known, cancellation)) return;

        change.Continue(known.ChangeId, await db.Changes.AnyAsync(its => its.Id == known.ChangeId, cancellation));
        try
        {
            var process = await catalogue.OfAsync(known.ProcessId, cancellation);
            var filter = DealListQuery.Read(known.Query, await filters.AllAsync(cancellation)).For(process, await catalogue.CurrentAsync(process, cancellation), await catalogue.StageKeysAsync(process.Id, cancellation));
            var meant = known.Chosen.Count > 0 ? Chosen(known) : await reader.FilteredAsync(filter, cancellation);
            while (await TakePortionAsync(id, meant, process, cancellation)) change.Continue(known.ChangeId, isRecorded: true);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogFailure(failure, id);
            db.ChangeTracker.Clear();
            var now = change.Now;
            await db.BulkRuns.Where(run => run.Id == id).ExecuteUpdateAsync(set => set.SetProperty(run => run.State, BulkState.Failed).SetProperty(run => run.FinishedAt, now), CancellationToken.None);
        }
    }

    private async Task<bool> ClaimAsync(BulkRun run, CancellationToken cancellation)
    {
        var (state, heartbeat, now) = (run.State, run.HeartbeatAt, change.Now);
        return run.FinishedAt is null && await db.BulkRuns.Where(its => its.Id == run.Id && its.State == state && its.HeartbeatAt == heartbeat)
            .ExecuteUpdateAsync(set => set.SetProperty(its => its.State, BulkState.Running).SetProperty(its => its.HeartbeatAt, now), cancellation) == 1;
    }

    private IQueryable<Deal> Chosen(BulkRun run) => db.Deals.VisibleTo(me, db).Where(deal => deal.ProcessId == run.ProcessId && run.Chosen.Contains(deal.Id));

    /// <returns>False when there is nothing left to do.</returns>
    private async Task<bool> TakePortionAsync(Guid id, IQueryable<Deal> meant, SalesProcess process, CancellationToken cancellation)
    {
        db.ChangeTracker.Clear();
        var run = await db.BulkRuns.SingleAsync(its => its.Id == id, cancellation);
        var (last, asked) = (run.LastId, run.RequestedAt);
        var deals = await meant.Where(deal => deal.Id > last && deal.CreatedAt <= asked).OrderBy(deal => deal.Id).Take(Portion).ToListAsync(cancellation);

        if (run.What == BulkKind.Stage) await MoveAsync(run, deals, process, cancellation);
        else await EditAsync(run, deals, cancellation);

        run.Done += deals.Count;
        run.LastId = deals.Count > 0 ? deals[^1].Id : run.LastId;
        run.HeartbeatAt = change.Now;
        if (deals.Count < Portion) (run.State, run.FinishedAt) = (BulkState.Finished, change.Now);
        await db.SaveChangesAsync(cancellation);
        return deals.Count == Portion;
    }

    private async Task EditAsync(BulkRun run, List<Deal> deals, CancellationToken cancellation)
    {
        var changed = new List<Deal>();
        foreach (var deal in deals)
        {
            if (Apply(run, deal) is { } fault)
            {
                Refuse(run, deal, fault);
                continue;
            }

            if (db.Entry(deal).State != EntityState.Modified) continue;
            timeline.Record(run.What == BulkKind.Delete ? new DealDeleted(deal.Id, deal.Name) : new DealChanged(deal.Id, [LabelOf(run.What)]));
            changed.Add(deal);
        }

        run.Changed += changed.Count;
        if (run.What != BulkKind.Delete) await figures.RefreshAsync(changed, cancellation);
    }

    private Told? Apply(BulkRun run, Deal deal)
    {
        switch (run.What)
        {
            case BulkKind.Owner:
                deal.OwnerId = Guid.TryParse(run.Value, out var owner) ? owner : null;
                return null;
            case BulkKind.AddTag when !deal.Tags.Contains(run.Value):
                deal.Tags = [.. deal.Tags, run.Value];
                return null;
            case BulkKind.RemoveTag when deal.Tags.Contains(run.Value):
                deal.Tags = [.. deal.Tags.Where(tag => tag != run.Value)];
                return null;
            case BulkKind.Delete:
                deal.DeletedAt = change.Now;
                return null;
            default:
                return BulkFields.Of(run.What, me)?.Write(deal, run.Value);
        }
    }

    /// <summary>One by one, each with what its stage asks for; what does not pass is listed.</summary>
    private async Task MoveAsync(BulkRun run, List<Deal> deals, SalesProcess process, CancellationToken cancellation)
    {
        var target = (await catalogue.CurrentAsync(process, cancellation)).StageWithKey(run.Value)!;
        foreach (var deal in deals)
        {
            var before = deal.StageId;
            var result = await move.RunAsync(deal.Id, target.Id, [], run.Reason, cancellation);
            if (WhyNot(result) is { } fault) Refuse(run, deal, fault);
            else if (deal.StageId != before) run.Changed++;
        }
    }

    private static Told? WhyNot(MoveResult result) => result switch
    {
        MoveResult.Moved => null,
        MoveResult.Unmet unmet => new Told("not met: {0}", unmet.Criteria[0].Criterion.Label),
        MoveResult.WinFirst => new Told("only a won deal can go there"),
        MoveResult.Closed => new Told("the deal is closed"),
        _ => new Told("Nothing is here"),
    };

    private void Refuse(BulkRun run, Deal deal, Told why)
    {
        run.Refused++;
        db.BulkRefusals.Add(new BulkRefusal
        {
            RunId = run.Id,
            DealId = deal.Id,
            Name = deal.Name,
            Why = why.Key,
            Data = [.. why.Data.Select(its => its is Localized name ? name.En : its?.ToString() ?? "")],
        });
    }

    private static string LabelOf(BulkKind what) => what switch
    {
        BulkKind.Owner => "Owner",
        BulkKind.Source => "Source",
        BulkKind.Product => "Product",
        BulkKind.ExpectedClose => "Expected close",
        _ => "Tags",
    };

    [LoggerMessage(LogLevel.Error, "Changing many deals failed (run {Id})")]
    private partial void LogFailure(Exception failure, Guid id);
}
