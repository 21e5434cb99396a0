using Microsoft.EntityFrameworkCore;
using Trichter.Customers.Consent.Check;

namespace Trichter.Orders;

/// <summary>What the companies of people ordered, by groups of goods: the sale and the similar goods of §7(3) UWG (R30). A product without a group stands for itself.</summary>
internal sealed class KnowSales(Db db) : IKnowSales
{
    public async Task<ILookup<Guid, Sale>> SalesAsync(IReadOnlyCollection<Guid> people, CancellationToken cancellation)
    {
        var lines = await (from job in db.Employments
                           join order in db.Orders on job.CompanyId equals order.CompanyId
                           join line in db.OrderLines on order.Id equals line.OrderId
                           join product in db.Products on line.ProductId equals product.Id
                           where people.Contains(job.PersonId) && order.State != OrderState.Cancelled
                           select new { job.PersonId, order.Id, order.CreatedAt, Group = product.GoodsGroup == "" ? product.Key : product.GoodsGroup }).Distinct().ToListAsync(cancellation);
        return lines.GroupBy(its => (its.PersonId, its.Id, its.CreatedAt)).ToLookup(its => its.Key.PersonId, its => new Sale(its.Key.CreatedAt, [.. its.Select(line => line.Group)]));
    }
}
