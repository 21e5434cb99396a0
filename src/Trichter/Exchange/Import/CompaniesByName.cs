using Microsoft.EntityFrameworkCore;
using Trichter.Customers;
using Trichter.Ledger;
using Trichter.Timeline;

namespace Trichter.Exchange.Import;

/// <summary>The companies that the rows of a portion name; those nobody knows can be entered along.</summary>
internal sealed class CompaniesByName(Db db, Change change, TimelineWriter timeline)
{
    private readonly Dictionary<string, Company> companies = [];

    public async Task LoadAsync(IEnumerable<string> names, CancellationToken cancellation)
    {
        companies.Clear();
        var wanted = names.Where(name => name.Length > 0).Distinct().ToList();
        var keys = wanted.Select(CompanyName.KeyOf).Where(key => key.Length > 0).Distinct().ToList();
        var bare = wanted.Where(name => CompanyName.KeyOf(name).Length == 0).ToList();

        foreach (var company in await db.Companies.Where(c => keys.Contains(c.NameKey) || (c.NameKey == "" && bare.Contains(c.Name)))
            .OrderBy(c => c.CreatedAt).ThenBy(c => c.Id).ToListAsync(cancellation))
            companies.TryAdd(KeyOf(company.Name), company);
    }

    public Company? Find(string name) => companies.GetValueOrDefault(KeyOf(name));

    public Company FindOrEnter(string name, Guid? owner, Notices notices)
    {
        if (Find(name) is { } known) return known;

        var company = new Company { Name = name, OwnerId = owner, CreatedAt = change.Now };
        company.RefreshNameKey();
        db.Companies.Add(company);
        timeline.Record(new CompanyImported(company.Id));
        notices.Add(NoticeKind.CompanyCreated);
        return companies[KeyOf(name)] = company;
    }

    /// <summary>A name without any letter or digit has no key; it is compared as it is.</summary>
    private static string KeyOf(string name) => CompanyName.KeyOf(name) is { Length: > 0 } key ? key : "\n" + name;
}
