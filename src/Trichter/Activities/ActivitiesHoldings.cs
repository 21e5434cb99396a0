using Microsoft.EntityFrameworkCore;
using Trichter.Customers;
using Trichter.Customers.Privacy;
using Trichter.Deals;

namespace Trichter.Activities;

/// <summary>Meetings with a person, and what was written and kept in deals that are about them alone.</summary>
internal sealed class ActivitiesHoldings(Db db) : IHoldPersonalData
{
    public IEnumerable<HeldRows> Of(Person person)
    {
        var (id, emails) = (person.Id, person.Emails);
        var theirs = db.Deals.IgnoreQueryFilters().AloneWith(id).Select(deal => (Guid?)deal.Id);
        yield return HeldRows.Of(db.Participants.Where(its => its.PersonId == id || emails.Contains(its.Email)), Fate.Clear);
        yield return HeldRows.Of(db.Bookings.Where(its => emails.Contains(its.Email) || theirs.Contains(its.DealId)), Fate.Clear);
        yield return HeldRows.Of(db.Activities.Where(its => its.PersonId == id || theirs.Contains(its.DealId)), Fate.Clear);
        yield return HeldRows.Of(db.Series.Where(its => theirs.Contains(its.DealId)), Fate.Clear);
        yield return HeldRows.Of(db.AttachmentContents.Where(its => db.Attachments.Any(file => file.Id == its.Id && theirs.Contains(file.DealId))), Fate.Delete);
        yield return HeldRows.Of(db.Attachments.Where(its => theirs.Contains(its.DealId)), Fate.Clear);
    }
}
