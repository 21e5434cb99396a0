using Microsoft.EntityFrameworkCore;
using Trichter.Customers.Consent.Check;
using Trichter.Platform.Calendar;

namespace Trichter.Offers;

/// <summary>Quotes people asked for: following one up is an answer to them while it is open and thirty days longer (R39).</summary>
internal sealed class KnowQuotes(Db db) : IKnowRequests
{
    private const int DaysAfter = 30;

    public async Task<ILookup<Guid, OpenRequest>> RequestsAsync(IReadOnlyCollection<Guid> people, CancellationToken cancellation)
    {
        var quotes = await (from version in db.QuoteVersions
                            join deal in db.Deals on version.DealId equals deal.Id
                            where version.SentAt != null && deal.ContactId != null && people.Contains(deal.ContactId.Value)
                            select new { Person = deal.ContactId!.Value, version.DealId, SentAt = version.SentAt!.Value, version.ValidUntil }).ToListAsync(cancellation);
        if (quotes.Count == 0) return Array.Empty<(Guid, OpenRequest)>().ToLookup(its => its.Item1, its => its.Item2);

        var zone = (await db.Workspaces.AsNoTracking().SingleAsync(cancellation)).Zone;
        return quotes.ToLookup(its => its.Person, its => new OpenRequest(its.DealId, its.SentAt, LocalTime.ToUtc(its.ValidUntil.AddDays(DaysAfter + 1), 0, zone)));
    }
}
