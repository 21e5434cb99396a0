using Microsoft.EntityFrameworkCore;

namespace Trichter.Ledger.Sealing;

/// <summary>
/// Takes values out of the ledger for good, within the transaction of whoever calls it. The chain holds: it covers salted digests. Entries from before
/// salts were kept are covered by their values; their seal is looked at once more and renewed by a further link that covers digests.
/// </summary>
public sealed class EraseFromLedger(Db db, Change change)
{
    private const int Portion = 400;

    /// <param name="gone">Entry → the fields whose values go.</param>
    public async Task RunAsync(IReadOnlyDictionary<Guid, IReadOnlySet<string>> gone, CancellationToken cancellation = default)
    {
        if (gone.Count == 0) return;
        if (db.Database.IsNpgsql()) await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({SealLedger.SealLock})", cancellation);

        var renew = new SortedSet<long>();
        foreach (var portion in gone.Keys.Chunk(Portion))
        {
            var seals = await db.Ledger.AsNoTracking().Where(entry => portion.Contains(entry.Id) && entry.Salt == "" && entry.Erased == "" && entry.Seal != null).Select(entry => entry.Seal!.Value).Distinct().ToListAsync(cancellation);
            foreach (var seal in seals.Where(seal => !renew.Contains(seal)))
                if (await SealLedger.HoldsAsync(db, seal, cancellation)) renew.Add(seal);

            foreach (var entry in await db.Ledger.Where(entry => portion.Contains(entry.Id)).ToListAsync(cancellation))
                entry.Erase(gone[entry.Id]);
            await db.SaveChangesAsync(cancellation);
            db.ChangeTracker.Clear();
        }

        foreach (var number in renew)
        {
            var entries = await SealLedger.EntriesOf(db, number).ToListAsync(cancellation);
            var last = await db.Seals.AsNoTracking().OrderByDescending(seal => seal.Number).FirstAsync(cancellation);
            db.Seals.Add(new Seal { Number = last.Number + 1, Hash = Seal.HashOf(last.Hash, entries, number), Entries = 0, Renews = number, At = change.Now });
            await db.SaveChangesAsync(cancellation);
            db.ChangeTracker.Clear();
        }
    }
}
