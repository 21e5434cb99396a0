using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Trichter.Platform.Operation.Tables;

/// <summary>Reads from a database which tables of this program it has, with the columns that can be copied.</summary>
internal static class Catalogue
{
    private const string OnSqlite =
        """
        select t.name, c.name, c.type from pragma_table_list t join pragma_table_info(t.name) c
        where t.schema = 'main' and t.type = 'table' and not (c.pk = 1 and lower(c.type) = 'integer')
        order by t.name, c.cid
        """;

    private const string OnPostgres =
        """
        select t.table_name, c.column_name, c.data_type from information_schema.tables t
        join information_schema.columns c on c.table_schema = t.table_schema and c.table_name = t.table_name
        where t.table_schema = current_schema() and t.table_type = 'BASE TABLE' and c.is_identity = 'NO' and c.is_generated = 'NEVER'
        order by t.table_name, c.ordinal_position
        """;

    private const string Migrations = "migrations";

    /// <summary>The tables with data, by name; the list of migrations is not among them.</summary>
    /// <exception cref="OperationException">A column is of a type that cannot be copied.</exception>
    public static async Task<IReadOnlyList<StoredTable>> TablesAsync(DbConnection connection, CancellationToken cancellation)
    {
        var columns = new List<(string Table, string Column, string Type)>();
        await foreach (var row in connection.ReadAsync(connection is SqliteConnection ? OnSqlite : OnPostgres, cancellation))
            columns.Add((row.GetString(0), row.GetString(1), row.GetString(2)));

        return
        [
            .. columns.Where(one => OwnNames.Tables.Contains(one.Table) && one.Table != Migrations)
                .GroupBy(one => one.Table, StringComparer.Ordinal).OrderBy(table => table.Key, StringComparer.Ordinal)
                .Select(table => new StoredTable(table.Key, [.. table.Select(one => new StoredColumn(one.Column, ColumnKinds.Of(one.Table, one.Column, one.Type)))])),
        ];
    }

    /// <summary>The migrations that this database has been through, as their files are called on either database; none for an empty one.</summary>
    public static async Task<IReadOnlyList<string>> MigrationsAsync(DbConnection connection, CancellationToken cancellation)
    {
        if (!await HasTableAsync(connection, Migrations, cancellation)) return [];

        var names = new List<string>();
        await foreach (var row in connection.ReadAsync("select name from migrations", cancellation))
            names.Add(Storage.Migrations.OnAnyDatabase(row.GetString(0)));
        return [.. names.Order(StringComparer.Ordinal)];
    }

    /// <inheritdoc cref="HoldsWorkspaceAsync(DbConnection, CancellationToken)"/>
    public static async Task<bool> HoldsWorkspaceAsync(this DbContext db, CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        try
        {
            return await HoldsWorkspaceAsync(db.Database.GetDbConnection(), cancellation);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <summary>True when somebody works with this database: a workspace has been set up in it.</summary>
    public static async Task<bool> HoldsWorkspaceAsync(DbConnection connection, CancellationToken cancellation) =>
        await HasTableAsync(connection, "workspace", cancellation)
        && await connection.ScalarAsync("select count(*) from (select 1 from workspace limit 1) as found", cancellation) is 1L;

    private static async Task<bool> HasTableAsync(DbConnection connection, string name, CancellationToken cancellation) =>
        await connection.ScalarAsync(
            connection is SqliteConnection
                ? $"select count(*) from sqlite_master where type = 'table' and name = '{name}'"
                : $"select count(*) from information_schema.tables where table_schema = current_schema() and table_name = '{name}'",
            cancellation) is 1L;
}
