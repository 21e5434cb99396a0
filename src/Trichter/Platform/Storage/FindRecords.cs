using System.Reflection;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Trichter.Platform.Storage;

/// <summary>Finds and recreates recorded things by the name of their class, deleted ones included.</summary>
internal static class FindRecords
{
    private static readonly MethodInfo Find =
        typeof(FindRecords).GetMethod(nameof(FindAsync), BindingFlags.NonPublic | BindingFlags.Static)!;

    public static Task<Dictionary<Guid, object>> FindRecordsAsync(
        this DbContext db, string record, IReadOnlyCollection<Guid> ids, CancellationToken cancellation) =>
        (Task<Dictionary<Guid, object>>)Find.MakeGenericMethod(TypeOf(db, record)).Invoke(null, [db, ids, cancellation])!;

    public static void AddRecord(this DbContext db, string record, Guid id, Dictionary<string, JsonElement> fields)
    {
        var thing = Activator.CreateInstance(TypeOf(db, record), nonPublic: true)!;
        var entry = db.Entry(thing);
        entry.Property("Id").CurrentValue = id;

        foreach (var (name, value) in fields)
            if (entry.Metadata.FindProperty(name) is { } property)
                entry.Property(name).CurrentValue = value.Deserialize(property.ClrType, AsJson.Options);

        entry.State = EntityState.Added;
    }

    private static async Task<Dictionary<Guid, object>> FindAsync<T>(
        DbContext db, IReadOnlyCollection<Guid> ids, CancellationToken cancellation) where T : class, IRecorded
    {
        var found = await db.Set<T>().IgnoreQueryFilters().IgnoreAutoIncludes().Where(thing => ids.Contains(thing.Id)).ToListAsync(cancellation);
        return found.ToDictionary(thing => thing.Id, thing => (object)thing);
    }

    private static Type TypeOf(DbContext db, string record) =>
        db.Model.GetEntityTypes().Single(type => type.ClrType.Name == record).ClrType;
}
