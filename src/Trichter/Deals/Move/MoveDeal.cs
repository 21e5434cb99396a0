using Trichter.Deals.Evidence;
using Trichter.Deals.HandOvers;
using Trichter.Process;
using Trichter.Timeline;

namespace Trichter.Deals.Move;

/// <summary>
/// Moves a deal to another stage of its process, or says what is still missing. Criteria that warn let it pass with a reason;
/// criteria that block do not. Going back is always allowed. What lies after the sale is open to won deals only.
/// </summary>
public sealed class MoveDeal(Db db, TimelineWriter timeline, ProcessCatalogue catalogue, FindDeal find, Judge judge, DealFigures figures, ConfirmCriterion confirm,
    OvertakenHandOver overtaken)
{
    public async Task<MoveResult> RunAsync(
        Guid dealId, Guid stageId, IReadOnlyCollection<string> confirmed, string reason, CancellationToken cancellation = default)
    {
        if (await find.ForChangeAsync(dealId, cancellation) is not { } deal) return new MoveResult.NotFound();

        var version = await catalogue.VersionAsync(deal.VersionId, cancellation);
        var (from, target) = (version.StageWith(deal.StageId), await TargetAsync(version, stageId, cancellation));
        if (target is null) return new MoveResult.NotFound();
        if (target.Id == from.Id) return new MoveResult.Moved(from, target);
        if (!deal.IsOpen && deal.Outcome != Outcome.Won) return new MoveResult.Closed();
        if (target.IsAfterSale != (deal.Outcome == Outcome.Won)) return target.IsAfterSale ? new MoveResult.WinFirst() : new MoveResult.Closed();

        await confirm.PutAsync(deal, confirmed, cancellation);

        var unmet = judge.UnmetFor(target, await judge.EvidenceOfAsync(deal, cancellation));
        if (unmet.Any(judged => judged.Criterion.Severity == Severity.Block) || (unmet.Count > 0 && reason.Trim().Length == 0))
        {
            // What was confirmed stays confirmed, also when the move does not happen yet.
            await figures.RefreshAsync([deal], cancellation);
            await db.SaveChangesAsync(cancellation);
            return new MoveResult.Unmet(target, unmet);
        }

        var why = unmet.Count == 0 ? "" : reason.Trim()[..Math.Min(reason.Trim().Length, 1000)];
        var history = await find.HistoryOfAsync(deal, cancellation);
        var now = await find.NowAsync(cancellation);
        db.Transitions.Add(history.Enter(target, now, why));

        (deal.StageId, deal.Position, deal.StageEnteredAt) = (target.Id, target.Position, now.At);
        if (deal.Outcome == Outcome.Parked) (deal.Outcome, deal.ParkedUntil) = (Outcome.Open, null);

        await overtaken.WithdrawIfBackAsync(deal, version, target, cancellation);
        await figures.RefreshAsync([deal], cancellation);
        timeline.Record(new DealMoved(deal.Id, from.Name, target.Name, why));
        await db.SaveChangesAsync(cancellation);
        return new MoveResult.Moved(from, target);
    }

    /// <summary>A deal on an earlier version is moved to the stage of its own version that has the same key as the column it was put on.</summary>
    private async Task<Stage?> TargetAsync(ProcessVersion version, Guid stageId, CancellationToken cancellation) =>
        version.Stages.FirstOrDefault(stage => stage.Id == stageId)
        ?? (await catalogue.StageKeyAsync(version.ProcessId, stageId, cancellation) is { } key ? version.StageWithKey(key) : null);
}

public abstract record MoveResult
{
    public sealed record Moved(Stage From, Stage To) : MoveResult;

    /// <summary>Criteria that are not met; when only warnings are among them, a reason lets the deal pass.</summary>
    public sealed record Unmet(Stage Target, IReadOnlyList<Judged> Criteria) : MoveResult
    {
        public bool IsBlocked => Criteria.Any(judged => judged.Criterion.Severity == Severity.Block);
    }

    /// <summary>The target lies after the sale.</summary>
    public sealed record WinFirst : MoveResult;

    /// <summary>The deal has ended; it has to be opened again first.</summary>
    public sealed record Closed : MoveResult;

    public sealed record NotFound : MoveResult;
}
