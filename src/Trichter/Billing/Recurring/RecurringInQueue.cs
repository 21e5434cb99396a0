using Microsoft.EntityFrameworkCore;
using Trichter.Activities.Today;
using Trichter.Deals;
using Trichter.Offers.Products;
using Trichter.Orders;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Team.Roles;

namespace Trichter.Billing.Recurring;

/// <summary>For who bills: periods of orders that can be billed today.</summary>
internal sealed class RecurringInQueue(Db db, Me me) : IQueueSource
{
    public int Order => 34;

    public async Task AddAsync(Work queue, QueueMoment moment, CancellationToken cancellation)
    {
        if (!me.May(Right.Bill) || !me.MaySee(DealFields.Value)) return;

        var ahead = await db.RecurringRules.Select(rules => rules.DaysAhead).SingleOrDefaultAsync(cancellation);
        var due = from line in db.RecurringLines.Where(RecurringLine.IsDueBy(moment.Today, ahead))
                  join order in db.Orders on line.OrderId equals order.Id
                  where order.State == OrderState.Confirmed || order.State == OrderState.Fulfilled
                  join its in db.OrderLines on new { line.OrderId, Key = line.LineKey } equals new { its.OrderId, its.Key }
                  where its.Interval != Interval.Once && its.Quantity > its.Cancelled && its.Price != null
                  join deal in db.Deals.VisibleTo(me, db) on line.DealId equals deal.Id
                  select new { line.DueOn, line.Id, order.Number, its.Name, deal };

        var (rows, count) = await Work.FirstAsync(due.AsNoTracking().OrderBy(one => one.DueOn).ThenBy(one => one.Id), cancellation);
        queue.Add(QueueGroup.Today, rows.Select(one =>
            new QueueItem(QueueGroup.Today, QueueKind.Other, one.Id, one.deal.Id, one.deal.CompanyName, one.deal.Name, one.Name, new Told("a period of the order {0} can be billed since {1}", one.Number, one.DueOn!.Value), null)
            {
                Icon = "receipt",
                ValueMinor = one.deal.ValueMinor,
                Currency = one.deal.Currency,
                Actions = typeof(RecurringInFocus),
            }), count);
    }
}
