using Trichter.Customers.Privacy.Retention;
using Trichter.Platform.Language;

namespace Trichter.Orders;

/// <summary>Whose company ordered deals with us; until the order is delivered they stay.</summary>
internal sealed class OrdersRetention(Db db) : IKnowLastContact, IHoldPeople
{
    public IEnumerable<IQueryable<ContactMoment>> Theirs() =>
    [
        db.Employments.Join(db.Orders.Where(order => order.CompanyId != null), job => job.CompanyId, order => order.CompanyId!.Value, (job, order) => new ContactMoment { PersonId = job.PersonId, At = order.CreatedAt }),
    ];

    public IEnumerable<(string Why, IQueryable<HeldPerson> People)> Holds(DateOnly today)
    {
        var open = db.Orders.Where(order => order.State == OrderState.Taken || order.State == OrderState.Confirmed);
        var why = new Told("An order of theirs or their company is not delivered").Key;
        yield return (why, db.Employments.Where(job => open.Any(order => order.CompanyId == job.CompanyId)).Select(job => new HeldPerson { PersonId = job.PersonId }));
        yield return (why, db.Deals.Where(deal => deal.ContactId != null && open.Any(order => order.DealId == deal.Id)).Select(deal => new HeldPerson { PersonId = deal.ContactId }));
    }
}
