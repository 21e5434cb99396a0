using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;

namespace Trichter.Exchange.Import;

/// <summary>Takes a portion of rows over in one transaction together with the progress; a dry run takes everything back but the progress.</summary>
internal sealed class TakePortion(Db db, Change change, IEnumerable<IImportRows> kinds)
{
    /// <returns>False when the import was cancelled meanwhile; nothing of the portion is kept then.</returns>
    public async Task<bool> RunAsync(ImportRun run, Portion portion, CancellationToken cancellation)
    {
        var wasRecorded = change.IsRecorded;
        await using (var transaction = await db.Database.BeginTransactionAsync(cancellation))
        {
            await SaveAsync(run.Kind, portion, cancellation);
            db.ChangeTracker.Clear();

            if (!run.DryRun)
            {
                if (!await SaveProgressAsync(run, portion, cancellation)) return false;
                await transaction.CommitAsync(cancellation);
                return true;
            }
        }

        change.Continue(change.Id, wasRecorded);
        await using var keep = await db.Database.BeginTransactionAsync(cancellation);
        if (!await SaveProgressAsync(run, portion, cancellation)) return false;
        await keep.CommitAsync(cancellation);
        return true;
    }

    /// <summary>Every question to the context would look through all records for changes; once, before saving, is enough.</summary>
    private async Task SaveAsync(ImportKind rows, Portion portion, CancellationToken cancellation)
    {
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            await kinds.Single(kind => kind.Kind == rows).RunAsync(portion, cancellation);
            db.ChangeTracker.DetectChanges();
            await db.SaveChangesAsync(cancellation);
        }
        finally
        {
            db.ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    private async Task<bool> SaveProgressAsync(ImportRun run, Portion portion, CancellationToken cancellation)
    {
        run.RowsDone += portion.Rows.Count;
        run.Created += portion.Created;
        run.Updated += portion.Updated;
        run.Unchanged += portion.Unchanged;
        run.Refused += portion.Refusals.Count;
        run.Notices = portion.Notices.Write();

        var now = change.Now;
        var stillRuns = await db.Imports.Where(its => its.Id == run.Id && its.State == ImportState.Running).ExecuteUpdateAsync(set => set
            .SetProperty(its => its.RowsDone, run.RowsDone)
            .SetProperty(its => its.RowsTotal, run.RowsTotal)
            .SetProperty(its => its.Created, run.Created)
            .SetProperty(its => its.Updated, run.Updated)
            .SetProperty(its => its.Unchanged, run.Unchanged)
            .SetProperty(its => its.Refused, run.Refused)
            .SetProperty(its => its.Notices, run.Notices)
            .SetProperty(its => its.HeartbeatAt, now), cancellation) == 1;

        if (!stillRuns) return false;
        db.ImportRefusals.AddRange(portion.Refusals);
        await db.SaveChangesAsync(cancellation);
        db.ChangeTracker.Clear();
        return true;
    }
}
