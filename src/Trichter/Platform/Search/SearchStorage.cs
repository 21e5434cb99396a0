using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Trichter.Platform.Storage;

namespace Trichter.Platform.Search;

internal sealed class SearchStorage : IEntityTypeConfiguration<SearchEntry>
{
    public void Configure(EntityTypeBuilder<SearchEntry> entry) => entry.ToTable("search_entries");
}

/// <summary>Keeps the search entries true to their records, in the same save.</summary>
internal static class SearchWriter
{
    public static void Follow(DbContext db)
    {
        var changed = db.ChangeTracker.Entries<ISearchable>().Where(entry => entry.State is not EntityState.Unchanged).ToList();
        if (changed.Count == 0) return;

        var tracked = db.ChangeTracker.Entries<SearchEntry>().ToDictionary(entry => entry.Entity.Id);
        foreach (var entry in changed)
        {
            var id = ((IRecorded)entry.Entity).Id;
            var (was, isNow) = (WasFound(entry), IsFound(entry));
            if (was && isNow && !entry.Entity.FoundBy.Any(field => entry.Property(field).IsModified)) continue;
            if (tracked.TryGetValue(id, out var known)) known.State = EntityState.Detached;

            if (!was && isNow) db.Add(entry.Entity.ForSearch());
            else if (was && isNow) db.Update(entry.Entity.ForSearch());
            else if (was) db.Remove(SearchEntry.Of(id, "", "", "", null));
        }
    }

    private static bool WasFound(EntityEntry entry) =>
        entry.State != EntityState.Added
        && (entry.Entity is not IDeletable || entry.Property(nameof(IDeletable.DeletedAt)).OriginalValue is null);

    private static bool IsFound(EntityEntry entry) =>
        entry.State != EntityState.Deleted && entry.Entity is not IDeletable { DeletedAt: not null };
}
