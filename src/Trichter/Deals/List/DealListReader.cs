using Microsoft.EntityFrameworkCore;
using Trichter.Deals.History;
using Trichter.Team;
using Trichter.Team.CustomFields;
using Trichter.Team.Lists;
using Trichter.Team.Roles;

namespace Trichter.Deals.List;

/// <param name="Only">
/// The rows behind a figure: "reached", "lost-at", "open-at" (funnel), "was-at" (time in stage) and "now-at" (pipeline) of <paramref name="Position"/>;
/// "open" of all stages; "entered", "no-entry", "negative", "no-end", "other-currency" of what was counted and left out.
/// </param>
/// <param name="StageIds">The stage in every version of the process.</param>
/// <param name="Position">The stage that <paramref name="Only"/> speaks of, by its position.</param>
/// <param name="From">First day of entry, for the rows behind a report; deals of which nobody knows when they entered belong to it, as left out.</param>
public sealed record DealFilter(
    Guid ProcessId, string? NameBegins, Outcome? Outcome, IReadOnlyCollection<Guid>? StageIds, Guid? OwnerId, string? Source, string? Only, int Position, DateOnly? From, DateOnly? To)
{
    /// <summary>Further conditions: one of the groups has to hold, and of it every condition.</summary>
    public IReadOnlyList<IReadOnlyList<ListCondition>> Groups { get; init; } = [];

    /// <summary>Whether the database keeps a count for such a filter, so that nobody has to count.</summary>
    public bool IsKeptInTotals => NameBegins is null or "" && Source is null && Only is null && From is null && To is null && Groups.Count == 0;
}

/// <param name="IsMore">There are more than <paramref name="Count"/>; nothing is summed then.</param>
/// <param name="Sums">By currency, the largest first.</param>
public sealed record ListFigures(int Count, bool IsMore, IReadOnlyList<(string Currency, long Minor)> Sums);

/// <summary>Reads a page of the list of deals, by an index for every order that is offered.</summary>
public sealed class DealListReader(Db db, Me me, DealSums sums, MatchDeals match, OwnFields own)
{
    public const int PerPage = 50;

    /// <summary>A list says "more than so many" from here on, until somebody asks for the exact number.</summary>
    public const int Enough = 1_000;

    /// <summary>Orders of the list; "-" before the key turns one round.</summary>
    public static readonly IReadOnlyList<string> Sorts = ["name", "value", "close", "created"];

    public async Task<(IReadOnlyList<Deal> Rows, bool HasMore)> PageAsync(
        DealFilter filter, string sort, int page, CancellationToken cancellation = default)
    {
        var rows = await Sorted(await FilteredAsync(filter, cancellation), sort, await own.OfAsync(nameof(Deal), cancellation)).Skip((page - 1) * PerPage).Take(PerPage + 1).AsNoTracking().ToListAsync(cancellation);
        return (rows.Count > PerPage ? rows[..PerPage] : rows, rows.Count > PerPage);
    }

    /// <summary>By stage, outcome and currency, what the database keeps counted of a filter that <see cref="DealFilter.IsKeptInTotals"/>.</summary>
    public async Task<IEnumerable<DealSum>> KeptAsync(DealFilter filter, CancellationToken cancellation = default) =>
        (await sums.ReadAsync(filter.ProcessId, filter.OwnerId, cancellation))
            .Where(sum => (filter.Outcome is null || sum.Outcome == filter.Outcome.ToString()) && filter.StageIds?.Contains(sum.StageId) != false);

    /// <summary>By owner, what the database keeps counted of a filter that <see cref="DealFilter.IsKeptInTotals"/>.</summary>
    public async Task<IEnumerable<OwnerSum>> KeptByOwnerAsync(DealFilter filter, CancellationToken cancellation = default) =>
        (await sums.ByOwnerAsync(filter.ProcessId, cancellation))
            .Where(sum => sum.Count > 0 && (filter.OwnerId is null || sum.OwnerId == filter.OwnerId) && (filter.Outcome is null || sum.Outcome == filter.Outcome.ToString()) && filter.StageIds?.Contains(sum.StageId) != false);

