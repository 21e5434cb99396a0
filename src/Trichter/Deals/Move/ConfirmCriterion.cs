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
        if (await FindAsync(deal, key, cancellation) is not var (stage, criterion)) return false;

        if ((await StoredAsync(deal, cancellation)).Find(c => c.StageKey == stage.Key && c.CriterionKey == criterion.Key) is { } stored)
        {
            db.Confirmations.Remove(stored);
            timeline.Record(new CriterionConfirmed(deal.Id, criterion.Label, Withdrawn: true));
        }
        else
        {
            Add(deal, stage, criterion);
        }

        await figures.RefreshAsync([deal], cancellation);
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    /// <summary>Adds confirmations without saving; passes over those that are there already and keys that name no criterion.</summary>
    internal async Task PutAsync(Deal deal, IReadOnlyCollection<string> keys, CancellationToken cancellation)
    {
        if (keys.Count == 0) return;
        var stored = await StoredAsync(deal, cancellation);

        foreach (var key in keys.Distinct())
            if (await FindAsync(deal, key, cancellation) is var (stage, criterion) && !stored.Exists(c => c.StageKey == stage.Key && c.CriterionKey == criterion.Key))
                Add(deal, stage, criterion);
    }

    private void Add(Deal deal, Stage stage, Criterion criterion)
    {
        db.Confirmations.Add(new Confirmation { DealId = deal.Id, StageKey = stage.Key, CriterionKey = criterion.Key, By = me.Id, At = change.Now });
        timeline.Record(new CriterionConfirmed(deal.Id, criterion.Label, Withdrawn: false));
    }

    private Task<List<Confirmation>> StoredAsync(Deal deal, CancellationToken cancellation) =>
        db.Confirmations.Where(c => c.DealId == deal.Id).ToListAsync(cancellation);

    private async Task<(Stage Stage, Criterion Criterion)?> FindAsync(Deal deal, string key, CancellationToken cancellation)
    {
        if (key.Split('/') is not [var stageKey, var criterionKey]) return null;

        var stage = (await catalogue.VersionAsync(deal.VersionId, cancellation)).StageWithKey(stageKey);
        var criterion = stage?.Criteria.Find(c => c.Key == criterionKey && c.Kind == CriterionKinds.Confirmation);
        return stage is null || criterion is null ? null : (stage, criterion);
    }
}
