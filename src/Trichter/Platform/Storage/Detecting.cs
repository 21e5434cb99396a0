using Microsoft.EntityFrameworkCore;

namespace Trichter.Platform.Storage;

/// <summary>Looking at what is tracked compares every field of every record with what was read, each time: once is enough where nothing changes in between.</summary>
internal static class Detecting
{
    /// <summary>Until it is disposed of, changes made by plain assignment are not noticed; what was added, removed or marked is known at once.</summary>
    public static IDisposable WithoutDetecting(this DbContext db)
    {
        var before = db.ChangeTracker.AutoDetectChangesEnabled;
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        return new Again(db, before);
    }

    private sealed class Again(DbContext db, bool before) : IDisposable
    {
        public void Dispose() => db.ChangeTracker.AutoDetectChangesEnabled = before;
    }
}
