using Trichter.Deals.Evidence;
using Trichter.Platform.Storage;
using Trichter.Process;

namespace Trichter.Offers.Negotiation;

/// <summary>What was asked for in a negotiation, as evidence.</summary>
internal sealed record NegotiationFacts(IReadOnlyList<Ask> Asks, IReadOnlyList<ClosingQuestion> Questions);

internal sealed class NegotiationSource(Db db) : IEvidenceSource
{
    public async Task AddAsync(IReadOnlyDictionary<Guid, DealEvidence> evidence, CancellationToken cancellation)
    {
        if (!evidence.Values.Any(its => its.AsksFor(ClosingWasAsked.Kind) || its.AsksFor(AsksAreSettled.Kind))) return;

        var ids = evidence.Keys.ToList();
        var asks = await db.StoredAndNewAsync(db.Asks.Where(its => ids.Contains(its.DealId)), its => its.DealId, cancellation);
        var questions = await db.StoredAndNewAsync(db.ClosingQuestions.Where(its => ids.Contains(its.DealId)), its => its.DealId, cancellation);
        foreach (var (id, its) in evidence) its.Add(new NegotiationFacts([.. asks[id]], [.. questions[id]]));
    }
}

/// <summary>We asked for the decision.</summary>
internal sealed class ClosingWasAsked : ICriterionKind
{
    public const string Kind = "closing-asked";

    public string Key => Kind;

    public bool IsMet(Stage stage, Criterion criterion, DealEvidence evidence) => evidence.Find<NegotiationFacts>()?.Questions.Count > 0;
}

/// <summary>No wish of either side is open. A deal on which nobody asked for anything meets it.</summary>
internal sealed class AsksAreSettled : ICriterionKind
{
    public const string Kind = "asks-settled";

    public string Key => Kind;

    public bool IsMet(Stage stage, Criterion criterion, DealEvidence evidence) => evidence.Find<NegotiationFacts>()?.Asks.All(ask => !ask.IsOpen) ?? false;
}
