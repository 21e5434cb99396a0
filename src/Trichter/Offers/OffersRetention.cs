using Microsoft.EntityFrameworkCore;
using Trichter.Customers.Privacy;
using Trichter.Customers.Privacy.Retention;
using Trichter.Offers.Contracts;
using Trichter.Platform.Language;

namespace Trichter.Offers;

/// <summary>People of contracts that run stay; and who we are.</summary>
internal sealed class OffersRetention(Db db) : IHoldPeople, IKnowController
{
    public IEnumerable<(string Why, IQueryable<HeldPerson> People)> Holds(DateOnly today)
    {
        var running = db.Contracts.IgnoreAutoIncludes().Where(its => its.State == ContractState.Out || (its.State == ContractState.Complete && its.StartsOn != null && (its.EndsOn == null || its.EndsOn >= today)));
        var deals = db.Deals.Where(deal => running.Any(contract => contract.DealId == deal.Id));
        var why = new Told("A contract with them or their company runs").Key;
        yield return (why, deals.Where(deal => deal.ContactId != null).Select(deal => new HeldPerson { PersonId = deal.ContactId }));
        yield return (why, db.Employments.Where(job => deals.Any(deal => deal.CompanyId == job.CompanyId)).Select(job => new HeldPerson { PersonId = job.PersonId }));
    }

    public async Task<Controller> ReadAsync(CancellationToken cancellation) => await db.OurCompanies.AsNoTracking().SingleOrDefaultAsync(cancellation) is { } us
        ? new(us.LegalName, string.Join(", ", new[] { us.Street, $"{us.PostalCode} {us.City}".Trim(), us.Country }.Where(part => part.Length > 0)), us.Country, string.Join(", ", new[] { us.ContactName, us.Email, us.Phone }.Where(part => part.Length > 0)), us.Directors)
        : Controller.Unknown;
}
