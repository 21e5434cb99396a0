using Trichter.Deals.Find;
using Trichter.Platform.Language;
using Trichter.Team;

namespace Trichter.Orders;

internal sealed class OrdersByNumber(Db db, Me me) : FindByNumber(db, me)
{
    public override int Order => 30;

    public override Told Kind => new("Orders");

    public override string Icon => "checkbox";

    protected override string Root => "/orders/";

    protected override IQueryable<Numbered> All(Db db) => db.Orders.Select(order => new Numbered { Id = order.Id, DealId = order.DealId, Number = order.Number });
}
