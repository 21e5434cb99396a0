using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Trichter.Platform.Storage;

/// <summary>What every SQLite connection is told: an acknowledged write survives power loss, readers never wait, writers queue.</summary>
internal sealed class SqliteHabits : DbConnectionInterceptor
{
    private const string Pragmas =
        "pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma busy_timeout = 15000; " +
        "pragma cache_size = -8192; pragma temp_store = memory; pragma mmap_size = 134217728;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
