using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Ledger;
using Trichter.Ledger.AsOf;

namespace Trichter.Insight.Facts;

/// <summary>
/// How deals stand as of a day, read from the transition rows (metrics, sections 1 and 2); value, owner and source of a past day are those that
/// the ledger knows of it.
/// </summary>
public sealed class DealFacts(Db db, LookBack lookBack, Change change)
{
    /// <summary>One row a deal: when it entered, how and when it ended, and by what it is grouped.</summary>
    public async Task<List<DealFact>> DealsAsync(ReportScope scope, CancellationToken cancellation = default)
    {
        var facts = await ReadAsync(scope, cancellation);
        if (scope.EndOfAsOf <= change.Now) facts = await AsTheyWereAsync(facts, scope, cancellation);
        facts = [.. facts.Where(fact => fact.DeletedAt is null && scope.MaySee(fact.OwnerId))];
        return scope.SeesValues ? facts : [.. facts.Select(fact => fact with { ValueMinor = 0, Currency = scope.Currency })];
    }

    /// <summary>What was changed since is taken back; imported history counts as known when it happened.</summary>
    private async Task<List<DealFact>> AsTheyWereAsync(List<DealFact> facts, ReportScope scope, CancellationToken cancellation)
    {
        var then = await lookBack.ThenAsync<Deal>(scope.EndOfAsOf, cancellation);
        return then.Count == 0 ? facts :
        [
            .. facts.Select(fact => then.GetValueOrDefault(fact.DealId) is { } deal
                ? fact with { Source = deal.EntrySource, OwnerId = deal.OwnerId, ValueMinor = deal.ValueMinor, Currency = deal.Currency, DeletedAt = deal.DeletedAt }
                : fact),
        ];
    }

    private Task<List<DealFact>> ReadAsync(ReportScope scope, CancellationToken cancellation) =>
        db.Database.SqlQuery<DealFact>($"""
            with deal_facts as (
                select t.deal_id,
                       min(case when t.kind = 'Start' then t.entered_at end) as entered_at,
                       min(case when t.kind = 'Start' then t.entered_day end) as entry_day,
                       max(case when t.date_only = true then 1 else 0 end) as date_only,
                       max(case when t.imported = true then 1 else 0 end) as imported,
                       max(t.seq * 4 + case when t.left_to = 'won' and (t.left_day <= {scope.AsOf} or t.left_day is null) then 2
                                            when t.left_to = 'lost' and (t.left_day <= {scope.AsOf} or t.left_day is null) then 1 else 0 end) as last_state,
                       max(t.seq * 1000 + t.position) as last_position,
                       max(case when t.left_to in ('won', 'lost') then t.left_at end) as ended_at,
                       max(case when t.left_to in ('won', 'lost') then t.left_day end) as end_day
                from stage_transitions t
                where t.process_id = {scope.Process.Id} and t.after_sale = false
                  and (t.entered_day <= {scope.AsOf} or t.entered_day is null)
                  and (t.imported = true or t.recorded_at < {scope.EndOfAsOf})
                group by t.deal_id)
            select f.deal_id as "DealId", d.deleted_at as "DeletedAt", f.entered_at as "EnteredAt", f.entry_day as "EntryDay", f.date_only as "DateOnly", f.imported as "Imported",
                   f.last_state % 4 as "State", f.last_position % 1000 as "Position", f.ended_at as "EndedAt", f.end_day as "EndDay",
                   d.entry_source as "Source", d.owner_id as "OwnerId", d.value_minor as "ValueMinor", d.currency as "Currency"
            from deal_facts f
            join deals d on d.id = f.deal_id
            """).ToListAsync(cancellation);
}

/// <param name="DateOnly">1 when some fact of the deal is known only to the day.</param>
/// <param name="State">0 open, 1 lost, 2 won, as of the day of the report.</param>
/// <param name="Position">The stage it is, or was last, in.</param>
public sealed record DealFact(
    Guid DealId, DateTime? DeletedAt, DateTime? EnteredAt, DateOnly? EntryDay, int DateOnly, int Imported, int State, int Position, DateTime? EndedAt, DateOnly? EndDay,
    string Source, Guid? OwnerId, long ValueMinor, string Currency)
{
    public bool IsWon => State == 2;
    public bool IsLost => State == 1;
    public bool IsOpen => State == 0;

    public bool EnteredWithin(ReportScope scope) => EntryDay >= scope.From && EntryDay <= scope.To;
}
