using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Storage;
using Trichter.Platform.Workspaces;
using Trichter.Process;

namespace Trichter.Insight.Facts.Kept;

/// <summary>
/// Gives the table of facts of a process as it is committed now: read once, afterwards brought up to date by the deals that were stamped since
/// (decision 0030). It reads through a connection of its own, so that nothing of an unfinished verb gets into what all share.
/// </summary>
public sealed class ReadFactTable([FromKeyedServices(Part.Own)] Db db, Here here, FactTables tables, ProcessCatalogue catalogue)
{
    private const string Touched = " in (select s.deal_id from fact_stamps s where s.stamp >= @from and s.stamp < @to)";

    /// <summary>For a job: once after the start, so that the first reader need not wait.</summary>
    public async Task FillAsync(CancellationToken cancellation = default)
    {
        if (!tables.IsFirst(here.Place.Key)) return;
        foreach (var process in await catalogue.AllAsync(cancellation)) await NowAsync(process.Id, cancellation);
    }

    internal async Task<FactTable> NowAsync(Guid process, CancellationToken cancellation = default)
    {
        var held = tables.Of(here.Place.Key, process);
        await held.Turn.WaitAsync(cancellation);
        try
        {
            await db.Database.OpenConnectionAsync(cancellation);
            await using var transaction = await SnapshotAsync(db.Database.GetDbConnection(), cancellation);
            await BringUpToDateAsync(held, new FactReader(transaction, process), cancellation);
            return held.Table!.Now;
        }
        finally
        {
            held.Turn.Release();
            tables.MakeRoom(held);
            await db.Database.CloseConnectionAsync();
        }
    }

    private async Task BringUpToDateAsync(FactTables.Held held, FactReader reader, CancellationToken cancellation)
    {
        var (next, end) = await reader.PositionAsync(cancellation);
        if (held.Table is not { } table || next < table.Now.Position)
        {
            tables.NoteFill();
            var lists = new FactLists();
            held.Table = new KeptTable(lists, (await reader.DealsAsync(lists, "", 0, 0, cancellation)).Values, next);
        }
        else if (await reader.TouchedAsync(table.Now.Position, end, cancellation) is { Count: > 0 } touched)
        {
            table.Follow(touched, await reader.DealsAsync(table.Now.Lists, Touched, table.Now.Position, end, cancellation), next);
        }
        else
        {
            table.Follow([], new Dictionary<Guid, ReadDeal>(), next);
        }
    }

    /// <summary>All statements see one and the same moment, and nobody waits for them.</summary>
    private static async Task<DbTransaction> SnapshotAsync(DbConnection connection, CancellationToken cancellation) =>
        connection is SqliteConnection sqlite ? sqlite.BeginTransaction(deferred: true) : await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
}
