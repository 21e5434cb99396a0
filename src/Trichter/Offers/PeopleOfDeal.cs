using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Team;

namespace Trichter.Offers;

/// <summary>The names of those at the customer whom one may have spoken with, to choose from while one types.</summary>
internal static class PeopleOfDeal
{
    public static async Task<IReadOnlyList<string>> Async(Db db, Me me, Deal deal, CancellationToken cancellation = default)
    {
        var stakeholders = await db.Stakeholders.AsNoTracking().Where(its => its.DealId == deal.Id).ToListAsync(cancellation);
        var ids = stakeholders.Select(its => its.PersonId).Append(deal.ContactId).Distinct().ToList();
        var people = await db.People.AsNoTracking().VisibleTo(me, db).Where(person => ids.Contains(person.Id)).ToListAsync(cancellation);
        return [.. people.Select(person => person.Name).Concat(stakeholders.Select(its => its.Name)).Where(name => name.Length > 0).Distinct().Order()];
    }
}
