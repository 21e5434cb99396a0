using Microsoft.EntityFrameworkCore;
using Trichter.Deals.History;
using Trichter.Deals.List;
using Trichter.Process;
using Trichter.Team;
using Trichter.Team.Lists;

namespace Trichter.Deals.Board;

/// <summary>Reads a board: one grouped query for the heads, and per column only the cards that are shown.</summary>
public sealed class BoardReader(Db db, Me me, ProcessCatalogue catalogue, DealSums sums, MatchDeals match)
{
    public const int CardsPerColumn = 20;
    public const int MostCards = 400;

    /// <returns>The columns, and how many deals in progress stand on a stage that the published version no longer has: no column shows them.</returns>
    public async Task<(IReadOnlyList<BoardColumn> Columns, int WithoutColumn)> ReadAsync(
        SalesProcess process, ProcessVersion version, BoardFilter filter, string currency, DateTime endOfToday, CancellationToken cancellation = default)
    {
        var deals = await FilteredAsync(process, filter, cancellation);
        var all = await SumsAsync(process, filter, deals, cancellation);
        var keys = await catalogue.StageKeysAsync(process.Id, cancellation);
        var columns = new List<BoardColumn>();

        foreach (var stage in version.Stages)
        {
            var its = all.Where(sum => keys.GetValueOrDefault(sum.StageId) == stage.Key && sum.Outcome == OutcomeOf(stage).ToString()).ToList();
            var count = its.Sum(sum => sum.Count);
            var take = stage.Key == filter.Show ? Math.Clamp(filter.Take, CardsPerColumn, MostCards) : CardsPerColumn;
            var cards = count == 0 ? [] : await CardsAsync(deals, stage, [.. its.Select(sum => sum.StageId).Distinct()], take, endOfToday, cancellation);

            columns.Add(new BoardColumn(
                stage, count,
                its.Where(sum => sum.Currency == currency).Sum(sum => sum.Value),
                its.Where(sum => sum.Currency == currency).Sum(sum => sum.Proven),
                its.Where(sum => sum.Currency != currency).Sum(sum => sum.Count),
                cards));
        }

        return (columns, all.Where(sum => sum.Outcome == nameof(Outcome.Open) && (!keys.TryGetValue(sum.StageId, out var key) || version.StageWithKey(key) is null)).Sum(sum => sum.Count));
    }

    /// <summary>Kept by the database for whole boards; counted for those with conditions.</summary>
    private async Task<IReadOnlyList<DealSum>> SumsAsync(SalesProcess process, BoardFilter filter, IQueryable<Deal> deals, CancellationToken cancellation)
    {
        if (filter.Groups.Count == 0) return await sums.ReadAsync(process.Id, filter.OwnerId, cancellation);

        var found = await deals.GroupBy(deal => new { deal.StageId, deal.Outcome, deal.Currency })
            .Select(group => new { group.Key, Count = group.Count(), Value = group.Sum(deal => deal.ValueMinor), Proven = group.Sum(deal => deal.EvidencedPosition >= deal.Position ? deal.ValueMinor : 0) })
            .ToListAsync(cancellation);
        return found.ConvertAll(one => new DealSum(one.Key.StageId, one.Key.Outcome.ToString(), one.Key.Currency, one.Count, one.Value, one.Proven));
    }

    /// <summary>Overdue and today's first, then those without a next step, then the planned ones: three reads of one index, the later ones only when needed.</summary>
    private static async Task<IReadOnlyList<Deal>> CardsAsync(
        IQueryable<Deal> deals, Stage stage, List<Guid> stages, int take, DateTime endOfToday, CancellationToken cancellation)
    {
        var outcome = OutcomeOf(stage);
        var here = deals.AsNoTracking().Where(deal => deal.Outcome == outcome);
        here = stages is [var one] ? here.Where(deal => deal.StageId == one) : here.Where(deal => stages.Contains(deal.StageId));

        var cards = await here.Where(deal => deal.NextStepAt < endOfToday)
            .OrderBy(deal => deal.NextStepAt).ThenBy(deal => deal.Id).Take(take).ToListAsync(cancellation);
        if (cards.Count < take)
            cards.AddRange(await here.Where(deal => deal.NextStepAt == null)
                .OrderByDescending(deal => deal.Id).Take(take - cards.Count).ToListAsync(cancellation));
        if (cards.Count < take)
            cards.AddRange(await here.Where(deal => deal.NextStepAt >= endOfToday)
                .OrderBy(deal => deal.NextStepAt).ThenBy(deal => deal.Id).Take(take - cards.Count).ToListAsync(cancellation));
        return cards;
    }

    private async Task<IQueryable<Deal>> FilteredAsync(SalesProcess process, BoardFilter filter, CancellationToken cancellation)
    {
        var deals = db.Deals.VisibleTo(me, db).Where(deal => deal.ProcessId == process.Id);
        if (filter.OwnerId is { } owner) deals = deals.Where(deal => deal.OwnerId == owner);
        return await match.NarrowAsync(deals, filter.Groups, cancellation);
    }

    private static Outcome OutcomeOf(Stage stage) => stage.IsAfterSale ? Outcome.Won : Outcome.Open;
}

/// <param name="Show">Key of the stage of which more than the usual number of cards is shown.</param>
public sealed record BoardFilter(Guid? OwnerId, string? Show, int Take)
{
    /// <summary>Further conditions, as lists have them.</summary>
    public IReadOnlyList<IReadOnlyList<ListCondition>> Groups { get; init; } = [];
}

/// <param name="ValueMinor">Sum in the workspace's currency.</param>
/// <param name="ProvenMinor">The part of it whose stage is proven.</param>
/// <param name="OtherCurrencies">Deals in another currency: counted, not in the sum.</param>
public sealed record BoardColumn(Stage Stage, int Count, long ValueMinor, long ProvenMinor, int OtherCurrencies, IReadOnlyList<Deal> Cards)
{
    public long WeightedMinor => (long)Math.Round(ValueMinor * (Stage.Probability ?? (Stage.IsAfterSale ? 100 : 0)) / 100m);

    public double ProvenShare => ValueMinor == 0 ? 0 : (double)ProvenMinor / ValueMinor;
}
