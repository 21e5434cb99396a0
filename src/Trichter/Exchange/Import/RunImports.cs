using Microsoft.EntityFrameworkCore;
using Trichter.Customers.Consent;
using Trichter.Exchange.Columns;
using Trichter.Exchange.Import.Events;
using Trichter.Exchange.Import.Sales;
using Trichter.Exchange.Reading;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Team;

namespace Trichter.Exchange.Import;

/// <summary>
/// Carries out imports that wait, portion by portion. Each portion is one transaction that also saves the progress, so that
/// another node goes on where one died; all portions are one change, which can be undone as a whole.
/// </summary>
internal sealed partial class RunImports(
    Db db, Change change, Me me, PlanImport planning, ImportFiles files, TakePortion takePortion, OwnRelations relations, ILogger<RunImports> logger, ContactKeys keys)
{
    private const int RowsPerPortion = 500;
    private const int EventsPerPortion = 4000;

    /// <summary>Plain rows without history: the way to the disk costs more than they do.</summary>
    private const int SuspectsPerPortion = 5000;

    /// <summary>Each order is saved by itself: a portion has to end before others think that its node died.</summary>
    private const int LinesPerPortion = 50;
    private static readonly TimeSpan Abandoned = TimeSpan.FromSeconds(60);

    /// <summary>Called after each portion; tests stop there.</summary>
    internal Action<ImportRun>? AfterPortion { get; set; }

    /// <summary>Takes on one import that waits, or whose node went silent.</summary>
    public async Task RunWaitingAsync(CancellationToken cancellation = default)
    {
        var silent = change.Now - Abandoned;
        var next = await db.Imports.AsNoTracking()
            .Where(run => run.State == ImportState.Waiting || (run.State == ImportState.Running && run.HeartbeatAt < silent))
            .OrderBy(run => run.Id).FirstOrDefaultAsync(cancellation);

        if (next is not null && await ClaimAsync(next, cancellation)) await RunAsync(next, cancellation);
    }

    /// <summary>Carries out this import now, unless somebody else does already.</summary>
    public async Task<ImportRun> RunNowAsync(Guid id, CancellationToken cancellation = default)
    {
        var run = await db.Imports.AsNoTracking().SingleAsync(its => its.Id == id, cancellation);
        if (run.State == ImportState.Waiting && await ClaimAsync(run, cancellation)) await RunAsync(run, cancellation);
        return await db.Imports.AsNoTracking().SingleAsync(its => its.Id == id, cancellation);
    }

    /// <summary>Of several nodes only the one whose update finds the row as it was read gets the import.</summary>
    private async Task<bool> ClaimAsync(ImportRun run, CancellationToken cancellation)
    {
        var (state, heartbeat, now) = (run.State, run.HeartbeatAt, change.Now);
        return await db.Imports.Where(its => its.Id == run.Id && its.State == state && its.HeartbeatAt == heartbeat)
            .ExecuteUpdateAsync(set => set.SetProperty(its => its.State, ImportState.Running).SetProperty(its => its.HeartbeatAt, now), cancellation) == 1;
    }

    private async Task RunAsync(ImportRun run, CancellationToken cancellation)
    {
        me.ActAsProgram(run.RequestedBy, ChangeSource.Import);
        try
        {
            // In a workspace that was never opened the keys are made now: inside the transaction of a portion SQLite would wait for itself.
            await keys.LoadAsync(cancellation);
            if (await ReadAsync(run, cancellation) is { } why) await EndAsync(run, ImportState.Failed, Sentence.Write(why), cancellation);
        }
        catch (OperationCanceledException)
        {
            // The program stops: whoever starts next goes on at once.
            await EndAsync(run, ImportState.Waiting, "", CancellationToken.None);
            throw;
        }
        catch (Exception failure)
        {
            LogFailure(failure, run.Id);
            db.ChangeTracker.Clear();
            await EndAsync(run, ImportState.Failed, Sentence.Write(new Told("Something went wrong after row {0}: {1}", run.RowsDone, failure.Message)), cancellation);
        }
    }

    /// <returns>Why the import could not be carried out; null when it was, or was cancelled.</returns>
    private async Task<Told?> ReadAsync(ImportRun run, CancellationToken cancellation)
    {
        if (MappingFile.Read(run.Mapping) is not MappingResult.Readable { Mapping: var mapping }) return new Told("The mapping file is empty.");

        var planned = await planning.RunAsync(run, mapping, cancellation);
        if (planned.Result is PlanResult.Faulty faulty) return new Told("{0}: {1}", faulty.Faults.First().Key, faulty.Faults.First().Value);

        var plan = ((PlanResult.Planned)planned.Result).Plan;
        var notices = Notices.Read(run.Notices);
        if (run.RowsDone == 0) FirstRemarks.Add(notices, plan, planned.File!);
        var rows = new ReadRows(plan, notices);
        change.Continue(run.ChangeId, await db.Changes.AnyAsync(its => its.Id == run.ChangeId, cancellation));

        await using var stream = files.Open(run);
        using var table = TableFile.Open(stream, plan.Dialect);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        run.RowsTotal = planned.File!.Rows;

        var chunks = run.Kind switch
        {
            ImportKind.Events => CasesTogether.Order(table.Rows(), plan).Skip(run.RowsDone).Chunk(EventsPerPortion),
            ImportKind.Orders => LinesTogether.Portions(table.Rows(), plan, run.RowsDone, LinesPerPortion),
            ImportKind.Suspects => table.Rows().Skip(run.RowsDone).Chunk(SuspectsPerPortion),
            _ => table.Rows().Skip(run.RowsDone).Chunk(RowsPerPortion),
        };
        foreach (var chunk in chunks)
        {
            cancellation.ThrowIfCancellationRequested();
            var portion = new Portion(run, plan, notices, seen, [.. chunk.Select(rows.Read)]);
            await relations.FindAsync(portion, cancellation);
            if (!await takePortion.RunAsync(run, portion, cancellation)) return null;
            AfterPortion?.Invoke(run);
        }

        await EndAsync(run, ImportState.Done, "", cancellation);
        return null;
    }

    private async Task EndAsync(ImportRun run, ImportState state, string error, CancellationToken cancellation)
    {
        DateTime? finished = state == ImportState.Waiting ? null : change.Now;
        await db.Imports.Where(its => its.Id == run.Id && its.State == ImportState.Running).ExecuteUpdateAsync(set => set
            .SetProperty(its => its.State, state)
            .SetProperty(its => its.Error, error)
            .SetProperty(its => its.FinishedAt, finished), cancellation);
    }

    [LoggerMessage(LogLevel.Error, "Import {Id} failed")]
    private partial void LogFailure(Exception failure, Guid id);
}
