using Microsoft.EntityFrameworkCore;
using Trichter.Customers.Consent.Check;

namespace Trichter.Campaigns.Touches;

/// <summary>Who sent a form asked us for something: answering is no advertising, about that lead and for thirty days (R39).</summary>
internal sealed class KnowForms(Db db) : IKnowRequests
{
    private const int OpenDays = 30;

    public async Task<ILookup<Guid, OpenRequest>> RequestsAsync(IReadOnlyCollection<Guid> people, CancellationToken cancellation) =>
        (await db.Touches.Where(its => its.Kind == TouchKind.Form && its.PersonId != null && people.Contains(its.PersonId.Value) && its.DealId != null)
            .Select(its => new { Person = its.PersonId!.Value, Deal = its.DealId!.Value, its.At }).ToListAsync(cancellation))
        .ToLookup(its => its.Person, its => new OpenRequest(its.Deal, its.At, its.At.AddDays(OpenDays)));
}
