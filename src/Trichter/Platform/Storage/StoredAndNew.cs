using Microsoft.EntityFrameworkCore;

namespace Trichter.Platform.Storage;

internal static class StoredAndNew
{
    /// <summary>What the query finds, without what is about to be deleted, with what is about to be added: the state after the next save.</summary>
    public static async Task<ILookup<Guid, T>> StoredAndNewAsync<T>(
        this DbContext db, IQueryable<T> stored, Func<T, Guid> parent, CancellationToken cancellation) where T : class
    {
        var found = await stored.ToListAsync(cancellation);
        using var _ = db.WithoutDetecting();
        var kept = found.Where(thing => db.Entry(thing).State is not EntityState.Deleted);
        var added = db.ChangeTracker.Entries<T>().Where(entry => entry.State == EntityState.Added).Select(entry => entry.Entity);
        return kept.Concat(added).ToLookup(parent);
    }
}
