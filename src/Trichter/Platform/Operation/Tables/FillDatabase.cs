using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Storage;

namespace Trichter.Platform.Operation.Tables;

/// <summary>
/// Makes a database hold what a backup or another database holds: builds the schema as it was there, fills its tables, compares them
/// with what came, then brings the schema up to date. One transaction: until all is well the database stays as it was.
/// </summary>
internal static class FillDatabase
{
    /// <summary>Views and the virtual tables of search first: they are made of the others. The file holds nothing that is not ours.</summary>
    private const string ThingsOnSqlite =
        """
        select case type when 'view' then 'view' else 'table' end || ' "' || name || '"' from pragma_table_list
        where schema = 'main' and type in ('virtual', 'view', 'table') and name not like 'sqlite%' order by type desc
        """;

    /// <param name="replace">Whether a workspace that is there already may be thrown away.</param>
    /// <returns>The number of rows.</returns>
    /// <exception cref="OperationException">A newer program made the data, a workspace is there already, or the copy is not the same.</exception>
    public static async Task<long> RunAsync(DbContext db, ITableSource source, bool replace, CancellationToken cancellation)
    {
        if (source.Migrations.Except(Migrations.Known).LastOrDefault() is { } unknown)
            throw new OperationException($"The data was written by a newer program (it knows {unknown}). Start the newer program.");

        await db.Database.OpenConnectionAsync(cancellation);
        var connection = db.Database.GetDbConnection();
        try
        {
            // Not possible within a transaction. All references are looked at before it is committed.
            if (connection is SqliteConnection) await connection.ExecuteAsync("pragma foreign_keys = off", cancellation);
            return await FillAsync(db, connection, source, replace, cancellation);
        }
        finally
        {
            if (connection is SqliteConnection) await connection.ExecuteAsync("pragma foreign_keys = on", CancellationToken.None);
            await db.Database.CloseConnectionAsync();
        }
    }

    private static async Task<long> FillAsync(DbContext db, DbConnection connection, ITableSource source, bool replace, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await Migrations.WaitForOthersAsync(db, cancellation);
        if (!replace && await Catalogue.HoldsWorkspaceAsync(connection, cancellation))
            throw new OperationException("There is a workspace already. Nothing was changed.");

        if (connection is not SqliteConnection && (await Catalogue.MigrationsAsync(connection, cancellation)).Except(Migrations.Known).Any())
            throw new OperationException("A newer program wrote this database, so that not all of its tables are known. Restore into an empty one. Nothing was changed.");

        await RemoveOwnAsync(connection, cancellation);
        var all = Migrations.Embedded(db);
        await Migrations.ApplyAsync(db, all.Where(file => source.Migrations.Contains(Migrations.OnAnyDatabase(file.Key))).ToDictionary(), cancellation);

        var rows = await CopyAsync(connection, source, cancellation);
        await Migrations.ApplyAsync(db, all, cancellation);
        await transaction.CommitAsync(cancellation);
        return rows;
    }

    private static async Task<long> CopyAsync(DbConnection connection, ITableSource source, CancellationToken cancellation)
    {
        var here = (await Catalogue.TablesAsync(connection, cancellation)).ToDictionary(table => table.Name);
        var rules = await Rules.SetAsideAsync(connection, cancellation);
        var filled = new List<(StoredTable Table, RowSum Sum)>();

        foreach (var table in source.Tables)
        {
            if (!here.TryGetValue(table.Name, out var its) || !its.Columns.ToHashSet().SetEquals(table.Columns))
                throw new OperationException($"The table {table.Name} is not the one that this program knows. Nothing was changed.");
            await connection.ExecuteAsync($"delete from \"{table.Name}\"", cancellation);
            filled.Add((table, await FillTable.RunAsync(connection, table, source.RowsAsync(table, cancellation), cancellation)));
        }

        foreach (var (table, came) in filled)
            await CompareAsync(connection, table, came, cancellation);
        await rules.RestoreAsync(cancellation);
        return filled.Sum(table => table.Sum.Rows);
    }

    /// <summary>Reads back what was written.</summary>
    private static async Task CompareAsync(DbConnection connection, StoredTable table, RowSum came, CancellationToken cancellation)
    {
        var stored = new RowSum();
        await foreach (var row in Snapshot.RowsAsync(connection, table, cancellation)) stored.Add(RowSum.Line(row));
        if (stored.Rows != came.Rows || stored.Sum != came.Sum)
            throw new OperationException($"The table {table.Name} was not copied truly: {came.Rows} rows came, {stored.Rows} are stored, or some differ. Nothing was changed.");
    }

    private static async Task RemoveOwnAsync(DbConnection connection, CancellationToken cancellation)
    {
        if (connection is SqliteConnection)
        {
            foreach (var thing in await connection.ListAsync(ThingsOnSqlite, cancellation))
                await connection.ExecuteAsync($"drop {thing}", cancellation);
            return;
        }

        await connection.ExecuteAsync("set local lock_timeout = '20s'", cancellation);
        foreach (var view in OwnNames.Views) await connection.ExecuteAsync($"drop view if exists \"{view}\" cascade", cancellation);
        foreach (var table in OwnNames.Tables) await connection.ExecuteAsync($"drop table if exists \"{table}\" cascade", cancellation);
        foreach (var function in OwnNames.Functions) await connection.ExecuteAsync($"drop function if exists \"{function}\"", cancellation);
    }
}
