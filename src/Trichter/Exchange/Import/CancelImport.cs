using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Team;

namespace Trichter.Exchange.Import;

/// <summary>Stops an import before its next portion, or lets it go on. What was taken over already stays, and can be undone.</summary>
internal sealed class CancelImport(Db db, Me me, Change change)
{
    public async Task<bool> RunAsync(Guid id, CancellationToken cancellation = default)
    {
        me.Must(Right.Import);
        DateTime? now = change.Now;
        return await db.Imports
            .Where(run => run.Id == id && (run.State == ImportState.Waiting || run.State == ImportState.Running))
            .ExecuteUpdateAsync(set => set.SetProperty(run => run.State, ImportState.Cancelled).SetProperty(run => run.FinishedAt, now), cancellation) == 1;
    }

    /// <summary>Goes on after the last finished portion, under the same change.</summary>
    public async Task<bool> GoOnAsync(Guid id, CancellationToken cancellation = default)
    {
        me.Must(Right.Import);
        return await db.Imports
            .Where(run => run.Id == id && (run.State == ImportState.Failed || run.State == ImportState.Cancelled))
            .ExecuteUpdateAsync(set => set.SetProperty(run => run.State, ImportState.Waiting).SetProperty(run => run.Error, ""), cancellation) == 1;
    }
}
