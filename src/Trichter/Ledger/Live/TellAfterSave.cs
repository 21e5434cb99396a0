using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Trichter.Platform.Workspaces;

namespace Trichter.Ledger.Live;

/// <summary>On SQLite, where there is one node: tells what a save touched once it is committed. PostgreSQL tells every node by itself.</summary>
internal sealed class TellAfterSave(LiveChanges live, Here here) : SaveChangesInterceptor, IDbTransactionInterceptor
{
    private const int Nameable = 100;

    private readonly ConditionalWeakTable<DbContext, List<LedgerEntry>> waiting = [];

    /// <summary>What was inserted in bulk is no longer waiting to be added, but was written by the same save.</summary>
    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is { } db && db.Database.IsSqlite())
            waiting.GetOrCreateValue(db).AddRange(db.ChangeTracker.Entries<LedgerEntry>().Where(entry => entry.State is EntityState.Added or EntityState.Unchanged).Select(entry => entry.Entity));
        return new(result);
    }

    public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is { Database.CurrentTransaction: null } db) Tell(db);
        return new(result);
    }

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is { } db) Tell(db);
        return Task.CompletedTask;
    }

    public Task TransactionRolledBackAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is { } db) waiting.Remove(db);
        return Task.CompletedTask;
    }

    private void Tell(DbContext db)
    {
        if (!waiting.TryGetValue(db, out var entries) || !waiting.Remove(db) || entries.Count == 0) return;

        live.Tell(here.Place, new Touched(
            entries.Select(entry => entry.Record).ToHashSet(),
            entries.Count > Nameable ? null : entries.Select(entry => entry.SubjectId).ToHashSet()));
    }
}
