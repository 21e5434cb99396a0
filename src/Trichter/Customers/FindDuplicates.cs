using Microsoft.EntityFrameworkCore;
using Trichter.Team;

namespace Trichter.Customers;

/// <summary>Looks for records that may be the one somebody is about to enter. Each question is answered by an index.</summary>
public sealed class FindDuplicates(Db db, Me me)
{
    private const int Most = 5;

    public async Task<Similar<Company>> OfAsync(Company company, CancellationToken cancellation = default)
    {
        company.RefreshNameKey();
        var (key, vat, domain) = (company.NameKey, company.VatNumber, company.Domain);

        var all = db.Companies.AsNoTracking()
            .Where(other => other.Id != company.Id
                && ((key != "" && other.NameKey == key) || (vat != "" && other.VatNumber == vat) || (domain != "" && other.Domain == domain)))
            .OrderBy(other => other.Name);
        return await SeenAsync(all, all.VisibleTo(me, db).Take(Most), cancellation);
    }

    public async Task<Similar<Person>> OfAsync(Person person, CancellationToken cancellation = default)
    {
        person.RefreshKeys();
        var (key, email) = (person.NameKey, person.MainEmail);

        var all = db.People.AsNoTracking()
            .Where(other => other.Id != person.Id && ((email != "" && other.MainEmail == email) || (key != "" && other.NameKey == key)))
            .OrderBy(other => other.LastName);
        return await SeenAsync(all, all.VisibleTo(me, db).Take(Most), cancellation);
    }

    private static async Task<Similar<T>> SeenAsync<T>(IQueryable<T> all, IQueryable<T> visible, CancellationToken cancellation) =>
        await visible.ToListAsync(cancellation) is { Count: > 0 } seen ? new(seen, true) : new([], await all.AnyAsync(cancellation));
}

/// <param name="Seen">Those that I may see.</param>
/// <param name="Any">There are some, if only such as I may not see.</param>
public sealed record Similar<T>(List<T> Seen, bool Any);
