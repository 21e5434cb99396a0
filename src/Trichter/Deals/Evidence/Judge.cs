using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Platform.Storage;
using Trichter.Process;

namespace Trichter.Deals.Evidence;

/// <summary>Judges the criteria of deals: what is met, and which stage the evidence supports.</summary>
public sealed class Judge(
    Db db, Change change, ProcessCatalogue catalogue, IEnumerable<ICriterionKind> kinds, IEnumerable<IEvidenceSource> sources)
{
    private readonly Dictionary<string, ICriterionKind> kinds = kinds.ToDictionary(kind => kind.Key);

    /// <summary>Brings together what is known of the deals, in a fixed number of queries however many there are.</summary>
    public async Task<Dictionary<Guid, DealEvidence>> EvidenceOfAsync(IReadOnlyCollection<Deal> deals, CancellationToken cancellation = default)
    {
        var evidence = new Dictionary<Guid, DealEvidence>();
        foreach (var deal in deals)
            evidence[deal.Id] = new DealEvidence(deal, await catalogue.VersionAsync(deal.VersionId, cancellation), change.Now);

        var ids = evidence.Keys.ToList();
        var confirmations = await db.StoredAndNewAsync(db.Confirmations.Where(c => ids.Contains(c.DealId)), c => c.DealId, cancellation);
        var obstacles = await db.StoredAndNewAsync(db.Obstacles.Where(o => ids.Contains(o.DealId)), o => o.DealId, cancellation);
        var commitments = await db.StoredAndNewAsync(db.Commitments.Where(c => ids.Contains(c.DealId)), c => c.DealId, cancellation);

        foreach (var (id, one) in evidence)
        {
            one.Confirmations = [.. confirmations[id]];
            one.Obstacles = [.. obstacles[id]];
            one.Commitments = [.. commitments[id]];
        }

        foreach (var source in sources)
            await source.AddAsync(evidence, cancellation);
        return evidence;
    }

    public async Task<DealEvidence> EvidenceOfAsync(Deal deal, CancellationToken cancellation = default) =>
        (await EvidenceOfAsync([deal], cancellation))[deal.Id];

    public IEnumerable<Judged> ExitsOf(Stage stage, DealEvidence evidence) =>
        stage.ExitCriteria.Select(criterion => Judged(stage, criterion, evidence));

    /// <summary>What is not met for a move: exits of the stages left behind, and the entry of the target. Empty going back.</summary>
    public IReadOnlyList<Judged> UnmetFor(Stage target, DealEvidence evidence)
    {
        var from = evidence.Version.StageWith(evidence.Deal.StageId);
        if (target.Position <= from.Position) return [];

        return [.. evidence.Version.LeftBehind(from, target).SelectMany(stage => ExitsOf(stage, evidence))
            .Concat(target.EntryCriteria.Select(criterion => Judged(target, criterion, evidence)))
            .Where(judged => !judged.IsMet)];
    }

    /// <summary>
    /// The highest position such that every exit criterion of every non-optional stage before it holds (metrics 1.1);
    /// null for a process without criteria. What comes after the sale is supported only once the deal is won.
    /// </summary>
    public int? EvidencedPosition(DealEvidence evidence)
    {
        var stages = evidence.Version.Stages.Where(stage => !stage.IsAfterSale || evidence.Deal.Outcome == Outcome.Won).ToList();
        if (!stages.Any(stage => stage.ExitCriteria.Any())) return null;

        var reached = stages[0].Position;
        foreach (var stage in stages)
        {
            reached = stage.Position;
            if (!stage.Optional && ExitsOf(stage, evidence).Any(judged => !judged.IsMet)) break;
        }

        return reached;
    }

    private Judged Judged(Stage stage, Criterion criterion, DealEvidence evidence)
    {
        var shownBy = criterion.Evidence.FirstOrDefault(kind => IsMet(kind, stage, criterion, evidence));
        return new(stage, criterion, shownBy is not null || IsMet(criterion.Kind, stage, criterion, evidence), shownBy);
    }

    private bool IsMet(string key, Stage stage, Criterion criterion, DealEvidence evidence) => kinds.TryGetValue(key, out var kind) && kind.IsMet(stage, criterion, evidence);
}
