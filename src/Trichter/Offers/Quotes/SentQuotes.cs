using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;

namespace Trichter.Offers.Quotes;

/// <summary>What has been sent is not taken back, it is withdrawn; and a customer's own answer stands. What we noted of an answer ourselves can be taken back.</summary>
internal sealed class SentQuotes(Db db) : IUndoGuard, IAfterUndo
{
    private const int Named = 20;

    /// <summary>Fields that say how the customer answered.</summary>
    private static readonly string[] Answer = [nameof(QuoteVersion.State), nameof(QuoteVersion.DecidedAt), nameof(QuoteVersion.DecidedBy), nameof(QuoteVersion.DecisionReason), nameof(QuoteVersion.Chosen)];

    public async Task<IEnumerable<Conflict>> ConflictsAsync(IReadOnlyCollection<LedgerEntry> entries, CancellationToken cancellation)
    {
        var content = entries.Where(entry => entry.Record == nameof(QuoteVersion) && !IsAnswer(entry)).Select(entry => entry.RecordId).ToList();
        var answers = entries.Where(entry => entry.Record == nameof(QuoteVersion) && IsAnswer(entry)).Select(entry => entry.RecordId).ToList();
        var lines = entries.Where(entry => entry.Record == nameof(QuoteLine)).Select(entry => entry.RecordId).ToList();
        if (content.Count + answers.Count + lines.Count == 0) return [];

        return await db.QuoteVersions.Where(version => version.SentAt != null
                && (content.Contains(version.Id) || db.QuoteLines.Any(line => line.VersionId == version.Id && lines.Contains(line.Id)) || (answers.Contains(version.Id) && db.QuoteAcceptances.Any(its => its.VersionId == version.Id))))
            .OrderBy(version => version.Id).Take(Named).Select(version => new Conflict(nameof(QuoteVersion), version.Id, "", version.SentBy, version.SentAt)).ToListAsync(cancellation);
    }

    /// <summary>Sums are not in the ledger: they follow the lines and the choice as they are again.</summary>
    public async Task RunAsync(IReadOnlyCollection<Guid> subjects, CancellationToken cancellation)
    {
        foreach (var portion in subjects.Chunk(200))
        {
            var versions = await db.QuoteVersions.Where(version => portion.Contains(version.DealId)).ToListAsync(cancellation);
            if (versions.Count == 0) continue;

            var ids = versions.ConvertAll(version => version.Id);
            var lines = (await db.QuoteLines.Where(line => ids.Contains(line.VersionId)).OrderBy(line => line.Position).ToListAsync(cancellation)).ToLookup(line => line.VersionId);
            foreach (var version in versions) QuoteTotals.Of(version, [.. lines[version.Id]], version.Chosen.Count == 0 ? null : version.Chosen).WriteTo(version);
            await db.SaveChangesAsync(cancellation);
        }
    }

    private static bool IsAnswer(LedgerEntry entry)
    {
        if (entry.Action != LedgerAction.Changed) return false;
        using var fields = JsonDocument.Parse(entry.Fields);
        return fields.RootElement.EnumerateObject().All(field => Answer.Contains(field.Name));
    }
}
