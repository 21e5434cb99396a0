using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Trichter.Platform.Operation.Tables;

/// <summary>
/// The triggers, references and indexes of a database, set aside while its tables are filled: triggers would count a second time what
/// is copied as counted, tables that refer to each other could not be filled in any order, and indexes are made many times
/// quicker at the end. All within the present transaction.
/// </summary>
internal sealed class Rules
{
    private readonly DbConnection connection;
    private readonly List<string> restore = [];

    private Rules(DbConnection connection) => this.connection = connection;

    public static async Task<Rules> SetAsideAsync(DbConnection connection, CancellationToken cancellation)
    {
        var rules = new Rules(connection);
        await (connection is SqliteConnection ? rules.SetAsideOnSqliteAsync(cancellation) : rules.SetAsideOnPostgresAsync(cancellation));
        return rules;
    }

    /// <exception cref="OperationException">A row refers to one that is not there.</exception>
    public async Task RestoreAsync(CancellationToken cancellation)
    {
        foreach (var sql in restore) await connection.ExecuteAsync(sql, cancellation);

        if (connection is SqliteConnection && await Integrity.BrokenReferencesAsync(connection, cancellation) is { Count: > 0 } broken)
            throw new OperationException($"The data refers to rows that are not there: {string.Join(", ", broken)}. Nothing was changed.");
    }

    /// <summary>References are not looked at on this connection (see <see cref="FillDatabase"/>). Indexes for search are made anew.</summary>
    private async Task SetAsideOnSqliteAsync(CancellationToken cancellation)
    {
        var drop = new List<string>();
        await foreach (var rule in connection.ReadAsync("select type, name, sql from sqlite_master where type in ('trigger', 'index') and sql is not null", cancellation))
        {
            drop.Add($"drop {rule.GetString(0)} \"{rule.GetString(1)}\"");
            restore.Add(rule.GetString(2));
        }

        foreach (var sql in drop) await connection.ExecuteAsync(sql, cancellation);
        await connection.ExecuteAsync("pragma cache_size = -262144", cancellation);
        foreach (var index in await connection.ListAsync("select name from sqlite_master where sql like 'create virtual table%using fts5%'", cancellation))
            restore.Add($"insert into \"{index}\" (\"{index}\") values ('rebuild')");
    }

    private async Task SetAsideOnPostgresAsync(CancellationToken cancellation)
    {
        var drop = new List<string>();
        var names = string.Join(", ", (await Catalogue.TablesAsync(connection, cancellation)).Select(table => $"'{table.Name}'"));
        await foreach (var index in connection.ReadAsync(
            $"""
            select i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) from pg_index i join pg_class t on t.oid = i.indrelid
            where t.relnamespace = current_schema()::regnamespace and t.relname in ({names})
                and not exists (select from pg_constraint c where c.conindid = i.indexrelid)
            """, cancellation))
        {
            drop.Add($"drop index {index.GetString(0)}");
            restore.Add(index.GetString(1));
        }

        await foreach (var key in connection.ReadAsync(
            "select conrelid::regclass::text, conname::text, pg_get_constraintdef(oid) from pg_constraint where contype = 'f' and connamespace = current_schema()::regnamespace", cancellation))
        {
            drop.Add($"alter table {key.GetString(0)} drop constraint \"{key.GetString(1)}\"");
            restore.Add($"alter table {key.GetString(0)} add constraint \"{key.GetString(1)}\" {key.GetString(2)}");
        }

        foreach (var table in await Catalogue.TablesAsync(connection, cancellation))
        {
            drop.Add($"alter table \"{table.Name}\" disable trigger user");
            restore.Add($"alter table \"{table.Name}\" enable trigger user");
        }

        foreach (var sql in drop) await connection.ExecuteAsync(sql, cancellation);
    }
}