    /// <summary>How many the filter finds, and their sums by currency, the largest first; no sums for whom values are hidden.</summary>
    /// <param name="exactly">Also where every deal has to be looked at for it; else such a filter is counted up to <see cref="Enough"/>.</param>
    public async Task<ListFigures> FiguresAsync(DealFilter filter, bool exactly = true, CancellationToken cancellation = default)
    {
        if (filter.IsKeptInTotals)
        {
            var kept = (await KeptAsync(filter, cancellation)).GroupBy(sum => sum.Currency).Select(group => (group.Key, Count: group.Sum(sum => sum.Count), Sum: group.Sum(sum => sum.Value))).ToList();
            return Of([.. kept.Select(one => (one.Key, one.Count, one.Sum))]);
        }

        var deals = await FilteredAsync(filter, cancellation);
        if (!exactly && await deals.OrderBy(deal => deal.ProcessId).Take(Enough + 1).CountAsync(cancellation) > Enough) return new ListFigures(Enough, true, []);

        var found = await deals.GroupBy(deal => deal.Currency).Select(group => new { group.Key, Count = group.Count(), Sum = group.Sum(deal => deal.ValueMinor) }).ToListAsync(cancellation);
        return Of([.. found.Select(one => (one.Key, one.Count, one.Sum))]);
    }

    private ListFigures Of(IReadOnlyList<(string Currency, int Count, long Sum)> found) => new(
        found.Sum(one => one.Count), false, me.MaySee(DealFields.Value) ? [.. found.OrderByDescending(one => one.Sum).Select(one => (one.Currency, one.Sum))] : []);

    public async Task<IQueryable<Deal>> FilteredAsync(DealFilter filter, CancellationToken cancellation = default)
    {
        var deals = db.Deals.VisibleTo(me, db).Where(deal => deal.ProcessId == filter.ProcessId);
        if (filter.NameBegins is { Length: > 0 } name) deals = deals.Where(deal => deal.Name.StartsWith(name) || deal.CompanyName.StartsWith(name));
        if (filter.Outcome is { } outcome) deals = deals.Where(deal => deal.Outcome == outcome);
        if (filter.StageIds is { } stages) deals = deals.Where(deal => stages.Contains(deal.StageId));
        if (filter.OwnerId is { } owner) deals = deals.Where(deal => deal.OwnerId == owner);
        if (filter.Source is { } source) deals = deals.Where(deal => deal.EntrySource == source);
        return OfReport(await match.NarrowAsync(deals, filter.Groups, cancellation), filter);
    }

