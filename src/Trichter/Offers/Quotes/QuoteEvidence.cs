using Trichter.Deals.Evidence;
using Trichter.Deals.Needs;
using Trichter.Platform.Storage;
using Trichter.Process;

namespace Trichter.Offers.Quotes;

/// <summary>The quotes of a deal, as evidence.</summary>
internal sealed record QuoteFacts(IReadOnlyList<QuoteVersion> Versions);

/// <summary>How the quotes of a deal meet its needs, as evidence.</summary>
internal sealed record CoverageFacts(IReadOnlyList<Need> Musts, IReadOnlyList<NeedCoverage> Coverages);

internal sealed class QuoteSource(Db db) : IEvidenceSource
{
    private static readonly string[] Kinds = [QuoteWasSent.Kind, QuoteWasViewed.Kind, QuoteWasAccepted.Kind];

    public async Task AddAsync(IReadOnlyDictionary<Guid, DealEvidence> evidence, CancellationToken cancellation)
    {
        var ids = evidence.Keys.ToList();
        if (evidence.Values.Any(its => Kinds.Any(its.AsksFor)))
        {
            var versions = await db.StoredAndNewAsync(db.QuoteVersions.Where(its => ids.Contains(its.DealId)), its => its.DealId, cancellation);
            foreach (var (id, its) in evidence) its.Add(new QuoteFacts([.. versions[id]]));
        }

        if (!evidence.Values.Any(its => its.AsksFor(QuoteCoversNeeds.Kind))) return;

        var needs = await db.StoredAndNewAsync(db.Needs.Where(its => ids.Contains(its.DealId)), its => its.DealId, cancellation);
        var coverages = await db.StoredAndNewAsync(db.NeedCoverages.Where(its => ids.Contains(its.DealId)), its => its.DealId, cancellation);
        foreach (var (id, its) in evidence) its.Add(new CoverageFacts([.. needs[id].Where(Coverage.IsMust)], [.. coverages[id]]));
    }
}

/// <summary>A quote has gone out.</summary>
internal sealed class QuoteWasSent : ICriterionKind
{
    public const string Kind = "quote-sent";

    public string Key => Kind;

    public bool IsMet(Stage stage, Criterion criterion, DealEvidence evidence) => evidence.Find<QuoteFacts>()?.Versions.Any(version => version.WasSent && version.State != QuoteState.Withdrawn) ?? false;
}

/// <summary>The customer has looked at one.</summary>
internal sealed class QuoteWasViewed : ICriterionKind
{
    public const string Kind = "quote-viewed";

    public string Key => Kind;

    public bool IsMet(Stage stage, Criterion criterion, DealEvidence evidence) => evidence.Find<QuoteFacts>()?.Versions.Any(version => version.ViewedAt is not null || version.State == QuoteState.Accepted) ?? false;
}

/// <summary>The customer has accepted one.</summary>
internal sealed class QuoteWasAccepted : ICriterionKind
{
    public const string Kind = "quote-accepted";

    public string Key => Kind;

    public bool IsMet(Stage stage, Criterion criterion, DealEvidence evidence) => evidence.Find<QuoteFacts>()?.Versions.Any(version => version.State == QuoteState.Accepted) ?? false;
}

/// <summary>Every need of high importance that the customer confirmed is covered by a quote.</summary>
internal sealed class QuoteCoversNeeds : ICriterionKind
{
    public const string Kind = "quote-covers-needs";

    public string Key => Kind;

    public bool IsMet(Stage stage, Criterion criterion, DealEvidence evidence) =>
        evidence.Find<CoverageFacts>() is { Musts.Count: > 0 } facts && facts.Musts.All(need => facts.Coverages.Any(its => its.NeedId == need.Id && Coverage.IsCovered(its)));
}
