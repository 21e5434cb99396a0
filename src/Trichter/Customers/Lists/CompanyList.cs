using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Fields;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Team.CustomFields;
using Trichter.Team.Lists;
using Trichter.Team.Roles;

namespace Trichter.Customers.Lists;

/// <summary>The list of companies: what it can be filtered and sorted by, and its columns.</summary>
public sealed class CompanyList(Db db, Me me, Texts texts, OwnFields own, MatchCompanies match)
{
    public async Task<IReadOnlyList<FilterField>> FiltersAsync(CancellationToken cancellation = default)
    {
        IReadOnlyList<FilterField> plain =
        [
            new("name", new Told("Name"), FilterKind.Text),
            new("city", new Told("Address contains"), FilterKind.Tag),
            new("industry", new Told("Industry"), FilterKind.Text),
            new("employees", new Told("Employees"), FilterKind.Amount),
            new("domain", new Told("Domain"), FilterKind.Text),
            .. me.MaySee(ProtectedCustomerFields.Vat) ? new FilterField[] { new("vat", new Told("VAT number"), FilterKind.Text) } : [],
            new("owner", new Told("Owner"), FilterKind.Owner),
            new("tag", new Told("Tag"), FilterKind.Tag),
            new("customer-since", new Told("Customer since"), FilterKind.Day),
            new("created", new Told("Entered"), FilterKind.Day),
            new("people", new Told("People known there"), FilterKind.YesNo),
        ];
        return [.. plain, .. (await own.OfAsync(nameof(Company), cancellation)).Select(FilterField.Of)];
    }

    /// <summary>What the query finds, among what I may see.</summary>
    public Task<IQueryable<Company>> FilteredAsync(ListQuery query, CancellationToken cancellation = default)
    {
        var companies = db.Companies.AsNoTracking().VisibleTo(me, db);
        if (query.Name is { Length: > 0 } name) companies = companies.Where(company => company.Name.StartsWith(name));
        return match.NarrowAsync(companies, query.Groups, cancellation);
    }

    public async Task<IQueryable<Company>> SortedAsync(ListQuery query, CancellationToken cancellation = default)
    {
        var (companies, sort) = (await FilteredAsync(query, cancellation), query.Sort ?? "name");
        if ((await own.OfAsync(nameof(Company), cancellation)).FirstOrDefault(field => field.Name == sort.TrimStart('-')) is { } field) return match.Sorted(companies, field, sort[0] == '-');
        return sort switch
        {
            "-name" => companies.OrderByDescending(company => company.Name).ThenByDescending(company => company.Id),
            "created" => companies.OrderBy(company => company.CreatedAt).ThenBy(company => company.Id),
            "-created" => companies.OrderByDescending(company => company.CreatedAt).ThenByDescending(company => company.Id),
            _ => companies.OrderBy(company => company.Name).ThenBy(company => company.Id),
        };
    }

    /// <param name="rows">Those that are shown, so that the names of records they point to are known.</param>
    /// <param name="name">How the name is drawn; null for its text.</param>
    public async Task<IReadOnlyList<ListColumn<Company>>> ColumnsAsync(
        IReadOnlyCollection<Company> rows, IReadOnlyDictionary<Guid, string> users, RenderFragment<Company>? name = null, CancellationToken cancellation = default)
    {
        var fields = await own.AllAsync(CompanyFields.All, rows, cancellation: cancellation);
        return
        [
            new("name", texts["Name"], company => company.Name) { Cell = name, IsUsual = true, Sorts = true },
            .. fields.Where(field => field.Key != "name" && field.Access != FieldAccess.Hidden)
                .Select(field => ListColumns.Of(field, texts) with { IsUsual = field.Key is "city" or "industry" or "vat_number" or "tags", Sorts = field.Key.StartsWith(CustomField.Prefix, StringComparison.Ordinal) }),
            new("owner", texts["Owner"], company => company.OwnerId is { } id ? users.GetValueOrDefault(id, "") : ""),
            new("customer-since", texts["Customer since"], company => company.CustomerSince is { } day ? texts.Date(day) : "") { IsUsual = true },
            new("created", texts["Entered"], company => texts.Date(company.CreatedAt)) { Sorts = true },
        ];
    }
}
