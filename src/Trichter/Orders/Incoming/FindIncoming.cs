using System.Text;
using Microsoft.EntityFrameworkCore;
using Trichter.Customers;
using Trichter.Deals;
using Trichter.Team;
using Trichter.Team.Roles;

namespace Trichter.Orders.Incoming;

/// <summary>Finds files with orders of customers that I may see. One whose customer nobody knows yet is seen by who sent it and by who sees all.</summary>
internal sealed class FindIncoming(Db db, Me me)
{
    public bool MaySeeAny => me.MaySee(DealFields.Value);

    public Task<IncomingOrder?> VisibleAsync(Guid id, CancellationToken cancellation = default) =>
        Visible(db.IncomingOrders).SingleOrDefaultAsync(incoming => incoming.Id == id, cancellation);

    public IQueryable<IncomingOrder> Visible(IQueryable<IncomingOrder> some)
    {
        if (!MaySeeAny) return some.Where(incoming => false);
        var (all, mine) = (me.Sees<Company>() == Visibility.All, me.Id);
        return some.Where(incoming => incoming.CompanyId == null ? all || incoming.SentBy == mine : db.Companies.VisibleTo(me, db).Any(company => company.Id == incoming.CompanyId));
    }

    public static TheirOrder OrderOf(IncomingOrder incoming) => ((UblRead.Read)ReadUblOrder.Read(Encoding.UTF8.GetBytes(incoming.Xml))).Order;
}
