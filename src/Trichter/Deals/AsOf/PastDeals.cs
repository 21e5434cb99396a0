using Microsoft.EntityFrameworkCore;
using Trichter.Ledger.AsOf;
using Trichter.Platform.Workspaces;
using Trichter.Process;
using Trichter.Team;
using Trichter.Team.Roles;

namespace Trichter.Deals.AsOf;

/// <summary>The deals of a process as they stood at the end of a past day, in the stages of the version that was published then.</summary>
public sealed class PastDeals(Db db, Me me, LookBack lookBack, ProcessCatalogue catalogue)
{
    /// <param name="day">In the workspace's time zone.</param>
    /// <exception cref="NotAllowedException">The role may not see deals.</exception>
    public async Task<PastBoard> OnAsync(SalesProcess process, DateOnly day, Guid? owner, CancellationToken cancellation = default)
    {
        me.Must(Right.SeeDeals);
        var zone = Zones.Find(await db.Workspaces.Select(workspace => workspace.TimeZone).SingleAsync(cancellation));
        var end = TimeZoneInfo.ConvertTimeToUtc(day.AddDays(1).ToDateTime(TimeOnly.MinValue), zone);
        return await AtAsync(process, end, owner, cancellation);
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
        var team = await TeamAsync(cancellation);
        var seen = deals.Where(deal => Sees(deal, team)).OrderByDescending(deal => me.MaySee(DealFields.Value) ? deal.ValueMinor : 0).ThenBy(deal => deal.Id).ToList();

        return new PastBoard(version, end, seen, [.. version.Stages.Select(stage => new PastColumn(stage,
            [.. seen.Where(deal => keys.GetValueOrDefault(deal.StageId) == stage.Key && deal.Outcome == (stage.IsAfterSale ? Outcome.Won : Outcome.Open))]))]);
    }

    private async Task<HashSet<Guid>> TeamAsync(CancellationToken cancellation) => me.Sees<Deal>() != Visibility.Team || me.TeamId is not { } team ? []
        : [.. await db.Users.Where(user => user.TeamId == team).Select(user => user.Id).ToListAsync(cancellation)];

    /// <summary>The same rule as for the present, by who owned the deal then.</summary>
    private bool Sees(Deal deal, HashSet<Guid> team) =>
        me.Sees<Deal>() == Visibility.All || deal.OwnerId is not { } owner || owner == me.Id || team.Contains(owner);
}

/// <param name="End">The end of the day, UTC.</param>
/// <param name="Deals">All there were, also closed ones; the most valuable first.</param>
public sealed record PastBoard(ProcessVersion Version, DateTime End, IReadOnlyList<Deal> Deals, IReadOnlyList<PastColumn> Columns);

public sealed record PastColumn(Stage Stage, IReadOnlyList<Deal> Deals)
{
    /// <summary>Minor units; deals in another currency are counted and not in the sum.</summary>
    public long SumIn(string currency) => Deals.Where(deal => deal.Currency == currency).Sum(deal => deal.ValueMinor);
}
