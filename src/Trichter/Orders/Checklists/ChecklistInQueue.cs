using Microsoft.EntityFrameworkCore;
using Trichter.Activities.Today;
using Trichter.Deals;
using Trichter.Deals.HandOvers;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Team.Roles;

namespace Trichter.Orders.Checklists;

/// <summary>In Today: points of orders that are mine and due, orders that wait for my acceptance, and those that were returned to me.</summary>
internal sealed class ChecklistInQueue(Db db, Me me) : IQueueSource
{
    public int Order => 22;

    public async Task AddAsync(Work queue, QueueMoment moment, CancellationToken cancellation)
    {
        if (!me.May(Right.ChangeDeals) || !me.MaySee(DealFields.Value)) return;

        var mine = from point in db.OrderPoints
                   where point.OwnerId == me.Id && point.DoneAt == null && point.DueOn <= moment.Today
                   join order in db.Orders on point.OrderId equals order.Id
                   where order.State != OrderState.Cancelled
                   join deal in db.Deals on point.DealId equals deal.Id
                   select new Row { Id = point.Id, On = point.DueOn, Text = point.Text, Number = order.Number, Deal = deal };
        await PointsAsync(queue, QueueGroup.Overdue, mine.Where(row => row.On < moment.Today), moment, cancellation);
        await PointsAsync(queue, QueueGroup.Today, mine.Where(row => row.On >= moment.Today), moment, cancellation);

        var given = from handOver in db.OrderHandOvers
                    where (handOver.State == HandOverState.Waiting && handOver.ReceiverId == me.Id) || (handOver.State == HandOverState.Returned && handOver.GivenBy == me.Id)
                    join order in db.Orders on handOver.OrderId equals order.Id
                    where order.State != OrderState.Cancelled
                    join deal in db.Deals on handOver.DealId equals deal.Id
                    select new { handOver, order.Number, deal };
        var (rows, count) = await Work.FirstAsync(given.AsNoTracking().OrderBy(one => one.handOver.GivenAt).ThenBy(one => one.handOver.Id), cancellation);
        queue.Add(QueueGroup.Today, rows.Select(one => Item(QueueGroup.Today, one.handOver.Id, one.deal, one.handOver.Department,
            one.handOver.State == HandOverState.Waiting ? new Told("the order {0} waits for your acceptance", one.Number) : new Told("the order {0} was returned: {1}", one.Number, one.handOver.Answer), false)), count);
    }

    private static async Task PointsAsync(Work queue, QueueGroup group, IQueryable<Row> points, QueueMoment moment, CancellationToken cancellation)
    {
        var (rows, count) = await Work.FirstAsync(points.AsNoTracking().OrderBy(row => row.On).ThenBy(row => row.Id), cancellation);
        queue.Add(group, rows.Select(row => Item(group, row.Id, row.Deal, row.Text, new Told("for the order {0}, due on {1}", row.Number, row.On), row.On < moment.Today)), count);
    }

    private static QueueItem Item(QueueGroup group, Guid id, Deal deal, string what, Told why, bool isLate) => new(group, QueueKind.Other, id, deal.Id, deal.CompanyName, deal.Name, what, why, null)
    {
        Icon = "checkbox",
        ValueMinor = deal.ValueMinor,
        Currency = deal.Currency,
        IsLate = isLate,
        Actions = typeof(ChecklistInFocus),
    };

    private sealed class Row
    {
        public required Guid Id { get; init; }
        public required DateOnly On { get; init; }
        public required string Text { get; init; }
        public required string Number { get; init; }
        public required Deal Deal { get; init; }
    }
}
