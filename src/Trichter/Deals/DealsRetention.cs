using Trichter.Customers.Privacy.Retention;
using Trichter.Platform.Language;

namespace Trichter.Deals;

/// <summary>Whoever a deal is about deals with us, as long as something happens in it; while it is open they stay.</summary>
internal sealed class DealsRetention(Db db) : IKnowLastContact, IHoldPeople
{
    public IEnumerable<IQueryable<ContactMoment>> Theirs() =>
    [
        db.Deals.Where(deal => deal.ContactId != null).Select(deal => new ContactMoment { PersonId = deal.ContactId, At = deal.LastActivityAt }),
        db.Deals.Where(deal => deal.ContactId != null && deal.OutcomeAt != null).Select(deal => new ContactMoment { PersonId = deal.ContactId, At = deal.OutcomeAt }),
        db.Stakeholders.Where(its => its.PersonId != null).Join(db.Deals, its => its.DealId, deal => deal.Id, (its, deal) => new ContactMoment { PersonId = its.PersonId, At = deal.LastActivityAt }),
    ];

    public IEnumerable<(string Why, IQueryable<HeldPerson> People)> Holds(DateOnly today)
    {
        var open = db.Deals.Where(deal => deal.Outcome == Outcome.Open || deal.Outcome == Outcome.Parked);
        var why = new Told("A deal with them is open").Key;
        yield return (why, open.Where(deal => deal.ContactId != null).Select(deal => new HeldPerson { PersonId = deal.ContactId }));
        yield return (why, db.Stakeholders.Where(its => its.PersonId != null && open.Any(deal => deal.Id == its.DealId)).Select(its => new HeldPerson { PersonId = its.PersonId }));
    }
}
