using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Operation.Health;

namespace Trichter.Ledger.Sealing;

/// <summary>Whether the ledger is as it was written. The last seal, noted elsewhere, shows also that nobody made the whole chain anew.</summary>
internal sealed class SealHealth(Db db, SealLedger ledger) : IHealthCheck
{
    public async IAsyncEnumerable<Finding> LookAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var broken = await ledger.BrokenAsync(cancellation);
        yield return new Finding("broken_seals", broken.Select(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture)).ToList(), broken.Count == 0);

        if (await db.Seals.AsNoTracking().OrderByDescending(seal => seal.Number).FirstOrDefaultAsync(cancellation) is { } last)
            yield return new Finding("last_seal", $"{last.Number} {last.Hash}");
        yield return new Finding("renewed_seals", await db.Seals.CountAsync(seal => seal.Renews != null, cancellation));
        yield return new Finding("erased_entries", await db.Ledger.CountAsync(entry => entry.Erased != "", cancellation));
        yield return new Finding("not_yet_sealed", await db.Ledger.CountAsync(entry => entry.Seal == null, cancellation));
    }
}
