using Microsoft.EntityFrameworkCore;

namespace Trichter.Ledger.Sealing;

/// <summary>Seals what has been written since the last time, and looks whether the chain still holds.</summary>
public sealed class SealLedger(Db db, Change change)
{
    internal const long SealLock = 0x7472696368747365;
    private const int Portion = 2000;

    public async Task RunAsync(CancellationToken cancellation = default)
    {
        while (await SealPortionAsync(cancellation)) { }
    }

    /// <summary>Numbers of the seals that no longer fit the entries they cover, or that are missing. Empty when the ledger is as it was written.</summary>
    public async Task<IReadOnlyList<long>> BrokenAsync(CancellationToken cancellation = default)
    {
        var broken = new List<long>();
        var (before, expected) = ("", 1L);
        var seals = await db.Seals.AsNoTracking().OrderBy(seal => seal.Number).ToListAsync(cancellation);
        var renewed = seals.Where(seal => seal.Renews is not null).GroupBy(seal => seal.Renews!.Value).ToDictionary(one => one.Key, one => one.Max(seal => seal.Number));

        foreach (var seal in seals)
        {
            for (; expected < seal.Number; expected++) broken.Add(expected);
            expected++;
            if (renewed.GetValueOrDefault(seal.Renews ?? seal.Number, seal.Number) == seal.Number && !await FitsAsync(db, seal, before, seals, cancellation)) broken.Add(seal.Renews ?? seal.Number);
            before = seal.Hash;
        }

        return broken;
    }

    /// <summary>Whether what stands under this number now is what was sealed, or covered anew.</summary>
    internal static async Task<bool> HoldsAsync(Db db, long number, CancellationToken cancellation)
    {
        var seals = await db.Seals.AsNoTracking().Where(seal => seal.Number == number || seal.Renews == number).OrderBy(seal => seal.Number).ToListAsync(cancellation);
        if (seals.Count == 0) return false;
        var previous = seals[^1].Number - 1;
        var before = await db.Seals.AsNoTracking().Where(seal => seal.Number == previous).Select(seal => seal.Hash).SingleOrDefaultAsync(cancellation) ?? "";
        return await FitsAsync(db, seals[^1], before, seals, cancellation);
    }

    private static async Task<bool> FitsAsync(Db db, Seal seal, string before, List<Seal> seals, CancellationToken cancellation)
    {
        var first = seals.Find(its => its.Number == (seal.Renews ?? seal.Number));
        var entries = await EntriesOf(db, seal.Renews ?? seal.Number).ToListAsync(cancellation);
        return entries.Count == first?.Entries && Seal.HashOf(before, entries, seal.Renews) == seal.Hash;
    }

    private async Task<bool> SealPortionAsync(CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (db.Database.IsNpgsql() && !await db.Database.SqlQuery<bool>($"select pg_try_advisory_xact_lock({SealLock}) as \"Value\"").SingleAsync(cancellation)) return false;

        var entries = await db.Ledger.AsNoTracking().Where(entry => entry.Seal == null).OrderBy(entry => entry.Id).Take(Portion).ToListAsync(cancellation);
        if (entries.Count == 0) return false;

        var last = await db.Seals.AsNoTracking().OrderByDescending(seal => seal.Number).FirstOrDefaultAsync(cancellation);
        var number = (last?.Number ?? 0) + 1;
        var ids = entries.Select(entry => entry.Id).ToList();
        await db.Ledger.Where(entry => ids.Contains(entry.Id)).ExecuteUpdateAsync(set => set.SetProperty(entry => entry.Seal, number), cancellation);
        db.Seals.Add(new Seal { Number = number, Hash = Seal.HashOf(last?.Hash ?? "", entries), Entries = entries.Count, At = change.Now });
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        db.ChangeTracker.Clear();
        return entries.Count == Portion;
    }

    internal static IQueryable<LedgerEntry> EntriesOf(Db db, long number) => db.Ledger.AsNoTracking().Where(entry => entry.Seal == number).OrderBy(entry => entry.Id);
}
