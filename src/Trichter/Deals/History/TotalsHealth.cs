using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Operation.Health;

namespace Trichter.Deals.History;

/// <summary>Whether the totals that triggers keep (decision 0006) equal what they are totals of.</summary>
internal sealed class TotalsHealth(Db db) : IHealthCheck
{
    private const string BoardKey = "process_id, stage_id, outcome, currency, owner_id";
    private const string FunnelKey = "process_id, owner_id, has_entry, entry_position, highest, state, visited";

    private static readonly string[] Differences =
    [
        $"""
        select 1 as wrong from (
            select {BoardKey}, deals, value_minor, proven_minor from deal_totals
            union all
            select {BoardKey}, -deals, -value_minor, -proven_minor from deal_shares) as both_ways
        group by {BoardKey} having sum(deals) <> 0 or sum(value_minor) <> 0 or sum(proven_minor) <> 0
        """,
        $"""
        select 1 as wrong from (
            select {FunnelKey}, deals from funnel_totals
            union all
            select process_id, owner_id, case when entry_day is null then 0 else 1 end as has_entry, entry_position, highest, state, visited, -1 as deals
            from deal_facts where deleted = false) as both_ways
        group by {FunnelKey} having sum(deals) <> 0
        """,
        "select 1 as wrong from (select * from deal_facts except select * from deal_facts_now) as too_many",
        "select 1 as wrong from (select * from deal_facts_now except select * from deal_facts) as too_few",
    ];

    public async IAsyncEnumerable<Finding> LookAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        // One statement sees one state, whatever is written meanwhile.
        var sql = $"select cast(count(*) as integer) as \"Value\" from ({string.Join(" union all ", Differences.Select(its => $"select * from ({its}) as part"))}) as parts";
        var wrong = await db.Database.SqlQueryRaw<int>(sql).SingleAsync(cancellation);
        yield return new Finding("wrong_totals", wrong, wrong == 0);
    }
}
