using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;

namespace Trichter.Timeline;

/// <summary>
/// Brings each recorded happening to the modules that react to it: at least once, in order per record.
/// A failure is tried again later and holds back only its own record; after the last try it is parked.
/// </summary>
public sealed partial class TimelineDelivery(
    Db db, Change change, TimeProvider clock, IServiceProvider services, ILogger<TimelineDelivery> logger)
{
    private const long DeliveryLock = 0x7472696368746501;
    private const int Portion = 100;

    public async Task DeliverPendingAsync(CancellationToken cancellation = default)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var pending = await db.Timeline.AsNoTracking()
            .Where(entry => entry.DeliveredAt == null && entry.ParkedAt == null)
            .Where(entry => !db.Timeline.Any(earlier => earlier.SubjectId == entry.SubjectId && earlier.NextAttemptAt > now
                && earlier.DeliveredAt == null && earlier.ParkedAt == null))
            .OrderBy(entry => entry.Id)
            .Take(Portion)
            .Select(entry => new { entry.Id, entry.SubjectId })
            .ToListAsync(cancellation);

        var failed = new HashSet<Guid>();
        foreach (var entry in pending)
            if (!failed.Contains(entry.SubjectId) && !await TryDeliverAsync(entry.Id, cancellation))
                failed.Add(entry.SubjectId);
    }

    private async Task<bool> TryDeliverAsync(Guid id, CancellationToken cancellation)
    {
        db.ChangeTracker.Clear();
        change.StartAnew();

        try
        {
            // One transaction, so that a reaction's changes and the mark stand or fall together.
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            await LockAsync(cancellation);

            var entry = await db.Timeline.SingleAsync(e => e.Id == id, cancellation);
            if (entry.DeliveredAt is not null) return true;

            await ReactAsync(entry.Read(), cancellation);
            entry.MarkDelivered(clock.GetUtcNow().UtcDateTime);
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            return true;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogFailure(failure, id);
            await MarkFailedAsync(id, failure.Message, cancellation);
            return false;
        }
    }

    /// <summary>Two nodes never deliver the same happening at once. SQLite has one writer anyway.</summary>
    private async Task LockAsync(CancellationToken cancellation)
    {
        if (db.Database.IsNpgsql())
            await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({DeliveryLock})", cancellation);
    }

    private async Task ReactAsync(Happening happening, CancellationToken cancellation)
    {
        var kind = typeof(IReactTo<>).MakeGenericType(happening.GetType());
        foreach (var reaction in services.GetServices(kind))
            await (Task)kind.GetMethod(nameof(IReactTo<Happening>.ReactAsync))!.Invoke(reaction, [happening, cancellation])!;
    }

    private async Task MarkFailedAsync(Guid id, string error, CancellationToken cancellation)
    {
        db.ChangeTracker.Clear();
        var entry = await db.Timeline.SingleAsync(e => e.Id == id, cancellation);
        entry.MarkFailed(clock.GetUtcNow().UtcDateTime, error);
        await db.SaveChangesAsync(cancellation);
    }

    [LoggerMessage(LogLevel.Warning, "A reaction to happening {Id} failed")]
    private partial void LogFailure(Exception failure, Guid id);
}
