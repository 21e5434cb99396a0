using Microsoft.EntityFrameworkCore;
using Trichter.Ledger.AsOf;
using Trichter.Process;
using Trichter.Team;
using Trichter.Team.Roles;

namespace Trichter.Deals.AsOf;

/// <summary>The deals of a process as they stood at the end of a past day, in the stages of the version that was published then.</summary>
public sealed class PastDeals(Db db, Me me, LookBack lookBack, PastSight sight, ProcessCatalogue catalogue)
{
    /// <param name="day">In the workspace's time zone.</param>
    /// <exception cref="NotAllowedException">The role may not see deals.</exception>
    public async Task<PastBoard> OnAsync(SalesProcess process, DateOnly day, Guid? owner, CancellationToken cancellation = default)
    {
        me.Must(Right.SeeDeals);
        return await AtAsync(process, await sight.EndOfAsync(day, cancellation), owner, cancellation);
    }

    /// <param name="end">UTC; what was done at this instant or later has not happened yet.</param>
    internal async Task<PastBoard> AtAsync(SalesProcess process, DateTime end, Guid? owner, CancellationToken cancellation = default)
    {
        var id = process.Id;
        var deals = await lookBack.AsOfAsync<Deal>(deal => deal.ProcessId == id && deal.DeletedAt == null && (owner == null || deal.OwnerId == owner), end, cancellation);
        var names = await db.Companies.IgnoreQueryFilters().ToDictionaryAsync(company => company.Id, company => company.Name, cancellation);
        foreach (var (company, then) in await lookBack.ChangedAsync<Customers.Company>(end, cancellation)) names[company] = then?.Name ?? "";
        foreach (var deal in deals)
            deal.CompanyName = deal.CompanyId is { } company ? names.GetValueOrDefault(company, "") : "";

        var version = await db.ProcessVersions.AsNoTracking().Where(its => its.ProcessId == id && its.PublishedAt < end)
            .OrderByDescending(its => its.Number).FirstOrDefaultAsync(cancellation) ?? await catalogue.CurrentAsync(process, cancellation);
        var keys = await catalogue.StageKeysAsync(id, cancellation);
        var seen = deals.Where(await sight.OfAsync<Deal>(cancellation)).OrderByDescending(deal => me.MaySee(DealFields.Value) ? deal.ValueMinor : 0).ThenBy(deal => deal.Id).ToList();

        return new PastBoard(version, end, seen, [.. version.Stages.Select(stage => new PastColumn(stage,
            [.. seen.Where(deal => keys.GetValueOrDefault(deal.StageId) == stage.Key && deal.Outcome == (stage.IsAfterSale ? Outcome.Won : Outcome.Open))]))]);
    }
}

/// <param name="End">The end of the day, UTC.</param>
/// <param name="Deals">All there were, also closed ones; the most valuable first.</param>
public sealed record PastBoard(ProcessVersion Version, DateTime End, IReadOnlyList<Deal> Deals, IReadOnlyList<PastColumn> Columns);

public sealed record PastColumn(Stage Stage, IReadOnlyList<Deal> Deals)
{
    /// <summary>Minor units; deals in another currency are counted and not in the sum.</summary>
    public long SumIn(string currency) => Deals.Where(deal => deal.Currency == currency).Sum(deal => deal.ValueMinor);
}
