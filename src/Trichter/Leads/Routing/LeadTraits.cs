using Microsoft.EntityFrameworkCore;
using Trichter.Customers;
using Trichter.Deals;

namespace Trichter.Leads.Routing;

/// <summary>What rules for routing look at. Empty where it is not known.</summary>
/// <param name="Country">Two letters.</param>
/// <param name="Language">Of the contact.</param>
public sealed record LeadTraits(string Country, string Postcode, string Industry, int? Employees, string Language, string Product, string Source)
{
    /// <summary>Of many deals in two queries.</summary>
    internal static async Task<IReadOnlyDictionary<Guid, LeadTraits>> OfAsync(Db db, IReadOnlyCollection<Deal> deals, CancellationToken cancellation)
    {
        var companies = deals.Select(deal => deal.CompanyId).OfType<Guid>().Distinct().ToList();
        var contacts = deals.Select(deal => deal.ContactId).OfType<Guid>().Distinct().ToList();
        var at = await db.Companies.AsNoTracking().Where(company => companies.Contains(company.Id)).ToDictionaryAsync(company => company.Id, cancellation);
        var languages = await db.People.Where(person => contacts.Contains(person.Id)).Select(person => new { person.Id, person.Language }).ToDictionaryAsync(person => person.Id, person => person.Language, cancellation);
        return deals.ToDictionary(deal => deal.Id, deal => Of(deal, deal.CompanyId is { } company ? at.GetValueOrDefault(company) : null, deal.ContactId is { } contact ? languages.GetValueOrDefault(contact) : null));
    }

    private static LeadTraits Of(Deal deal, Company? company, string? language) =>
        new(company?.MainAddress?.Country ?? "", company?.MainAddress?.PostalCode ?? "", company?.Industry ?? "", company?.Employees, language ?? "", deal.Product, deal.Source);
}
