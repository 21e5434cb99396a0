using Microsoft.EntityFrameworkCore;

namespace Trichter.Customers.Consent;

/// <summary>Where people work, as far as it decides which law holds.</summary>
internal static class CompanyCountries
{
    /// <summary>The country of the first company each works for, "" for one without an address; who works for none is not in it.</summary>
    public static async Task<IReadOnlyDictionary<Guid, string>> OfAsync(Db db, IReadOnlyCollection<Guid> people, CancellationToken cancellation)
    {
        var jobs = await (from job in db.Employments.AsNoTracking()
                          join company in db.Companies on job.CompanyId equals company.Id
                          where people.Contains(job.PersonId)
                          select new { job.PersonId, job.Position, company.Addresses }).ToListAsync(cancellation);
        return jobs.GroupBy(job => job.PersonId).ToDictionary(its => its.Key, its => its.OrderBy(job => job.Position).First().Addresses.Find(address => address.Kind == AddressKind.Main)?.Country ?? "");
    }
}
