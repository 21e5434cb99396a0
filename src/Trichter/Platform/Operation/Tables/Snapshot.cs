using System.Data;
using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Trichter.Platform.Operation.Tables;

/// <summary>
/// A database as it was when this was opened, however long reading takes and whatever others write meanwhile:
/// one read transaction on the write-ahead log of SQLite, or a repeatable-read one on PostgreSQL. Nobody has to wait for it.
/// </summary>
internal sealed class Snapshot : ITableSource, IAsyncDisposable
{
    private readonly DbConnection connection;
    private readonly DbTransaction transaction;

    private Snapshot(DbConnection connection, DbTransaction transaction) => (this.connection, this.transaction) = (connection, transaction);

    public IReadOnlyList<string> Migrations { get; private set; } = [];
    public IReadOnlyList<StoredTable> Tables { get; private set; } = [];

    /// <exception cref="OperationException">A newer program wrote the database: there may be tables that this one does not know.</exception>
    public static async Task<Snapshot> OpenAsync(DbContext db, CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        var connection = db.Database.GetDbConnection();
        var transaction = connection is SqliteConnection sqlite
            ? sqlite.BeginTransaction(deferred: true)
            : await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);

        var snapshot = new Snapshot(connection, transaction)
        {
            Migrations = await Catalogue.MigrationsAsync(connection, cancellation),
            Tables = await Catalogue.TablesAsync(connection, cancellation),
        };
        if (snapshot.Migrations.Except(Storage.Migrations.Known).LastOrDefault() is not { } unknown) return snapshot;

        await snapshot.DisposeAsync();
        throw new OperationException($"The database is newer than this program (it knows {unknown}). Start the newer program.");
    }

    public IAsyncEnumerable<string?[]> RowsAsync(StoredTable table, CancellationToken cancellation) => RowsAsync(connection, table, cancellation);

    public static IAsyncEnumerable<string?[]> RowsAsync(DbConnection connection, StoredTable table, CancellationToken cancellation) =>
        connection.ReadAsync($"select {table.ColumnList} from \"{table.Name}\"", cancellation)
            .Select(reader => table.Columns.Select((column, at) => reader.IsDBNull(at) ? null : Text(reader, at, column.Kind)).ToArray());

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.CloseAsync();
    }

    private static string Text(DbDataReader reader, int at, ColumnKind kind) => kind switch
    {
        ColumnKind.Id => reader.GetGuid(at).ToString(),
        ColumnKind.Instant => reader.GetDateTime(at).ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture),
        ColumnKind.Day => reader.GetFieldValue<DateOnly>(at).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ColumnKind.Whole => reader.GetInt64(at).ToString(CultureInfo.InvariantCulture),
        ColumnKind.Fraction => reader.GetDouble(at).ToString("R", CultureInfo.InvariantCulture),
        ColumnKind.YesNo => reader.GetBoolean(at) ? "true" : "false",
        ColumnKind.Bytes => Convert.ToHexStringLower(reader.GetFieldValue<byte[]>(at)),
        _ => reader.GetString(at).Replace("\0", "", StringComparison.Ordinal),
    };
}
