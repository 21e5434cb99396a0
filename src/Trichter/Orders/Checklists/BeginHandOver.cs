using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Ledger;
using Trichter.Platform.Calendar;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Team.Notifications;
using Trichter.Timeline;

namespace Trichter.Orders.Checklists;

/// <summary>Hands an order that is being confirmed over to each department it has not been handed over to yet, with the points of its checklist (O65). Without saving.</summary>
internal sealed class BeginHandOver(Db db, Me me, Change change, TimelineWriter timeline, FindDeal deals, Notify notify)
{
    public async Task RunAsync(OpenOrder open, CancellationToken cancellation = default)
    {
        var known = await db.OrderHandOvers.Where(its => its.OrderId == open.Order.Id).Select(its => its.DepartmentId).ToListAsync(cancellation);
        var departments = await db.Departments.AsNoTracking().Where(its => its.RetiredAt == null && !known.Contains(its.Id)).OrderBy(its => its.Position).ThenBy(its => its.Name).ToListAsync(cancellation);
        if (departments.Count == 0) return;

        var (calendar, today) = (await WorkingCalendar.OfAsync(db, cancellation), (await deals.NowAsync(cancellation)).Day);
        foreach (var department in departments)
        {
            var handOver = new OrderHandOver { OrderId = open.Order.Id, DealId = open.Deal.Id, DepartmentId = department.Id, Department = department.Name };
            handOver.Give(department.OwnerId, me.Id, change.Now);
            db.OrderHandOvers.Add(handOver);
            db.OrderPoints.AddRange(department.Points.Select((point, index) => new OrderPoint
            {
                HandOverId = handOver.Id,
                OrderId = open.Order.Id,
                DealId = open.Deal.Id,
                Position = index,
                Text = point.Text,
                NeedsProof = point.NeedsProof,
                OwnerId = department.OwnerId,
                DueOn = calendar.AddWorkingDays(today, point.Days),
            }));
            timeline.Record(new OrderHandedOver(open.Deal.Id, open.Order.Number, department.Name));
            await TellAsync(handOver, open.Order.Number, cancellation);
        }
    }

    public async Task TellAsync(OrderHandOver handOver, string number, CancellationToken cancellation)
    {
        if (handOver.ReceiverId is { } receiver && receiver != me.Id)
            await notify.TellAsync(receiver, NotificationKind.Given, new Told("{0} hands the order {1} over to you ({2})", me.Name, number, handOver.Department), $"/orders/{handOver.OrderId}", $"order-handed/{handOver.Id}/{handOver.GivenAt:O}", cancellation);
    }
}
