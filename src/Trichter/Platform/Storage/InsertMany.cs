using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Trichter.Platform.Storage;

/// <summary>
/// Inserts many new records at once: on SQLite with one prepared statement per table, on PostgreSQL as a stream (copy). EF Core sends
/// a statement for each record, which takes several times as long.
/// </summary>
internal static class InsertMany
{
    private const int WorthIt = 300;

    /// <summary>Inserts what is about to be added, within the present transaction; for few records, or without one, does nothing.</summary>
    public static async Task RunAsync(DbContext db, CancellationToken cancellation)
    {
        if (db.Database.CurrentTransaction is not { } transaction) return;

        var added = db.ChangeTracker.Entries().Where(entry => entry.State == EntityState.Added).ToList();
        if (added.Count < WorthIt) return;

        foreach (var (type, entries) in InOrderOfReference(added.ToLookup(entry => entry.Metadata)))
        {
            await (db.Database.IsSqlite() ? InsertAsync(db, type, entries, transaction.GetDbTransaction(), cancellation) : CopyAsync(db, type, entries, cancellation));
            foreach (var entry in entries) entry.State = EntityState.Unchanged;
        }
    }

    /// <summary>A table comes after those it refers to.</summary>
    private static IEnumerable<(IEntityType Type, List<EntityEntry> Entries)> InOrderOfReference(ILookup<IEntityType, EntityEntry> byType)
    {
        var waiting = byType.Select(group => group.Key).ToList();
        while (waiting.Count > 0)
        {
            var next = waiting.Find(type => !type.GetForeignKeys().Any(key => key.PrincipalEntityType != type && waiting.Contains(key.PrincipalEntityType)))
                ?? throw new InvalidOperationException("Tables refer to each other in a circle.");
            waiting.Remove(next);
            yield return (next, [.. byType[next]]);
        }
    }

    private static async Task InsertAsync(
        DbContext db, IEntityType type, List<EntityEntry> entries, DbTransaction transaction, CancellationToken cancellation)
    {
        var properties = type.GetProperties().ToList();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"insert into \"{type.GetTableName()}\" ({string.Join(", ", properties.Select(property => $"\"{property.GetColumnName()}\""))}) "
            + $"values ({string.Join(", ", properties.Select((_, index) => $"@p{index}"))})";

        var parameters = properties.Select((property, index) =>
            property.GetRelationalTypeMapping().CreateParameter(command, $"@p{index}", ValueOf(entries[0], property), property.IsNullable)).ToArray();
        command.Parameters.AddRange(parameters);
        await command.PrepareAsync(cancellation);

        var converters = properties.Select(property => property.GetTypeMapping().Converter?.ConvertToProvider).ToArray();
        foreach (var entry in entries)
        {
            for (var i = 0; i < parameters.Length; i++)
            {
                var value = ValueOf(entry, properties[i]);
                parameters[i].Value = value is null ? DBNull.Value : converters[i]?.Invoke(value) ?? value;
            }

            await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    private static async Task CopyAsync(DbContext db, IEntityType type, List<EntityEntry> entries, CancellationToken cancellation)
    {
        var columns = type.GetProperties().Select(property => (Property: property, Type: property.GetColumnType(), property.GetTypeMapping().Converter?.ConvertToProvider)).ToList();
        var names = string.Join(", ", columns.Select(column => $"\"{column.Property.GetColumnName()}\""));
        await using var rows = await ((NpgsqlConnection)db.Database.GetDbConnection()).BeginBinaryImportAsync(
            $"copy \"{type.GetTableName()}\" ({names}) from stdin (format binary)", cancellation);

        foreach (var entry in entries)
        {
            await rows.StartRowAsync(cancellation);
            foreach (var (property, columnType, convert) in columns)
                if (ValueOf(entry, property) is not { } value) await rows.WriteNullAsync(cancellation);
                else await rows.WriteAsync(convert?.Invoke(value) ?? value, columnType, cancellation);
        }

        await rows.CompleteAsync(cancellation);
    }

    private static object? ValueOf(EntityEntry entry, IProperty property) =>
        property.IsShadowProperty() ? entry.Property(property).CurrentValue : property.GetGetter().GetClrValue(entry.Entity);
}
