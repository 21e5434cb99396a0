using Microsoft.EntityFrameworkCore;
using Trichter.Offers.Quotes;

namespace Trichter.Offers.Negotiation;

/// <summary>All that is known of the negotiation of one deal.</summary>
public sealed record NegotiationPicture(
    NegotiationPlan? Plan, IReadOnlyList<NegotiationRound> Rounds, IReadOnlyList<Ask> Asks, IReadOnlyList<Concession> Concessions, IReadOnlyList<ConcessionKind> Kinds,
    IReadOnlyList<ClosingQuestion> Questions, IReadOnlyList<(QuoteVersion Version, string Name)> Versions, QuoteVersion? Latest, Leakage? Leakage)
{
    public IEnumerable<Concession> Given => Concessions.Where(its => its.Counts);

    /// <summary>Given without a wish that it answers, or without anything in return (O55).</summary>
    public int Unpaired => Given.Count(its => !its.IsPaired);

    /// <summary>What was given costs us that much, as far as it could be reckoned.</summary>
    public long CostMinor => Given.Sum(its => its.CostMinor ?? 0);

    public int WithoutCost => Given.Count(its => its.CostMinor is null);

    /// <summary>Wishes of ours that they met.</summary>
    public int Got => Asks.Count(ask => ask.Side == Deals.CommitmentSide.Us && ask.IsMet);

    public bool IsEmpty => Plan is null && Rounds.Count + Asks.Count + Concessions.Count + Questions.Count == 0;
}

internal static class NegotiationReader
{
    public static async Task<NegotiationPicture> NegotiationOfAsync(this Db db, Guid dealId, CancellationToken cancellation = default)
    {
        var versions = await db.QuoteVersions.AsNoTracking().Where(version => version.DealId == dealId)
            .Join(db.Quotes, version => version.QuoteId, quote => quote.Id, (version, quote) => new { version, quote.Number }).OrderByDescending(its => its.version.Id).ToListAsync(cancellation);
        var latest = versions.Find(its => its.version.State != QuoteState.Withdrawn)?.version;
        var lines = latest is null ? [] : await db.QuoteLines.AsNoTracking().Where(line => line.VersionId == latest.Id).OrderBy(line => line.Position).ToListAsync(cancellation);
        return new NegotiationPicture(
            await db.NegotiationPlans.AsNoTracking().SingleOrDefaultAsync(its => its.DealId == dealId, cancellation),
            await db.NegotiationRounds.AsNoTracking().Where(its => its.DealId == dealId).OrderBy(its => its.HeldOn).ThenBy(its => its.Id).ToListAsync(cancellation),
            await db.Asks.AsNoTracking().Where(its => its.DealId == dealId).OrderByDescending(its => its.Importance).ThenBy(its => its.Id).ToListAsync(cancellation),
            await db.Concessions.AsNoTracking().Where(its => its.DealId == dealId).OrderBy(its => its.Id).ToListAsync(cancellation),
            await db.ConcessionKinds.AsNoTracking().ToListAsync(cancellation),
            await db.ClosingQuestions.AsNoTracking().Where(its => its.DealId == dealId).OrderBy(its => its.Id).ToListAsync(cancellation),
            [.. versions.Select(its => (its.version, $"{its.Number} / {its.version.Number}"))],
            latest,
            latest is null ? null : Leakage.InQuote(latest, [.. QuoteTotals.Counted(lines, latest.Chosen)]));
    }
}
