using Microsoft.EntityFrameworkCore;
using Trichter.Customers.Consent;
using Trichter.Customers.Consent.Check;

namespace Trichter.Activities;

/// <summary>Calls that were made to people, so that nobody is called too often (R27).</summary>
internal sealed class KnowCalls(Db db) : IKnowContacts
{
    public async Task<ILookup<Guid, PastContact>> ContactsAsync(IReadOnlyCollection<Guid> people, DateTime since, CancellationToken cancellation)
    {
        var calls = db.Activities.Where(call => call.Type == ActivityType.Call && call.DoneAt >= since);
        var onDeals = from call in calls
                      join deal in db.Deals on call.DealId equals deal.Id
                      where deal.ContactId != null && people.Contains(deal.ContactId.Value)
                      select new { Person = deal.ContactId!.Value, At = call.DoneAt!.Value };
        var others = calls.Where(call => call.PersonId != null && people.Contains(call.PersonId.Value)).Select(call => new { Person = call.PersonId!.Value, At = call.DoneAt!.Value });
        return (await onDeals.ToListAsync(cancellation)).Concat(await others.ToListAsync(cancellation)).ToLookup(its => its.Person, its => new PastContact(its.At, ContactChannel.Phone, IsAdvertising: true));
    }
}
