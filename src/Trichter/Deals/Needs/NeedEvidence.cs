using Trichter.Deals.Evidence;
using Trichter.Platform.Storage;
using Trichter.Process;

namespace Trichter.Deals.Needs;

/// <summary>The needs of a deal, as evidence.</summary>
internal sealed record NeedFacts(IReadOnlyList<Need> All)
{
    /// <summary>There is one that is confirmed, and none of high importance is not.</summary>
    public bool AreConfirmed =>
        All.Any(need => need.IsConfirmed) && All.All(need => need.IsConfirmed || need.Importance != NeedImportance.High);
}

internal sealed class NeedSource(Db db) : IEvidenceSource
{
    public async Task AddAsync(IReadOnlyDictionary<Guid, DealEvidence> evidence, CancellationToken cancellation)
    {
        if (!evidence.Values.Any(its => its.AsksFor(NeedsAreConfirmed.Kind))) return;

        var ids = evidence.Keys.ToList();
        var needs = await db.StoredAndNewAsync(db.Needs.Where(need => ids.Contains(need.DealId)), need => need.DealId, cancellation);
        foreach (var (id, its) in evidence)
            its.Add(new NeedFacts([.. needs[id]]));
    }
}

/// <summary>The customer has confirmed what they need: at least one need, and every one of high importance.</summary>
internal sealed class NeedsAreConfirmed : ICriterionKind
{
    public const string Kind = "needs-confirmed";

    public string Key => Kind;

    public bool IsMet(Stage stage, Criterion criterion, DealEvidence evidence) => evidence.Find<NeedFacts>()?.AreConfirmed ?? false;
}
