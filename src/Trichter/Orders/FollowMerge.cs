using Microsoft.EntityFrameworkCore;
using Trichter.Customers;
using Trichter.Customers.Merge;
using Trichter.Timeline;

namespace Trichter.Orders;

/// <summary>
/// Orders and the files they came as go over to the company that stays; deliveries and versions hang on the order. Where both companies used the same
/// order number, the order is found by its deal, but keeps its company: one number of one customer is one order (O61).
/// </summary>
internal sealed class FollowMerge(Db db, TimelineWriter timeline) : IFollowMerge
{
    public async Task CompanyAsync(Company stays, Company goes, CancellationToken cancellation)
    {
        var orders = await db.Orders.Where(order => order.CompanyId == stays.Id || order.CompanyId == goes.Id).OrderBy(order => order.Id).ToListAsync(cancellation);
        var taken = orders.Where(order => order.CompanyId == stays.Id && HasNumber(order)).Select(order => order.CustomerNumber).ToHashSet();
        foreach (var order in orders.Where(order => order.CompanyId == goes.Id))
            if (HasNumber(order) && taken.Contains(order.CustomerNumber)) timeline.Record(new OrderStayedApart(stays.Id, order.Number, order.CustomerNumber));
            else order.CompanyId = stays.Id;

        var files = await db.IncomingOrders.Where(file => file.CompanyId == stays.Id || file.CompanyId == goes.Id).OrderBy(file => file.Id).ToListAsync(cancellation);
        var sent = files.Where(file => file.CompanyId == stays.Id && file.State != IncomingState.Rejected).Select(file => file.CustomerNumber).ToHashSet();
        foreach (var file in files.Where(file => file.CompanyId == goes.Id))
            if (file.State != IncomingState.Rejected && sent.Contains(file.CustomerNumber)) timeline.Record(new OrderFileStayedApart(stays.Id, file.FileName, file.CustomerNumber));
            else file.CompanyId = stays.Id;
    }

    public Task PersonAsync(Person stays, Person goes, CancellationToken cancellation) => Task.CompletedTask;

    private static bool HasNumber(Order order) => order.State != OrderState.Cancelled && order.CustomerNumber.Length > 0;
}
