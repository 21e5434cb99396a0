using Microsoft.EntityFrameworkCore;
using Trichter.Customers.Consent;
using Trichter.Platform.Calendar;

namespace Trichter.Campaigns.Mailings;

/// <summary>When it is the hour of a mailing where each of its people is: by their own country, else that of their company. Who is in none that we know gets it by our clock.</summary>
public sealed class TheirTime(Db db)
{
    /// <summary>Where the clock is furthest ahead of ours.</summary>
    public static readonly TimeSpan Earliest = TimeSpan.FromHours(14);

    /// <returns>Person → UTC; those by our clock are not in it.</returns>
    public async Task<IReadOnlyDictionary<Guid, DateTime>> OfAsync(DateTime at, IReadOnlyCollection<Guid> people, CancellationToken cancellation)
    {
        var here = (await db.Workspaces.AsNoTracking().SingleAsync(cancellation)).Zone;
        var countries = (await CompanyCountries.OfAsync(db, people, cancellation)).ToDictionary();
        foreach (var own in await db.PersonPrivacy.AsNoTracking().Where(its => people.Contains(its.PersonId) && its.Country != "").Select(its => new { its.PersonId, its.Country }).ToListAsync(cancellation)) countries[own.PersonId] = own.Country;

        var hours = countries.Values.Distinct().Select(country => (Country: country, Zone: CountryZones.Of(country))).Where(its => its.Zone is not null).ToDictionary(its => its.Country, its => CountryZones.SameHour(at, here, its.Zone!));
        return countries.Where(its => hours.ContainsKey(its.Value)).ToDictionary(its => its.Key, its => hours[its.Value]);
    }
}
