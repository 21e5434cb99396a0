using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Process;

namespace Trichter.Deals.Migrate;

/// <summary>A version that deals stand on cannot be taken back.</summary>
internal sealed class DealsOnVersion(Db db) : IUndoGuard
{
    private const int Named = 20;

    public async Task<IEnumerable<Conflict>> ConflictsAsync(IReadOnlyCollection<LedgerEntry> entries, CancellationToken cancellation)
    {
        var versions = entries.Where(entry => entry is { Record: nameof(ProcessVersion), Action: LedgerAction.Created }).Select(entry => entry.RecordId).ToList();
        if (versions.Count == 0) return [];

        return await db.Deals.IgnoreQueryFilters().Where(deal => versions.Contains(deal.VersionId)).OrderBy(deal => deal.Id).Take(Named)
            .Select(deal => new Conflict(nameof(Deal), deal.Id, nameof(Deal.VersionId), null, null)).ToListAsync(cancellation);
    }
}
