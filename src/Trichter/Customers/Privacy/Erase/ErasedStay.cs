using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;

namespace Trichter.Customers.Privacy.Erase;

/// <summary>Nobody brings an erased person back into the lists (R71).</summary>
internal sealed class ErasedStay(Db db) : IUndoGuard
{
    public async Task<IEnumerable<Conflict>> ConflictsAsync(IReadOnlyCollection<LedgerEntry> entries, CancellationToken cancellation)
    {
        var gone = entries.Where(entry => entry.Record == nameof(Person) && entry.Read().ContainsKey(nameof(Person.DeletedAt))).ToList();
        if (gone.Count == 0) return [];

        var ids = gone.Select(entry => entry.RecordId).Distinct().ToList();
        var erased = ids.Count > 1000 ? await db.Erasures.Select(its => its.Id).ToListAsync(cancellation) : await db.Erasures.Where(its => ids.Contains(its.Id)).Select(its => its.Id).ToListAsync(cancellation);
        return gone.Where(entry => erased.Contains(entry.RecordId)).Select(entry => new Conflict(entry.Record, entry.RecordId, "", entry.By, entry.At));
    }
}
