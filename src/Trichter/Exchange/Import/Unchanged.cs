using Microsoft.EntityFrameworkCore;

namespace Trichter.Exchange.Import;

internal static class Unchanged
{
    /// <summary>Whether a row said nothing new of a record. Looks at this record only, where the context would look at all.</summary>
    public static bool IsUnchanged(this DbContext db, object record)
    {
        var entry = db.Entry(record);
        entry.DetectChanges();
        return entry.State == EntityState.Unchanged;
    }
}
