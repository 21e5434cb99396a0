using Microsoft.EntityFrameworkCore;
using Trichter.Deals.Evidence;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Process;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Deals.Migrate;

/// <summary>
/// Moves the deals in progress of a process to its published version: each to the stage that its own was mapped to. All of it is one change,
/// so that one undo puts everything back.
/// </summary>
public sealed class MigrateDeals(Db db, Me me, Change change, TimelineWriter timeline, ProcessCatalogue catalogue, FindDeal find, DealFigures figures)
{
    private const int Portion = 400;

    /// <summary>Where deals in progress stand on earlier versions: stage by stage, with the stage that is proposed for them.</summary>
    public async Task<IReadOnlyList<StageToMap>> PreviewAsync(SalesProcess process, CancellationToken cancellation = default)
    {
        me.Must(Right.EditProcesses);
        var current = await catalogue.CurrentAsync(process, cancellation);
        var counts = await Waiting(process, current).GroupBy(deal => new { deal.VersionId, deal.StageId })
            .Select(group => new { group.Key.VersionId, group.Key.StageId, Count = group.Count() }).ToListAsync(cancellation);

        var stages = new List<StageToMap>();
        foreach (var row in counts)
        {
            var version = await catalogue.VersionAsync(row.VersionId, cancellation);
            var stage = version.StageWith(row.StageId);
            stages.Add(new StageToMap(version.Number, stage, row.Count, current.StageWithKey(stage.Key) ?? Nearest(stage, version, current), current.StageWithKey(stage.Key) is not null));
        }

        return [.. stages.OrderBy(its => its.Version).ThenBy(its => its.Stage.Position)];
    }

    /// <param name="mapping">Id of a stage → key of the stage of the published version. A stage that is not named keeps its key, where there is one.</param>
    /// <returns>How many were moved, and how many stayed because nothing was said about their stage.</returns>
    public async Task<(int Moved, int Stayed)> RunAsync(
        SalesProcess process, IReadOnlyDictionary<Guid, string> mapping, CancellationToken cancellation = default)
    {
        me.Must(Right.EditProcesses);
        var current = await catalogue.CurrentAsync(process, cancellation);
        var keys = await catalogue.StageKeysAsync(process.Id, cancellation);
        var now = await find.NowAsync(cancellation);
        var (moved, stayed, last) = (0, 0, Guid.Empty);

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        while (true)
        {
            db.ChangeTracker.Clear();
            var deals = await Waiting(process, current).Where(deal => deal.Id > last).OrderBy(deal => deal.Id).Take(Portion).ToListAsync(cancellation);
            if (deals.Count == 0) break;

            var ids = deals.Select(deal => deal.Id).ToList();
            var rows = (await db.Transitions.Where(row => ids.Contains(row.DealId)).ToListAsync(cancellation)).ToLookup(row => row.DealId);
            var going = new List<Deal>();
            foreach (var deal in deals)
            {
                var key = mapping.GetValueOrDefault(deal.StageId) ?? keys.GetValueOrDefault(deal.StageId, "");
                if (current.StageWithKey(key) is not { } target || target.IsAfterSale != (deal.Outcome == Outcome.Won)) continue;

                Move(deal, rows[deal.Id], await catalogue.VersionAsync(deal.VersionId, cancellation), current, target, now);
                going.Add(deal);
            }

            await figures.RefreshAsync(going, cancellation);
            await db.SaveChangesAsync(cancellation);
            (moved, stayed, last) = (moved + going.Count, stayed + deals.Count - going.Count, deals[^1].Id);
        }

        await transaction.CommitAsync(cancellation);
        return (moved, stayed);
    }

    private void Move(Deal deal, IEnumerable<History.StageTransition> rows, ProcessVersion from, ProcessVersion to, Stage target, History.Moment now)
    {
        var history = new History.StageHistory(deal.Id, from, rows) { Actor = me.Id, RecordedAt = change.Now };
        var (old, before) = (from.StageWith(deal.StageId), from.Number);
        db.Transitions.Add(history.Migrate(to, target, now));

        if (old.Key != target.Key) deal.StageEnteredAt = now.At;
        (deal.VersionId, deal.StageId, deal.Position) = (to.Id, target.Id, target.Position);
        timeline.Record(new DealMigrated(deal.Id, before, to.Number, old.Name, target.Name));
    }

    /// <summary>In progress means open, asleep, or won and still being delivered.</summary>
    private IQueryable<Deal> Waiting(SalesProcess process, ProcessVersion current) => db.Deals.VisibleTo(me, db).Where(deal =>
        deal.ProcessId == process.Id && deal.VersionId != current.Id
        && (deal.Outcome == Outcome.Open || deal.Outcome == Outcome.Parked
            || (deal.Outcome == Outcome.Won && db.Transitions.Any(row => row.DealId == deal.Id && row.AfterSale && row.LeftTo == null))));

    /// <summary>The nearest earlier stage that is still there, on the same side of the sale; no deal is moved on by a migration.</summary>
    private static Stage Nearest(Stage stage, ProcessVersion version, ProcessVersion current) =>
        version.Stages.Where(its => its.Position < stage.Position && its.IsAfterSale == stage.IsAfterSale)
            .Select(its => current.StageWithKey(its.Key)).LastOrDefault(its => its is not null)
        ?? current.Stages.FirstOrDefault(its => its.IsAfterSale == stage.IsAfterSale) ?? current.Stages[0];
}

/// <param name="Version">Number of the version the deals are on.</param>
/// <param name="Deals">How many stand there.</param>
/// <param name="Proposed">The stage with the same key, or else the nearest one before it.</param>
/// <param name="IsSame">True when the stage itself is in the published version.</param>
public sealed record StageToMap(int Version, Stage Stage, int Deals, Stage Proposed, bool IsSame);

public sealed record DealMigrated(Guid DealId, int From, int To, Localized OldStage, Localized NewStage) : Happening(DealId)
{
    public override Told Told => OldStage == NewStage
        ? new Told("moved from version {0} of the process to version {1}", From, To)
        : new Told("moved from version {0} of the process to version {1}, from {2} to {3}", From, To, OldStage, NewStage);

    public override string Icon => "arrows-exchange";
}
