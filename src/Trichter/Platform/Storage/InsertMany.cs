using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Trichter.Platform.Storage;

/// <summary>
/// Inserts many new records at once with one prepared statement per table. SQLite gets every insert of EF Core as a statement
/// of its own, which takes several times as long; PostgreSQL gets them in batches anyway.
/// </summary>
internal static class InsertMany
{
    private const int WorthIt = 300;

    /// <summary>Inserts what is about to be added, within the present transaction; for few records, or without one, does nothing.</summary>
    public static async Task RunAsync(DbContext db, CancellationToken cancellation)
    {
        if (!db.Database.IsSqlite() || db.Database.CurrentTransaction is not { } transaction) return;

        var added = db.ChangeTracker.Entries().Where(entry => entry.State == EntityState.Added).ToList();
        if (added.Count < WorthIt) return;

        foreach (var (type, entries) in InOrderOfReference(added.ToLookup(entry => entry.Metadata)))
        {
            await InsertAsync(db, type, entries, transaction.GetDbTransaction(), cancellation);
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

    private static object? ValueOf(EntityEntry entry, IProperty property) =>
        property.IsShadowProperty() ? entry.Property(property).CurrentValue : property.GetGetter().GetClrValue(entry.Entity);
}
