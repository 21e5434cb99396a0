using Microsoft.EntityFrameworkCore;
using Trichter.Customers.Consent;
using Trichter.Customers.Consent.Check;

namespace Trichter.Campaigns.Letters;

/// <summary>Letters that were made for people, so that whoever asks sees how often they heard from us.</summary>
internal sealed class KnowLetters(Db db) : IKnowContacts
{
    public async Task<ILookup<Guid, PastContact>> ContactsAsync(IReadOnlyCollection<Guid> people, DateTime since, CancellationToken cancellation) =>
        (await db.LetterRecipients.Where(its => people.Contains(its.PersonId) && its.Position != null && its.At >= since).Select(its => new { its.PersonId, its.LetterId, its.At }).ToListAsync(cancellation))
        .ToLookup(its => its.PersonId, its => new PastContact(its.At, ContactChannel.Post, IsAdvertising: true, its.LetterId));
}
