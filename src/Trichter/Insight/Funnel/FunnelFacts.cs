using Microsoft.EntityFrameworkCore;
using Trichter.Insight.Facts;

namespace Trichter.Insight.Funnel;

/// <summary>
/// How far the deals of a cohort got as of a day. Deals about which nothing was learnt since are taken as their rows stand,
/// without a period from totals; the others are computed from their transition rows up to that day.
/// </summary>
public sealed class FunnelFacts(Db db, VisitFacts facts)
{
    public async Task<IReadOnlyList<FunnelGroup>> OfAsync(ReportScope scope, CancellationToken cancellation = default)
    {
        if (scope.Only is not null) return await OfSomeAsync(scope, cancellation);

        var settled = scope.HasPeriod ? await EnteredInPeriodAsync(scope, cancellation) : await EverAsync(scope, cancellation);
        var unsettled = await LookingBackAsync(scope, cancellation);
        return [.. settled, .. unsettled];
    }

    /// <summary>Totals know nothing of single sellers: their deals are counted one by one.</summary>
    private async Task<IReadOnlyList<FunnelGroup>> OfSomeAsync(ReportScope scope, CancellationToken cancellation) =>
        [.. (await facts.OfAsync(scope, cancellation)).Where(one => one.Deal.EntryDay is null || one.Deal.EnteredWithin(scope)).Select(FunnelGroup.Of)];

    /// <summary>All there are, less those that have gone on since the day of the report.</summary>
    private async Task<List<FunnelGroup>> EverAsync(ReportScope scope, CancellationToken cancellation)
    {
        var all = await QueryAsync($"""
            select f.has_entry as "HasEntry", f.entry_position as "EntryPosition", f.highest as "Highest", f.state as "State",
                   f.visited as "Visited", cast(sum(f.deals) as integer) as "Deals"
            from funnel_totals f
            where f.process_id = {scope.Process.Id}
              and ({scope.Everybody} or f.owner_id is null or f.owner_id = {scope.Me}
                   or f.owner_id in (select u.id from users u where u.team_id = {scope.Team}))
            group by f.has_entry, f.entry_position, f.highest, f.state, f.visited
            """, cancellation);
        var later = await QueryAsync($"""
            select case when f.entry_day is null then 0 else 1 end as "HasEntry", f.entry_position as "EntryPosition", f.highest as "Highest",
                   f.state as "State", f.visited as "Visited", cast(-count(*) as integer) as "Deals"
            from deal_facts f
            where f.process_id = {scope.Process.Id} and f.deleted = false
              and (f.latest_day > {scope.AsOf} or f.latest_recorded >= {scope.EndOfAsOf})
              and ({scope.Everybody} or f.owner_id is null or f.owner_id = {scope.Me}
                   or f.owner_id in (select u.id from users u where u.team_id = {scope.Team}))
            group by case when f.entry_day is null then 0 else 1 end, f.entry_position, f.highest, f.state, f.visited
            """, cancellation);
        return [.. all, .. later];
    }

    /// <summary>Also those of whom nothing says when they entered: they are counted as left out.</summary>
    private async Task<List<FunnelGroup>> EnteredInPeriodAsync(ReportScope scope, CancellationToken cancellation)
    {
        var entered = await QueryAsync($"""
            select 1 as "HasEntry", f.entry_position as "EntryPosition", f.highest as "Highest", f.state as "State",
                   f.visited as "Visited", cast(count(*) as integer) as "Deals"
            from deal_facts f
            where f.process_id = {scope.Process.Id} and f.deleted = false and f.entry_day >= {scope.From} and f.entry_day <= {scope.To}
              and f.latest_day <= {scope.AsOf} and (f.latest_recorded is null or f.latest_recorded < {scope.EndOfAsOf})
              and ({scope.Everybody} or f.owner_id is null or f.owner_id = {scope.Me}
                   or f.owner_id in (select u.id from users u where u.team_id = {scope.Team}))
            group by f.entry_position, f.highest, f.state, f.visited
            """, cancellation);
        var nobodyKnows = await QueryAsync($"""
            select 0 as "HasEntry", f.entry_position as "EntryPosition", f.highest as "Highest", f.state as "State",
                   f.visited as "Visited", cast(count(*) as integer) as "Deals"
            from deal_facts f
            where f.process_id = {scope.Process.Id} and f.deleted = false and f.entry_day is null
              and f.latest_day <= {scope.AsOf} and (f.latest_recorded is null or f.latest_recorded < {scope.EndOfAsOf})
              and ({scope.Everybody} or f.owner_id is null or f.owner_id = {scope.Me}
                   or f.owner_id in (select u.id from users u where u.team_id = {scope.Team}))
            group by f.entry_position, f.highest, f.state, f.visited
            """, cancellation);
        return [.. entered, .. nobodyKnows];
    }

