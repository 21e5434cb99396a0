using System.Data.Common;
using System.Runtime.CompilerServices;

namespace Trichter.Platform.Operation.Tables;

/// <summary>Statements without parameters on an open connection, within whatever transaction is under way on it.</summary>
internal static class Sql
{
    public static async Task ExecuteAsync(this DbConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = Command(connection, sql);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    public static async Task<object?> ScalarAsync(this DbConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = Command(connection, sql);
        return await command.ExecuteScalarAsync(cancellation);
    }

    /// <summary>Row by row; each is good until the next is asked for.</summary>
    public static async IAsyncEnumerable<DbDataReader> ReadAsync(
        this DbConnection connection, string sql, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var command = Command(connection, sql);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) yield return reader;
    }

    public static async Task<List<string>> ListAsync(this DbConnection connection, string sql, CancellationToken cancellation)
    {
        var found = new List<string>();
        await foreach (var row in connection.ReadAsync(sql, cancellation)) found.Add(row.GetString(0));
        return found;
    }

    private static DbCommand Command(DbConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        return command;
    }
}
