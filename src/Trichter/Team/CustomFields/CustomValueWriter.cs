using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Trichter.Platform.Fields;

namespace Trichter.Team.CustomFields;

/// <summary>Keeps <see cref="CustomValue"/> with the records that are about to be saved.</summary>
internal static class CustomValueWriter
{
    public static async Task FollowAsync(Db db, CancellationToken cancellation)
    {
        var changed = db.ChangeTracker.Entries<IHasCustomFields>().Where(entry => entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted).ToList();
        if (changed.Count == 0) return;

        var fields = (await db.CustomFields.AsNoTracking().Where(field => field.RetiredAt == null).ToListAsync(cancellation)).ToLookup(field => field.Record);
        var concerned = changed.Where(entry => fields[entry.Metadata.ClrType.Name] is var its && its.Any() && IsConcerned(entry, its)).ToList();
        if (concerned.Count == 0) return;

        var old = concerned.Where(entry => entry.State != EntityState.Added).Select(entry => entry.Entity.Id).ToList();
        var known = old.Count == 0 ? [] : (await db.CustomValues.Where(value => old.Contains(value.RecordId)).ToListAsync(cancellation)).ToDictionary(value => (value.FieldId, value.RecordId));
        foreach (var entry in concerned)
            foreach (var field in fields[entry.Metadata.ClrType.Name])
                Write(db, known.GetValueOrDefault((field.Id, entry.Entity.Id)), entry.State == EntityState.Deleted ? null : CustomValue.Of(field, entry.Entity));
    }

    private static bool IsConcerned(EntityEntry<IHasCustomFields> entry, IEnumerable<CustomField> fields) =>
        entry.State switch
        {
            EntityState.Added => entry.Entity.Custom.Count > 0 || fields.Any(field => field.Type == CustomFieldType.Formula),
            EntityState.Modified => entry.Property(nameof(IHasCustomFields.Custom)).IsModified || fields.Any(field => field.Type == CustomFieldType.Formula),
            _ => true,
        };

    private static void Write(Db db, CustomValue? known, CustomValue? now)
    {
        if (known is null && now is not null) db.CustomValues.Add(now);
        else if (known is not null && now is null) db.CustomValues.Remove(known);
        else if (known is not null && (known.Text, known.Number, known.RelatedId) != (now!.Text, now.Number, now.RelatedId))
        {
            known.Take(now);
            db.Entry(known).State = EntityState.Modified;
        }
    }
}
