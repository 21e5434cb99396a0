using Microsoft.EntityFrameworkCore;

namespace Trichter.Customers;

/// <summary>Looks for records that may be the one somebody is about to enter. Each question is answered by an index.</summary>
public sealed class FindDuplicates(Db db)
{
    private const int Most = 5;

    public async Task<List<Company>> OfAsync(Company company, CancellationToken cancellation = default)
    {
        company.RefreshNameKey();
        var (key, vat, domain) = (company.NameKey, company.VatNumber, company.Domain);

        return await db.Companies.AsNoTracking()
            .Where(other => other.Id != company.Id
                && ((key != "" && other.NameKey == key) || (vat != "" && other.VatNumber == vat) || (domain != "" && other.Domain == domain)))
            .OrderBy(other => other.Name).Take(Most).ToListAsync(cancellation);
    }

    public async Task<List<Person>> OfAsync(Person person, CancellationToken cancellation = default)
    {
        person.RefreshKeys();
        var (key, email) = (person.NameKey, person.MainEmail);

        return await db.People.AsNoTracking()
            .Where(other => other.Id != person.Id && ((email != "" && other.MainEmail == email) || (key != "" && other.NameKey == key)))
            .OrderBy(other => other.LastName).Take(Most).ToListAsync(cancellation);
    }
}
