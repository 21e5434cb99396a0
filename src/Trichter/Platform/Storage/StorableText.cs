using Microsoft.EntityFrameworkCore;

namespace Trichter.Platform.Storage;

/// <summary>PostgreSQL stores every character but U+0000. It is taken out of what people send, on both databases alike.</summary>
internal static class StorableText
{
    public static void Clean(DbContext db)
    {
        // An import cleans its cells as it reads them, and looks for changes itself.
        if (!db.ChangeTracker.AutoDetectChangesEnabled) return;

        foreach (var entry in db.ChangeTracker.Entries().Where(entry => entry.State is EntityState.Added or EntityState.Modified))
            foreach (var property in entry.Properties)
                if (property.CurrentValue is string text && text.Contains('\0', StringComparison.Ordinal))
                    property.CurrentValue = text.Replace("\0", "", StringComparison.Ordinal);
    }
}
