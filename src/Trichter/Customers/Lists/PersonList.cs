using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Fields;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Team.CustomFields;
using Trichter.Team.Lists;
using Trichter.Team.Roles;

namespace Trichter.Customers.Lists;

/// <summary>The list of people: what it can be filtered and sorted by, and its columns.</summary>
public sealed class PersonList(Db db, Me me, Texts texts, OwnFields own, MatchPeople match)
{
    public async Task<IReadOnlyList<FilterField>> FiltersAsync(CancellationToken cancellation = default)
    {
        IReadOnlyList<FilterField> plain =
        [
            new("last-name", new Told("Last name"), FilterKind.Text),
            new("first-name", new Told("First name"), FilterKind.Text),
            .. me.MaySee(ProtectedCustomerFields.Emails) ? new FilterField[] { new("email", new Told("E-mail"), FilterKind.Text) } : [],
            new("company", new Told("Company"), FilterKind.Text),
            new("role", new Told("Role contains"), FilterKind.Tag),
            new("language", new Told("Language"), FilterKind.Text),
            new("owner", new Told("Owner"), FilterKind.Owner),
            new("tag", new Told("Tag"), FilterKind.Tag),
            new("created", new Told("Entered"), FilterKind.Day),
        ];
        return [.. plain, .. (await own.OfAsync(nameof(Person), cancellation)).Select(FilterField.Of)];
    }

    /// <summary>What the query finds, among what I may see.</summary>
    public Task<IQueryable<Person>> FilteredAsync(ListQuery query, CancellationToken cancellation = default)
    {
        var people = db.People.AsNoTracking().VisibleTo(me, db);
        if (query.Name is { Length: > 0 } name) people = people.Where(person => person.LastName.StartsWith(name));
        return match.NarrowAsync(people, query.Groups, cancellation);
    }

    public async Task<IQueryable<Person>> SortedAsync(ListQuery query, CancellationToken cancellation = default)
    {
        var (people, sort) = (await FilteredAsync(query, cancellation), query.Sort ?? "name");
        if ((await own.OfAsync(nameof(Person), cancellation)).FirstOrDefault(field => field.Name == sort.TrimStart('-')) is { } field) return match.Sorted(people, field, sort[0] == '-');
        return sort switch
        {
            "-name" => people.OrderByDescending(person => person.LastName).ThenByDescending(person => person.FirstName).ThenByDescending(person => person.Id),
            "created" => people.OrderBy(person => person.CreatedAt).ThenBy(person => person.Id),
            "-created" => people.OrderByDescending(person => person.CreatedAt).ThenByDescending(person => person.Id),
            _ => people.OrderBy(person => person.LastName).ThenBy(person => person.FirstName).ThenBy(person => person.Id),
        };
    }

    /// <param name="rows">Those that are shown, so that the names of records they point to are known.</param>
    /// <param name="name">How the name is drawn; null for its text.</param>
    public async Task<IReadOnlyList<ListColumn<Person>>> ColumnsAsync(
        IReadOnlyCollection<Person> rows, IReadOnlyDictionary<Guid, string> users, RenderFragment<Person>? name = null, CancellationToken cancellation = default)
    {
        var fields = await own.AllAsync(PersonFields.All, rows, cancellation: cancellation);
        return
        [
            new("name", texts["Name"], person => person.FirstName.Length > 0 ? $"{person.LastName}, {person.FirstName}" : person.LastName) { Cell = name, IsUsual = true, Sorts = true },
            .. fields.Where(field => field.Key is not ("first_name" or "last_name") && field.Access != FieldAccess.Hidden)
                .Select(field => ListColumns.Of(field, texts) with { IsUsual = field.Key is "emails" or "phones" or "language" or "tags", Sorts = field.Key.StartsWith(CustomField.Prefix, StringComparison.Ordinal) }),
            new("owner", texts["Owner"], person => person.OwnerId is { } id ? users.GetValueOrDefault(id, "") : ""),
            new("created", texts["Entered"], person => texts.Date(person.CreatedAt)) { Sorts = true },
        ];
    }
}
