using Trichter.Deals.Evidence;
using Trichter.Platform.Storage;
using Trichter.Process;

namespace Trichter.Offers.Objections;

/// <summary>The objections of a deal, as evidence.</summary>
internal sealed record ObjectionFacts(IReadOnlyList<Objection> All);

internal sealed class ObjectionSource(Db db) : IEvidenceSource
{
    public async Task AddAsync(IReadOnlyDictionary<Guid, DealEvidence> evidence, CancellationToken cancellation)
    {
        if (!evidence.Values.Any(its => its.AsksFor(ObjectionsAreAnswered.Kind))) return;

        var ids = evidence.Keys.ToList();
        var objections = await db.StoredAndNewAsync(db.Objections.Where(its => ids.Contains(its.DealId)), its => its.DealId, cancellation);
        foreach (var (id, its) in evidence)
            its.Add(new ObjectionFacts([.. objections[id]]));
    }
}

/// <summary>No objection is left open. A deal on which nobody objected meets it.</summary>
internal sealed class ObjectionsAreAnswered : ICriterionKind
{
    public const string Kind = "objections-answered";

    public string Key => Kind;

    public bool IsMet(Stage stage, Criterion criterion, DealEvidence evidence) => evidence.Find<ObjectionFacts>()?.All.All(its => !its.IsOpen) ?? false;
}
