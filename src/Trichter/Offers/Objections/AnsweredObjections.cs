using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;

namespace Trichter.Offers.Objections;

/// <summary>An objection that was answered cannot be taken back without its answers.</summary>
internal sealed class AnsweredObjections(Db db) : IUndoGuard
{
    private const int Named = 20;

    public async Task<IEnumerable<Conflict>> ConflictsAsync(IReadOnlyCollection<LedgerEntry> entries, CancellationToken cancellation)
    {
        var created = entries.Where(entry => entry.Action == LedgerAction.Created).ToLookup(entry => entry.Record, entry => entry.RecordId);
        var (objections, replies) = (created[nameof(Objection)].ToList(), created[nameof(ObjectionReply)].ToList());
        if (objections.Count == 0) return [];

        return await db.ObjectionReplies.Where(reply => objections.Contains(reply.ObjectionId) && !replies.Contains(reply.Id)).OrderBy(reply => reply.Id).Take(Named)
            .Select(reply => new Conflict(nameof(Objection), reply.ObjectionId, "", reply.RepliedBy, reply.RepliedAt)).ToListAsync(cancellation);
    }
}