    /// <summary>The cross join keeps SQLite to the few deals in question; joined otherwise it reads every transition.</summary>
    private Task<List<FunnelGroup>> LookingBackAsync(ReportScope scope, CancellationToken cancellation) => QueryAsync($"""
        with facts as (
            select t.deal_id,
                   min(case when t.kind = 'Start' then t.entered_day end) as entry_day,
                   coalesce(min(case when t.kind = 'Start' then t.position end), min(t.position)) as entry_position,
                   max(t.position) as highest,
                   coalesce(sum(distinct case when t.entered_day is not null then cast(1 as bigint) << t.position end), 0) as visited,
                   max(t.seq * 4 + case when t.left_to = 'won' and (t.left_day <= {scope.AsOf} or t.left_day is null) then 2
                                        when t.left_to = 'lost' and (t.left_day <= {scope.AsOf} or t.left_day is null) then 1 else 0 end) as last_state
            from deal_facts f cross join stage_transitions t
            where t.deal_id = f.deal_id and f.process_id = {scope.Process.Id} and f.deleted = false
              and (f.latest_day > {scope.AsOf} or f.latest_recorded >= {scope.EndOfAsOf})
              and ({scope.Everybody} or f.owner_id is null or f.owner_id = {scope.Me}
                   or f.owner_id in (select u.id from users u where u.team_id = {scope.Team}))
              and t.after_sale = false and (t.entered_day <= {scope.AsOf} or t.entered_day is null)
              and (t.imported = true or t.recorded_at < {scope.EndOfAsOf})
            group by t.deal_id)
        select case when f.entry_day is null then 0 else 1 end as "HasEntry", f.entry_position as "EntryPosition", f.highest as "Highest",
               f.last_state % 4 as "State", cast(f.visited as bigint) as "Visited", cast(count(*) as integer) as "Deals"
        from facts f
        where f.entry_day is null or (f.entry_day >= {scope.From} and f.entry_day <= {scope.To})
        group by 1, 2, 3, 4, 5
        """, cancellation);

    private Task<List<FunnelGroup>> QueryAsync(FormattableString sql, CancellationToken cancellation) =>
        db.Database.SqlQuery<FunnelGroup>(sql).ToListAsync(cancellation);
}

/// <param name="HasEntry">1, or 0 where nothing says when the deal entered.</param>
/// <param name="State">0 open, 1 lost, 2 won.</param>
/// <param name="Visited">A bit for each position that the deal has a dated row in.</param>
/// <param name="Deals">May be negative: to be taken off another group of the same kind.</param>
public sealed record FunnelGroup(int HasEntry, int EntryPosition, int Highest, int State, long Visited, int Deals)
{
    /// <summary>One deal.</summary>
    public static FunnelGroup Of(DealVisits one)
    {
        var (entry, lowest, highest, visited) = (int.MaxValue, int.MaxValue, 0, 0L);
        foreach (var visit in one.Visits)
        {
            (lowest, highest) = (Math.Min(lowest, visit.Position), Math.Max(highest, visit.Position));
            if (visit.IsStart) entry = Math.Min(entry, visit.Position);
            if (visit.EnteredDay is not null) visited |= 1L << visit.Position;
        }

        return new FunnelGroup(one.Deal.EntryDay is null ? 0 : 1, entry == int.MaxValue ? lowest : entry, highest, one.Deal.State, visited, 1);
    }

    public bool HasVisited(int position) => (Visited >> position & 1) == 1;
}
