using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Insight.Facts;
using Trichter.Team;

namespace Trichter.Insight.Probability;

/// <summary>The open deals of a process that the reader sees, with what a model and a forecast need of each.</summary>
public sealed class OpenDeals(Db db, Me me)
{
    public async Task<IReadOnlyList<OpenDealOfReport>> OfAsync(ReportScope scope, CancellationToken cancellation = default)
    {
        var deals = await db.Deals.AsNoTracking().VisibleTo(me, db)
            .Where(deal => deal.ProcessId == scope.Process.Id && (deal.Outcome == Outcome.Open || deal.Outcome == Outcome.Parked))
            .Select(deal => new { deal.Id, deal.Position, deal.EntrySource, deal.Product, deal.OwnerId, deal.ExistingCustomer, deal.ValueMinor, deal.Currency, deal.ExpectedClose }).ToListAsync(cancellation);
        var entries = await db.Database.SqlQuery<EntryOfDeal>($"""
            select t.deal_id as "DealId", min(case when t.kind = 'Start' then t.entered_day end) as "EntryDay", cast(count(*) - 1 as integer) as "Before"
            from stage_transitions t join deals d on d.id = t.deal_id
            where t.process_id = {scope.Process.Id} and t.after_sale = false and d.deleted_at is null and d.outcome in ('Open', 'Parked')
            group by t.deal_id
            """).ToDictionaryAsync(entry => entry.DealId, cancellation);
        var stages = scope.Version.Stages.ToDictionary(stage => stage.Position, stage => stage.Key);

        return [.. deals.Select(deal =>
        {
            var entry = entries.GetValueOrDefault(deal.Id);
            var age = entry?.EntryDay is { } day ? scope.AsOf.DayNumber - day.DayNumber : 0;
            return new OpenDealOfReport(
                new OpenDeal(deal.Id, stages.GetValueOrDefault(deal.Position, ""), deal.EntrySource, deal.Product, deal.OwnerId, deal.ExistingCustomer, deal.ValueMinor, age, entry?.Before ?? 0),
                entry?.EntryDay, deal.Currency, deal.ExpectedClose);
        })];
    }

    private sealed record EntryOfDeal(Guid DealId, DateOnly? EntryDay, int Before);
}

/// <param name="EntryDay">Null where nothing says when it entered.</param>
public sealed record OpenDealOfReport(OpenDeal Deal, DateOnly? EntryDay, string Currency, DateOnly? ExpectedClose);
