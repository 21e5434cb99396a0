using Trichter.Deals.Evidence;
using Trichter.Platform.Storage;
using Trichter.Process;

namespace Trichter.Deals.Stakeholders;

/// <summary>The stakeholders of a deal, as evidence.</summary>
internal sealed record StakeholderFacts(IReadOnlyList<Stakeholder> All);

internal sealed class StakeholderSource(Db db) : IEvidenceSource
{
    public async Task AddAsync(IReadOnlyDictionary<Guid, DealEvidence> evidence, CancellationToken cancellation)
    {
        if (!evidence.Values.Any(its => its.AsksFor(DecisionMakerIsKnown.Kind) || its.AsksFor(DecisionMakerIsMet.Kind))) return;

        var ids = evidence.Keys.ToList();
        var stakeholders = await db.StoredAndNewAsync(db.Stakeholders.Where(its => ids.Contains(its.DealId)), its => its.DealId, cancellation);
        foreach (var (id, its) in evidence)
            its.Add(new StakeholderFacts([.. stakeholders[id]]));
    }
}

/// <summary>Somebody is known who decides.</summary>
internal sealed class DecisionMakerIsKnown : ICriterionKind
{
    public const string Kind = "decision-maker-known";

    public string Key => Kind;

    public bool IsMet(Stage stage, Criterion criterion, DealEvidence evidence) =>
        evidence.Find<StakeholderFacts>()?.All.Any(its => its.Decides) ?? false;
}

/// <summary>Somebody has spoken with one who decides.</summary>
internal sealed class DecisionMakerIsMet : ICriterionKind
{
    public const string Kind = "decision-maker-met";

    public string Key => Kind;

    public bool IsMet(Stage stage, Criterion criterion, DealEvidence evidence) =>
        evidence.Find<StakeholderFacts>()?.All.Any(its => its is { Decides: true, IsMet: true }) ?? false;
}
