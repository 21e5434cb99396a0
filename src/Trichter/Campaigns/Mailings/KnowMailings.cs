using Microsoft.EntityFrameworkCore;
using Trichter.Customers.Consent;
using Trichter.Customers.Consent.Check;

namespace Trichter.Campaigns.Mailings;

/// <summary>Mailings that reached people, so that nobody gets too many (R27).</summary>
internal sealed class KnowMailings(Db db) : IKnowContacts
{
    public async Task<ILookup<Guid, PastContact>> ContactsAsync(IReadOnlyCollection<Guid> people, DateTime since, CancellationToken cancellation) =>
        (await db.MailingRecipients.Where(its => people.Contains(its.PersonId) && its.At >= since && (its.State == RecipientState.Handed || its.State == RecipientState.Taken))
            .Select(its => new { its.PersonId, its.MailingId, At = its.At!.Value }).ToListAsync(cancellation))
        .ToLookup(its => its.PersonId, its => new PastContact(its.At, ContactChannel.Email, IsAdvertising: true, its.MailingId));
}
