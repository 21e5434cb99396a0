using Microsoft.EntityFrameworkCore;
using Trichter.Deals.History;
using Trichter.Platform.Language;
using Trichter.Team;

namespace Trichter.Deals.List;

/// <param name="Only">"entered": by the day of entry; "reached:KEY", "lost-in:KEY", "open-in:KEY": the rows behind a bar of the funnel; "won".</param>
/// <param name="From">First day of entry, for the rows behind a report.</param>
public sealed record DealFilter(
    Guid ProcessId, string? NameBegins, Outcome? Outcome, Guid? StageId, Guid? OwnerId, string? Source, string? Only, DateOnly? From, DateOnly? To);

/// <summary>Reads a page of the list of deals, by an index for every order that is offered.</summary>
public sealed class DealListReader(Db db, Me me)
{
    public const int PerPage = 50;

    /// <summary>Orders of the list; "-" before the key turns one round.</summary>
    public static readonly IReadOnlyList<(string Key, string Label)> Sorts =
    [
        ("name", new Told("Name").Key),
        ("value", new Told("Value").Key),
        ("close", new Told("Expected close").Key),
        ("created", new Told("Entered").Key),
    ];

    public async Task<(IReadOnlyList<Deal> Rows, bool HasMore)> PageAsync(
        DealFilter filter, string sort, int page, CancellationToken cancellation = default)
    {
        var rows = await Sorted(Filtered(filter), sort).Skip((page - 1) * PerPage).Take(PerPage + 1).AsNoTracking().ToListAsync(cancellation);
        return (rows.Count > PerPage ? rows[..PerPage] : rows, rows.Count > PerPage);
    }

    public Task<int> CountAsync(DealFilter filter, CancellationToken cancellation = default) => Filtered(filter).CountAsync(cancellation);

    private IQueryable<Deal> Filtered(DealFilter filter)
    {
        var deals = db.Deals.VisibleTo(me, db).Where(deal => deal.ProcessId == filter.ProcessId);
        if (filter.NameBegins is { Length: > 0 } name) deals = deals.Where(deal => deal.Name.StartsWith(name) || deal.CompanyName.StartsWith(name));
        if (filter.Outcome is { } outcome) deals = deals.Where(deal => deal.Outcome == outcome);
        if (filter.StageId is { } stage) deals = deals.Where(deal => deal.StageId == stage);
        if (filter.OwnerId is { } owner) deals = deals.Where(deal => deal.OwnerId == owner);
        if (filter.Source is { } source) deals = deals.Where(deal => deal.EntrySource == source);
        return OfReport(deals, filter);
    }

    /// <summary>The rows behind a figure, from the same transition facts as the figure.</summary>
    private IQueryable<Deal> OfReport(IQueryable<Deal> deals, DealFilter filter)
    {
        var facts = db.Transitions.Where(row => row.ProcessId == filter.ProcessId && !row.AfterSale);
        if (filter.From is { } from) deals = deals.Where(deal => facts.Any(row => row.DealId == deal.Id && row.Kind == TransitionKind.Start && row.EnteredDay >= from));
        if (filter.To is { } to) deals = deals.Where(deal => facts.Any(row => row.DealId == deal.Id && row.Kind == TransitionKind.Start && row.EnteredDay <= to));

        return filter.Only?.Split(':') switch
        {
            ["entered"] => deals.Where(deal => facts.Any(row => row.DealId == deal.Id && row.Kind == TransitionKind.Start && row.EnteredDay != null)),
            ["no-entry"] => deals.Where(deal => facts.Any(row => row.DealId == deal.Id && row.Kind == TransitionKind.Start && row.EnteredDay == null)),
            ["negative"] => deals.Where(deal => facts.Any(row => row.DealId == deal.Id && row.LeftDay < row.EnteredDay)),
            ["in", var key] => deals.Where(deal => facts.Any(row => row.DealId == deal.Id && row.StageKey == key)),
            ["lost-in", var key] => deals.Where(deal => facts.Any(row => row.DealId == deal.Id && row.StageKey == key && row.LeftTo == StageHistory.Lost)),
            ["open-in", var key] => deals.Where(deal => facts.Any(row => row.DealId == deal.Id && row.StageKey == key && row.LeftTo == null)),
            _ => deals,
        };
    }

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
