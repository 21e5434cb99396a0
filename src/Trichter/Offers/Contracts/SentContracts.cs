using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;

namespace Trichter.Offers.Contracts;

/// <summary>A contract that went out is not taken back by undo: it is given up, with a reason.</summary>
internal sealed class SentContracts(Db db) : IUndoGuard
{
    private const int Named = 20;

    public async Task<IEnumerable<Conflict>> ConflictsAsync(IReadOnlyCollection<LedgerEntry> entries, CancellationToken cancellation)
    {
        var contracts = entries.Where(entry => entry.Record == nameof(Contract)).Select(entry => entry.RecordId).ToList();
        var parts = entries.Where(entry => entry.Record is nameof(ContractSigner) or nameof(ContractAnnex)).Select(entry => entry.RecordId).ToList();
        if (contracts.Count + parts.Count == 0) return [];

        return await db.Contracts.Where(its => its.SentAt != null
                && (contracts.Contains(its.Id) || db.ContractSigners.Any(part => part.ContractId == its.Id && parts.Contains(part.Id)) || db.ContractAnnexes.Any(part => part.ContractId == its.Id && parts.Contains(part.Id))))
            .OrderBy(its => its.Id).Take(Named).Select(its => new Conflict(nameof(Contract), its.Id, "", its.SentBy, its.SentAt)).ToListAsync(cancellation);
    }
}
