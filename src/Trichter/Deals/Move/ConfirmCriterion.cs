using Microsoft.EntityFrameworkCore;
using Trichter.Deals.Evidence;
using Trichter.Ledger;
using Trichter.Process;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Deals.Move;

/// <summary>Vouches for a criterion that only a person can judge, or takes that back. Named "stage/criterion".</summary>
public sealed class ConfirmCriterion(Db db, Me me, Change change, TimelineWriter timeline, ProcessCatalogue catalogue, FindDeal find, DealFigures figures)
{
    /// <returns>False when the deal or the criterion is not there.</returns>
    public async Task<bool> SwitchAsync(Guid dealId, string key, CancellationToken cancellation = default)
    {
        if (await find.ForChangeAsync(dealId, cancellation) is not { } deal) return false;
        if (!await PutAsync(deal, key, cancellation) && !await WithdrawAsync(deal, key, cancellation)) return false;

        await figures.RefreshAsync([deal], cancellation);
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    /// <summary>Adds the confirmation without saving; false when it is there already, or there is no such criterion.</summary>
    internal async Task<bool> PutAsync(Deal deal, string key, CancellationToken cancellation)
    {
        if (await FindAsync(deal, key, cancellation) is not var (stage, criterion)) return false;
        if (await StoredAsync(deal, stage, criterion, cancellation) is not null) return false;

        db.Confirmations.Add(new Confirmation { DealId = deal.Id, StageKey = stage.Key, CriterionKey = criterion.Key, By = me.Id, At = change.Now });
        timeline.Record(new CriterionConfirmed(deal.Id, criterion.Label, Withdrawn: false));
        return true;
    }

    private async Task<bool> WithdrawAsync(Deal deal, string key, CancellationToken cancellation)
    {
        if (await FindAsync(deal, key, cancellation) is not var (stage, criterion)) return false;
        if (await StoredAsync(deal, stage, criterion, cancellation) is not { } stored) return false;

        db.Confirmations.Remove(stored);
        timeline.Record(new CriterionConfirmed(deal.Id, criterion.Label, Withdrawn: true));
        return true;
    }

    private Task<Confirmation?> StoredAsync(Deal deal, Stage stage, Criterion criterion, CancellationToken cancellation) =>
        db.Confirmations.FirstOrDefaultAsync(
            c => c.DealId == deal.Id && c.StageKey == stage.Key && c.CriterionKey == criterion.Key, cancellation);

    private async Task<(Stage Stage, Criterion Criterion)?> FindAsync(Deal deal, string key, CancellationToken cancellation)
    {
        if (key.Split('/') is not [var stageKey, var criterionKey]) return null;

        var stage = (await catalogue.VersionAsync(deal.VersionId, cancellation)).StageWithKey(stageKey);
        var criterion = stage?.Criteria.Find(c => c.Key == criterionKey && c.Kind == CriterionKinds.Confirmation);
        return stage is null || criterion is null ? null : (stage, criterion);
    }
}
