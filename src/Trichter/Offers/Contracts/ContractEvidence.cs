using Trichter.Deals.Evidence;
using Trichter.Platform.Storage;
using Trichter.Process;

namespace Trichter.Offers.Contracts;

/// <summary>The contracts of a deal, as evidence.</summary>
internal sealed record ContractFacts(IReadOnlyList<Contract> All);

internal sealed class ContractSource(Db db) : IEvidenceSource
{
    public async Task AddAsync(IReadOnlyDictionary<Guid, DealEvidence> evidence, CancellationToken cancellation)
    {
        if (!evidence.Values.Any(its => its.AsksFor(DocumentsAreComplete.Kind) || its.AsksFor(ContractIsSigned.Kind))) return;

        var ids = evidence.Keys.ToList();
        var contracts = await db.StoredAndNewAsync(db.Contracts.Where(its => ids.Contains(its.DealId)), its => its.DealId, cancellation);
        foreach (var (id, its) in evidence) its.Add(new ContractFacts([.. contracts[id]]));
    }
}

/// <summary>A contract has passed the check before signature: nothing is missing but the signatures.</summary>
internal sealed class DocumentsAreComplete : ICriterionKind
{
    public const string Kind = "documents-complete";

    public string Key => Kind;

    public bool IsMet(Stage stage, Criterion criterion, DealEvidence evidence) => evidence.Find<ContractFacts>()?.All.Any(its => its.State is ContractState.Out or ContractState.Complete) ?? false;
}

/// <summary>All of both sides have signed the same content.</summary>
internal sealed class ContractIsSigned : ICriterionKind
{
    public const string Kind = "contract-signed";

    public string Key => Kind;

    public bool IsMet(Stage stage, Criterion criterion, DealEvidence evidence) => evidence.Find<ContractFacts>()?.All.Any(its => its.State == ContractState.Complete) ?? false;
}
