using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Trichter.Platform.Storage;

namespace Trichter.Ledger;

/// <summary>Writes every field that is about to change into the ledger, in the same save as the change itself.</summary>
internal static class LedgerWriter
{
    private static readonly ConcurrentDictionary<IEntityType, IProperty[]> Kept = new();

    public static void Record(DbContext db, Change change)
    {
        var now = change.Now;
        var entries = db.ChangeTracker.Entries<IRecorded>().Select(entry => EntryFor(entry, change, now)).OfType<LedgerEntry>().ToList();
        if (entries.Count == 0) return;

        if (!change.IsRecorded)
        {
            db.Add(new ChangeRecord { Id = change.Id, At = now, By = change.By, Via = change.Via, Undoes = change.Undoes });
            change.IsRecorded = true;
        }

        db.AddRange(entries);
    }

    private static LedgerEntry? EntryFor(EntityEntry<IRecorded> entry, Change change, DateTime now)
    {
        var fields = entry.State switch
        {
            not EntityState.Modified when entry.Entity is ITrace => [],
            EntityState.Added => Fields(entry, property => [null, property.CurrentValue], property => property.CurrentValue is not null),
            EntityState.Modified => Fields(entry, property => [property.OriginalValue, property.CurrentValue], IsChanged),
            EntityState.Deleted => Fields(entry, property => [property.OriginalValue, null], property => property.OriginalValue is not null),
            _ => [],
        };

        if (entry.State == EntityState.Modified && entry.Entity is IVersioned)
            entry.Property(nameof(IVersioned.Version)).CurrentValue = (int)entry.Property(nameof(IVersioned.Version)).OriginalValue! + 1;

        return fields.Count == 0 ? null : new LedgerEntry
        {
            ChangeId = change.Id,
            At = now,
            By = change.By,
            Record = entry.Metadata.ClrType.Name,
            RecordId = entry.Entity.Id,
            SubjectId = entry.Entity is IPartOf part ? part.PartOf : entry.Entity.Id,
            Action = entry.State switch
            {
                EntityState.Added => LedgerAction.Created,
                EntityState.Deleted => LedgerAction.Removed,
                _ => LedgerAction.Changed,
            },
            Fields = AsJson.Write(fields),
        };
    }

    private static Dictionary<string, object?[]> Fields(
        EntityEntry entry, Func<PropertyEntry, object?[]> beforeAndAfter, Func<PropertyEntry, bool> include) =>
        KeptOf(entry.Metadata).Select(entry.Property).Where(include)
            .ToDictionary(property => property.Metadata.Name, beforeAndAfter);

    private static bool IsChanged(PropertyEntry property) =>
        property.IsModified && !property.Metadata.GetValueComparer().Equals(property.OriginalValue, property.CurrentValue);

    private static IProperty[] KeptOf(IEntityType type) => Kept.GetOrAdd(type, static t =>
        [.. t.GetProperties().Where(property =>
            property.Name is not ("Id" or nameof(IVersioned.Version))
            && property.PropertyInfo?.GetCustomAttribute<NotRecordedAttribute>() is null)]);
}
