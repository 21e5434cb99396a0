using Trichter.Deals.Evidence;
using Trichter.Deals.List;
using Trichter.Deals.Move;
using Trichter.Ledger;
using Trichter.Platform.Fields;
using Trichter.Platform.Language;
using Trichter.Process;
using Trichter.Team;
using Trichter.Team.Bulk;
using Trichter.Team.CustomFields;
using Trichter.Timeline;

namespace Trichter.Deals.Bulk;

/// <summary>Changes many deals of a process; what is moved has to meet what its stage asks for, one by one.</summary>
public sealed class DealsInBulk(
    Db db, Me me, Change change, TimelineWriter timeline, OwnFields own, Texts texts,
    ProcessCatalogue catalogue, DealListReader reader, DealFilterFields filters, DealFigures figures, MoveDeal move) : BulkOf<Deal>(db, me, change, timeline, own, texts)
{
    public override Right Right => Right.ChangeDeals;

    public override BulkWords Words { get; } = new(new Told("Change {0} deal|Change {0} deals").Key, new Told("{0} deal changed|{0} deals changed").Key);

    protected override IReadOnlyList<FieldOf<Deal>> Plain => DealFields.All;

    protected override IReadOnlyCollection<string> ForMany { get; } = ["source", "product", "expected_close"];

    public override async Task<BulkPlace?> PlaceAsync(string within, CancellationToken cancellation = default) =>
        await catalogue.FindAsync(within, cancellation) is { } process ? new BulkPlace(L[process.Name], $"/deals/list/{process.Key}", "/deals/") : null;

    public override async Task<IReadOnlyList<(string Key, string Name)>> StagesAsync(string within, CancellationToken cancellation = default) =>
        await catalogue.FindAsync(within, cancellation) is { } process ? [.. (await catalogue.CurrentAsync(process, cancellation)).Stages.Select(stage => (stage.Key, L[stage.Name]))] : [];

    public override async Task<string> TidyAsync(string query, CancellationToken cancellation = default) => DealListQuery.Read(query, await filters.AllAsync(cancellation)).InAddress();

    protected override async Task<IQueryable<Deal>> ListedAsync(string within, string query, CancellationToken cancellation) =>
        await reader.FilteredAsync(await FilterAsync(within, query, cancellation), cancellation);

    protected override IQueryable<Deal> Part(IQueryable<Deal> all, string within) =>
        all.Where(deal => Db.Processes.Any(process => process.Id == deal.ProcessId && process.Key == within));

    protected override async Task<int> CountAsync(string within, string query, IQueryable<Deal> meant, CancellationToken cancellation) =>
        (await reader.FiguresAsync(await FilterAsync(within, query, cancellation), true, cancellation)).Count;

    protected override string NameOf(Deal record) => record.Name;

    protected override void Give(Deal record, Guid? owner) => record.OwnerId = owner;

    protected override void Delete(Deal record, DateTime at) => record.DeletedAt = at;

    protected override Deal Blank() => new() { Name = "", ProcessId = default, VersionId = default, Currency = "EUR" };

    protected override Happening ChangedOf(Deal record, string field) => new DealChanged(record.Id, [field]);

    protected override Happening DeletedOf(Deal record) => new DealDeleted(record.Id, record.Name);

    protected override Task AfterAsync(IReadOnlyCollection<Deal> changed, CancellationToken cancellation) => figures.RefreshAsync([.. changed], cancellation);

    protected override async Task<int> ChangeAsync(BulkRun run, IReadOnlyList<Deal> records, CancellationToken cancellation)
    {
        if (run.What != BulkKind.Stage) return await base.ChangeAsync(run, records, cancellation);

        var target = (await catalogue.CurrentAsync((await catalogue.FindAsync(run.Within, cancellation))!, cancellation)).StageWithKey(run.Value)!;
        var moved = 0;
        foreach (var deal in records)
        {
            var before = deal.StageId;
            var result = await move.RunAsync(deal.Id, target.Id, [], run.Reason, cancellation);
            if (WhyNot(result) is { } fault) Refuse(run, deal, fault);
            else if (deal.StageId != before) moved++;
        }

        return moved;
    }

    private async Task<DealFilter> FilterAsync(string within, string query, CancellationToken cancellation)
    {
        var process = (await catalogue.FindAsync(within, cancellation))!;
        return DealListQuery.Read(query, await filters.AllAsync(cancellation)).For(process, await catalogue.CurrentAsync(process, cancellation), await catalogue.StageKeysAsync(process.Id, cancellation));
    }

    private static Told? WhyNot(MoveResult result) => result switch
    {
        MoveResult.Moved => null,
        MoveResult.Unmet unmet => new Told("not met: {0}", unmet.Criteria[0].Criterion.Label),
        MoveResult.WinFirst => new Told("only a won deal can go there"),
        MoveResult.Closed => new Told("the deal is closed"),
        _ => new Told("Nothing is here"),
    };
}
