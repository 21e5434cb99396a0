using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Trichter.Platform.Operation.Tables;

/// <summary>Looks whether a database is whole.</summary>
internal static class Integrity
{
    /// <summary>Tables with rows that refer to something that is not there. PostgreSQL does not let it come to that.</summary>
    public static async Task<IReadOnlyList<string>> BrokenReferencesAsync(DbConnection connection, CancellationToken cancellation) =>
        connection is SqliteConnection
            ? await connection.ListAsync("select distinct \"table\" || ' → ' || parent from pragma_foreign_key_check", cancellation)
            : await connection.ListAsync(
                "select conname::text from pg_constraint where contype = 'f' and not convalidated and connamespace = current_schema()::regnamespace", cancellation);

    /// <summary>What is damaged in the file of the database, or null. On PostgreSQL every table is read once.</summary>
    public static async Task<string?> DamageAsync(DbConnection connection, CancellationToken cancellation)
    {
        if (connection is SqliteConnection)
        {
            var said = await connection.ScalarAsync("pragma quick_check(1)", cancellation) as string;
            return said == "ok" ? null : said;
        }

        try
        {
            foreach (var table in await Catalogue.TablesAsync(connection, cancellation))
                await connection.ScalarAsync($"select count(*) from \"{table.Name}\" as t where t is null", cancellation);
            return null;
        }
        catch (PostgresException damage) when (damage.SqlState is PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted or PostgresErrorCodes.IoError)
        {
            return damage.MessageText;
        }
    }
}
