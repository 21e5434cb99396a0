using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace Trichter.Platform.Storage;

/// <summary>
/// What every SQLite connection is told: an acknowledged write survives power loss, readers never wait, writers queue. A connection out of
/// the pool was told already; it is opened for every query, so telling it again would cost as much as the query.
/// </summary>
internal sealed class SqliteHabits : DbConnectionInterceptor
{
    private const string Pragmas =
        "pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma busy_timeout = 15000; " +
        "pragma cache_size = -8192; pragma temp_store = memory; pragma mmap_size = 33554432;";

    private static readonly ConditionalWeakTable<sqlite3, object> Told = [];

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        if (((SqliteConnection)connection).Handle is not { } handle || !Told.TryAdd(handle, handle)) return;

        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    /// <summary>SQLite's own driver does nothing in the background.</summary>
    public override Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }
}
