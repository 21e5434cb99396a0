using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Team.Notifications;
using Trichter.Team.Roles;

namespace Trichter.Team.Bulk;

/// <summary>
/// Changes many records, portion by portion, with the eyes and rights of who asked for it. Each portion is one transaction that also saves the
/// progress, so that another node goes on where one died; all portions are one change, which can be undone as a whole.
/// </summary>
public sealed partial class RunBulk(Db db, Me me, Change change, IEnumerable<IBulkSubject> subjects, Notify notify, ILogger<RunBulk> logger)
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
            var subject = subjects.Single(its => its.Record == known.Record);
            while (await TakePortionAsync(id, subject, cancellation)) change.Continue(known.ChangeId, isRecorded: true);
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

    /// <returns>False when there is nothing left to do.</returns>
    private async Task<bool> TakePortionAsync(Guid id, IBulkSubject subject, CancellationToken cancellation)
    {
        db.ChangeTracker.Clear();
        var run = await db.BulkRuns.SingleAsync(its => its.Id == id, cancellation);
        var taken = await subject.TakeAsync(run, Portion, cancellation);
        var isOver = taken.Seen < Portion;

        run.Done += taken.Seen;
        run.Changed += taken.Changed;
        run.LastId = taken.Last ?? run.LastId;
        run.HeartbeatAt = change.Now;
        if (isOver) (run.State, run.FinishedAt) = (BulkState.Finished, change.Now);
        if (isOver && run.What == BulkKind.Owner && run.Changed > 0) await TellAsync(run, subject, cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return !isOver;
    }

    /// <summary>Who was given many hears of it once.</summary>
    private async Task TellAsync(BulkRun run, IBulkSubject subject, CancellationToken cancellation)
    {
        if (!Guid.TryParse(run.Value, out var owner) || owner == me.Id || await subject.PlaceAsync(run.Within, cancellation) is not { } place) return;
        await notify.TellAsync(owner, NotificationKind.Given, new Told("{0} gave you {1} at once: {2}", me.Name, run.Changed, place.Name), place.Address, $"given/{run.Id}", cancellation);
    }

    [LoggerMessage(LogLevel.Error, "Changing many records failed (run {Id})")]
    private partial void LogFailure(Exception failure, Guid id);
}
