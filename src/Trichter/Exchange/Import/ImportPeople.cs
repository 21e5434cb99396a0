using Microsoft.EntityFrameworkCore;
using Trichter.Customers;
using Trichter.Ledger;
using Trichter.Platform.Fields;
using Trichter.Platform.Language;
using Trichter.Platform.Search;
using Trichter.Timeline;

namespace Trichter.Exchange.Import;

/// <summary>Takes rows over as people, with the company they work for.</summary>
internal sealed class ImportPeople(Db db, Change change, TimelineWriter timeline, CompaniesByName companies, UsersByName users) : IImportRows
{
    private static readonly PlainFields<Person> Fields = new(PersonFields.All);

    public ImportKind Kind => ImportKind.People;

    public async Task RunAsync(Portion portion, CancellationToken cancellation)
    {
        foreach (var row in portion.Rows) SplitName(row);
        await companies.LoadAsync(portion.Rows.Select(row => row["company"]), cancellation);
        await users.LoadAsync(cancellation);
        var known = new Known<Person>(portion, ValueOf);
        await LoadAsync(known, cancellation);

        foreach (var row in portion.Rows)
            Take(row, known, portion);
    }

    private void Take(MappedRow row, Known<Person> known, Portion portion)
    {
        var scratch = new Person { LastName = "", CreatedAt = change.Now };
        if ((row.Fault ?? Fields.Write(row, scratch) ?? CompanyFault(row, portion) ?? users.FaultOf(row, portion)) is { } fault)
        {
            portion.Refuse(row, fault);
            return;
        }

        var found = known.For(row);
        if (!known.Allows(row, found)) return;
        if (found is null && string.IsNullOrWhiteSpace(scratch.LastName))
        {
            portion.Refuse(row, "last_name", new Told("A name is needed."));
            return;
        }

        var person = found ?? scratch;
        if (found is not null) Fields.Change(row, person);
        person.Custom = PlainFields<Person>.Custom(person.Custom, row);
        if (row.Has("owner")) person.OwnerId = users.FindOrEnter(row["owner"], portion.Notices).Id;
        person.RefreshKeys();
        var jobs = person.Employments.Count;
        var isEmployed = Employ(row, person, portion);
        if (found is null) db.People.Add(person);
        else db.AddRange(person.Employments.Skip(jobs));
        var isNew = found is null && !known.WasSeen(row);
        known.Remember(row, person);
        Count(person, isNew, isEmployed, portion);
    }

    private bool Employ(MappedRow row, Person person, Portion portion)
    {
        if (!row.Has("company")) return false;

        var company = companies.FindOrEnter(row["company"], portion.RequestedBy, portion.Notices);
        var role = row["role"];
        var known = person.Employments.FirstOrDefault(job => job.CompanyId == company.Id);
        if (known is not null && (role.Length == 0 || known.Role == role)) return false;

        person.WorksAt(company.Id, role);
        return true;
    }

    private void Count(Person person, bool isNew, bool isEmployed, Portion portion)
    {
        if (db.IsUnchanged(person) && !isEmployed)
        {
            portion.Unchanged++;
            return;
        }

        if (isNew) portion.Created++;
        else portion.Updated++;
        timeline.Record(new PersonImported(person.Id));
    }

    private RowFault? CompanyFault(MappedRow row, Portion portion) =>
        row["company"].Length > 200 ? new RowFault("company", new Told("At most {0} characters.", 200))
        : row["role"].Length > 120 ? new RowFault("role", new Told("At most {0} characters.", 120))
        : row.Has("company") && companies.Find(row["company"]) is null && !portion.Plan.Mapping.Creates("company")
            ? new RowFault("company", new Told("No company is called {0}.", row["company"]))
            : null;

    /// <summary>A whole name becomes first and last name at its last blank, unless the file has them apart.</summary>
    private static void SplitName(MappedRow row)
    {
        var whole = row["full_name"].Trim();
        if (whole.Length == 0 || row.Has("last_name")) return;

        var blank = whole.LastIndexOf(' ');
        row.Values["last_name"] = whole[(blank + 1)..];
        if (blank > 0) row.Values.TryAdd("first_name", whole[..blank].Trim());
    }

    private async Task LoadAsync(Known<Person> known, CancellationToken cancellation)
    {
        var (ids, emails, names) = (known.Wanted("external_id"), known.Wanted("emails"), known.Wanted("name"));
        var people = db.People.Include("employments").OrderBy(p => p.Id);
        var found = new List<Person>();
        if (ids.Count > 0) found.AddRange(await people.Where(p => p.ExternalId != "" && ids.Contains(p.ExternalId)).ToListAsync(cancellation));
        if (emails.Count > 0) found.AddRange(await people.Where(p => p.MainEmail != "" && emails.Contains(p.MainEmail)).ToListAsync(cancellation));
        if (names.Count > 0) found.AddRange(await people.Where(p => names.Contains(p.NameKey)).ToListAsync(cancellation));

        foreach (var person in found)
        {
            known.Add("external_id", person.ExternalId, person);
            known.Add("emails", person.MainEmail, person);
            known.Add("name", person.NameKey, person);
        }
    }

    private static string ValueOf(MappedRow row, string key) => key switch
    {
        "name" => SearchEntry.Fold($"{row["first_name"]} {row["last_name"]}".Trim()),
        "emails" => Canonical.List(row["emails"].ToLowerInvariant()).FirstOrDefault() ?? "",
        _ => row[key],
    };
}