    /// <summary>The rows behind a figure, from the same transition facts as the figure.</summary>
    private IQueryable<Deal> OfReport(IQueryable<Deal> deals, DealFilter filter)
    {
        var facts = db.Transitions.Where(row => row.ProcessId == filter.ProcessId && !row.AfterSale);
        if (filter.From is { } from) deals = deals.Where(deal => facts.Any(row => row.DealId == deal.Id && row.Kind == TransitionKind.Start && (row.EnteredDay >= from || row.EnteredDay == null)));
        if (filter.To is { } to) deals = deals.Where(deal => facts.Any(row => row.DealId == deal.Id && row.Kind == TransitionKind.Start && (row.EnteredDay <= to || row.EnteredDay == null)));

        var started = deals.Where(deal => facts.Any(row => row.DealId == deal.Id && row.Kind == TransitionKind.Start && row.EnteredDay != null));
        var position = filter.Position;

        return filter.Only switch
        {
            "entered" => started,
            "reached" => started.Where(deal => facts.Any(row => row.DealId == deal.Id && row.Kind == TransitionKind.Start && row.Position <= position)
                && (deal.Outcome == Outcome.Won || facts.Any(row => row.DealId == deal.Id && row.Position >= position))),
            "lost-at" => GotTo(started, facts, position).Where(deal => deal.Outcome == Outcome.Lost || deal.Outcome == Outcome.Disqualified || deal.Outcome == Outcome.Transferred),
            "open-at" => GotTo(started, facts, position).Where(deal => deal.Outcome == Outcome.Open || deal.Outcome == Outcome.Parked),
            "was-at" => started.Where(deal => facts.Any(row => row.DealId == deal.Id && row.Position == position)),
            "open" => deals.Where(deal => deal.Outcome == Outcome.Open || deal.Outcome == Outcome.Parked),
            "now-at" => deals.Where(deal => deal.Position == position && (deal.Outcome == Outcome.Open || deal.Outcome == Outcome.Parked)),
            "no-entry" => deals.Where(deal => facts.Any(row => row.DealId == deal.Id && row.Kind == TransitionKind.Start && row.EnteredDay == null)),
            "negative" => started.Where(deal => facts.Any(row => row.DealId == deal.Id && (row.LeftTo == StageHistory.Won || row.LeftTo == StageHistory.Lost)
                && facts.Any(start => start.DealId == deal.Id && start.Kind == TransitionKind.Start && row.LeftDay < start.EnteredDay))),
            "no-end" => started.Where(deal => facts.Any(row => row.DealId == deal.Id && row.LeftTo != null && row.LeftDay == null)),
            "other-currency" when !me.MaySee(DealFields.Value) => deals.Where(deal => false),
            "other-currency" => deals.Where(deal => deal.ValueMinor != 0 && deal.Currency != db.Workspaces.Select(workspace => workspace.Currency).First()),
            _ => deals,
        };
    }

    /// <summary>Deals whose highest stage this is, wherever they are now.</summary>
    private static IQueryable<Deal> GotTo(IQueryable<Deal> deals, IQueryable<StageTransition> facts, int position) =>
        deals.Where(deal => facts.Where(row => row.DealId == deal.Id).Max(row => row.Position) == position);

    /// <summary>Every deal of the list in its order, for whoever takes them away.</summary>
    public async Task<List<Guid>> IdsAsync(DealFilter filter, string sort, CancellationToken cancellation = default) =>
        await Sorted(await FilteredAsync(filter, cancellation), sort, await own.OfAsync(nameof(Deal), cancellation)).Select(deal => deal.Id).ToListAsync(cancellation);

    /// <summary>Nobody learns from the order what they may not read.</summary>
    public bool Offers(string sort) => Sorts.Contains(sort.TrimStart('-')) && (sort.TrimStart('-') != DealFields.Value.Key || me.MaySee(DealFields.Value));

    private IQueryable<Deal> Sorted(IQueryable<Deal> deals, string sort, IReadOnlyList<CustomField> fields) =>
        fields.FirstOrDefault(field => field.Name == sort.TrimStart('-')) is { } field ? match.Sorted(deals, field, sort[0] == '-') : Sorted(deals, sort);

    private static IQueryable<Deal> Sorted(IQueryable<Deal> deals, string sort) => sort switch
    {
        "name" => deals.OrderBy(deal => deal.Name).ThenBy(deal => deal.Id),
        "-name" => deals.OrderByDescending(deal => deal.Name).ThenByDescending(deal => deal.Id),
        "value" => deals.OrderBy(deal => deal.ValueMinor).ThenBy(deal => deal.Id),
        "-value" => deals.OrderByDescending(deal => deal.ValueMinor).ThenByDescending(deal => deal.Id),
        "close" => deals.OrderBy(deal => deal.ExpectedClose).ThenBy(deal => deal.Id),
        "-close" => deals.OrderByDescending(deal => deal.ExpectedClose).ThenByDescending(deal => deal.Id),
        "created" => deals.OrderBy(deal => deal.CreatedAt).ThenBy(deal => deal.Id),
        _ => deals.OrderByDescending(deal => deal.CreatedAt).ThenByDescending(deal => deal.Id),
    };
}
