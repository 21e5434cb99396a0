using Microsoft.EntityFrameworkCore;

namespace Trichter.Insight.Facts;

/// <summary>How deals stand as of a day, read from the transition rows and nothing else (metrics, sections 1 and 2).</summary>
public sealed class DealFacts(Db db)
{
    /// <summary>Deals that entered in the period, grouped by where they entered, how far they got and how they stand.</summary>
    public Task<List<FunnelGroup>> FunnelAsync(ReportScope scope, CancellationToken cancellation = default) =>
        db.Database.SqlQuery<FunnelGroup>($"""
            with deal_facts as (
                select t.deal_id,
                       min(case when t.kind = 'Start' then t.entered_day end) as entry_day,
                       min(case when t.kind = 'Start' then t.position end) as entry_position,
                       max(t.position) as highest,
                       max(t.seq * 4 + case when t.left_day <= {scope.AsOf} and t.left_to = 'won' then 2
                                            when t.left_day <= {scope.AsOf} and t.left_to = 'lost' then 1 else 0 end) as last_state
                from stage_transitions t
                where t.process_id = {scope.Process.Id} and t.after_sale = false
                  and (t.entered_day <= {scope.AsOf} or t.entered_day is null)
                  and (t.imported = true or t.recorded_at < {scope.EndOfAsOf})
                group by t.deal_id)
            select case when f.entry_day is null then 0 else 1 end as "HasEntry", f.entry_position as "EntryPosition", f.highest as "Highest",
                   f.last_state % 4 as "State", cast(count(*) as integer) as "Deals"
            from deal_facts f
            join deals d on d.id = f.deal_id
            where (f.entry_day is null or (f.entry_day >= {scope.From} and f.entry_day <= {scope.To})) and d.deleted_at is null
              and ({scope.Everybody} or d.owner_id is null or d.owner_id = {scope.Me}
                   or d.owner_id in (select u.id from users u where u.team_id = {scope.Team}))
            group by 1, 2, 3, 4
            """).ToListAsync(cancellation);

    /// <summary>For each position, how many deals of the cohort have a row in that stage.</summary>
    public Task<List<PositionCount>> VisitedAsync(ReportScope scope, CancellationToken cancellation = default) =>
        db.Database.SqlQuery<PositionCount>($"""
            select t.position as "Position", cast(count(*) as integer) as "Deals"
            from stage_transitions t
            join deals d on d.id = t.deal_id
            join stage_transitions s on s.deal_id = t.deal_id and s.seq = 1
            where t.process_id = {scope.Process.Id} and t.after_sale = false and d.deleted_at is null and t.entered_day <= {scope.AsOf}
              and t.visit = 1 and s.entered_day >= {scope.From} and s.entered_day <= {scope.To}
              and (t.imported = true or t.recorded_at < {scope.EndOfAsOf})
              and ({scope.Everybody} or d.owner_id is null or d.owner_id = {scope.Me}
                   or d.owner_id in (select u.id from users u where u.team_id = {scope.Team}))
            group by t.position
            """).ToListAsync(cancellation);

    /// <summary>One row a deal: when it entered, how and when it ended, and by what it is grouped.</summary>
    public Task<List<DealFact>> DealsAsync(ReportScope scope, CancellationToken cancellation = default) =>
        db.Database.SqlQuery<DealFact>($"""
            with deal_facts as (
                select t.deal_id,
                       min(case when t.kind = 'Start' then t.entered_at end) as entered_at,
                       min(case when t.kind = 'Start' then t.entered_day end) as entry_day,
                       max(case when t.date_only = true then 1 else 0 end) as date_only,
                       max(case when t.imported = true then 1 else 0 end) as imported,
                       max(t.seq * 4 + case when t.left_day <= {scope.AsOf} and t.left_to = 'won' then 2
                                            when t.left_day <= {scope.AsOf} and t.left_to = 'lost' then 1 else 0 end) as last_state,
                       max(t.seq * 1000 + t.position) as last_position,
                       max(case when t.left_to in ('won', 'lost') then t.left_at end) as ended_at,
                       max(case when t.left_to in ('won', 'lost') then t.left_day end) as end_day
                from stage_transitions t
                where t.process_id = {scope.Process.Id} and t.after_sale = false
                  and (t.entered_day <= {scope.AsOf} or t.entered_day is null)
                  and (t.imported = true or t.recorded_at < {scope.EndOfAsOf})
                group by t.deal_id)
            select f.entered_at as "EnteredAt", f.entry_day as "EntryDay", f.date_only as "DateOnly", f.imported as "Imported",
                   f.last_state % 4 as "State", f.last_position % 1000 as "Position", f.ended_at as "EndedAt", f.end_day as "EndDay",
                   d.entry_source as "Source", d.owner_id as "OwnerId", d.value_minor as "ValueMinor", d.currency as "Currency"
            from deal_facts f
            join deals d on d.id = f.deal_id
            where d.deleted_at is null
              and ({scope.Everybody} or d.owner_id is null or d.owner_id = {scope.Me}
                   or d.owner_id in (select u.id from users u where u.team_id = {scope.Team}))
            """).ToListAsync(cancellation);
}

/// <param name="HasEntry">1, or 0 where nothing says when the deal entered.</param>
/// <param name="State">0 open, 1 lost, 2 won.</param>
public sealed record FunnelGroup(int HasEntry, int EntryPosition, int Highest, int State, int Deals);

public sealed record PositionCount(int Position, int Deals);

/// <param name="DateOnly">1 when some fact of the deal is known only to the day.</param>
/// <param name="State">0 open, 1 lost, 2 won, as of the day of the report.</param>
/// <param name="Position">The stage it is, or was last, in.</param>
public sealed record DealFact(
    DateTime? EnteredAt, DateOnly? EntryDay, int DateOnly, int Imported, int State, int Position, DateTime? EndedAt, DateOnly? EndDay,
    string Source, Guid? OwnerId, long ValueMinor, string Currency)
{
    public bool IsWon => State == 2;
    public bool IsLost => State == 1;
    public bool IsOpen => State == 0;

    public bool EnteredWithin(ReportScope scope) => EntryDay >= scope.From && EntryDay <= scope.To;
}
