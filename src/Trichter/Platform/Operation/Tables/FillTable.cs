using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Trichter.Platform.Operation.Tables;

/// <summary>Puts rows into an empty table, one after the other, by the quickest way that the database has.</summary>
internal static class FillTable
{
    /// <returns>What was put in.</returns>
    public static Task<RowSum> RunAsync(DbConnection connection, StoredTable table, IAsyncEnumerable<string?[]> rows, CancellationToken cancellation) =>
        connection is NpgsqlConnection postgres
            ? CopyAsync(postgres, table, rows, cancellation)
            : InsertAsync(connection, table, rows, cancellation);

    private static async Task<RowSum> CopyAsync(NpgsqlConnection connection, StoredTable table, IAsyncEnumerable<string?[]> rows, CancellationToken cancellation)
    {
        var sum = new RowSum();
        var line = new StringBuilder();
        await using var writer = await connection.BeginTextImportAsync($"copy \"{table.Name}\" ({table.ColumnList}) from stdin", cancellation);
        await foreach (var row in rows.WithCancellation(cancellation))
        {
            for (var at = 0; at < row.Length; at++)
                Append(line.Append(at == 0 ? "" : "\t"), row[at], table.Columns[at].Kind);

            await writer.WriteAsync(line.Append('\n'), cancellation);
            line.Clear();
            sum.Add(RowSum.Line(row));
        }

        return sum;
    }

    private static void Append(StringBuilder line, string? value, ColumnKind kind)
    {
        if (value is null) line.Append("\\N");
        else if (kind == ColumnKind.Bytes) line.Append("\\\\x").Append(value);
        else if (kind != ColumnKind.Text) line.Append(value);
        else
            foreach (var letter in value)
                line.Append(letter switch { '\\' => "\\\\", '\t' => "\\t", '\n' => "\\n", '\r' => "\\r", _ => null }).Append(letter is '\\' or '\t' or '\n' or '\r' ? "" : letter);
    }

    private static async Task<RowSum> InsertAsync(DbConnection connection, StoredTable table, IAsyncEnumerable<string?[]> rows, CancellationToken cancellation)
    {
        var sum = new RowSum();
        await using var command = ((SqliteConnection)connection).CreateCommand();
        command.CommandText = $"insert into \"{table.Name}\" ({table.ColumnList}) values ({string.Join(", ", table.Columns.Select((_, at) => $"@p{at}"))})";
        var parameters = table.Columns.Select((_, at) => command.Parameters.Add(new SqliteParameter($"@p{at}", null))).ToArray();

        await foreach (var row in rows.WithCancellation(cancellation))
        {
            for (var at = 0; at < row.Length; at++)
                parameters[at].Value = row[at] is { } text ? Stored(text, table.Columns[at].Kind) : DBNull.Value;

            await command.ExecuteNonQueryAsync(cancellation);
            sum.Add(RowSum.Line(row));
        }

        return sum;
    }

    /// <summary>In the form in which EF Core writes such a value to SQLite, and looks for it.</summary>
    private static object Stored(string text, ColumnKind kind) => kind switch
    {
        ColumnKind.Id => text.ToUpperInvariant(),
        ColumnKind.Instant => DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal)
            .ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        ColumnKind.Whole => long.Parse(text, CultureInfo.InvariantCulture),
        ColumnKind.Fraction => double.Parse(text, CultureInfo.InvariantCulture),
        ColumnKind.YesNo => text == "true" ? 1L : 0L,
        ColumnKind.Bytes => Convert.FromHexString(text),
        _ => text,
    };
}
