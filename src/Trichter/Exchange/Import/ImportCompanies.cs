using Microsoft.EntityFrameworkCore;
using Trichter.Customers;
using Trichter.Customers.Numbers;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Timeline;

namespace Trichter.Exchange.Import;

/// <summary>Takes rows over as companies.</summary>
internal sealed class ImportCompanies(Db db, Change change, TimelineWriter timeline, UsersByName users) : IImportRows
{
    private static readonly PlainFields<Company> Fields = new(CompanyFields.All);

    public ImportKind Kind => ImportKind.Companies;

    public async Task RunAsync(Portion portion, CancellationToken cancellation)
    {
        await users.LoadAsync(cancellation);
        var known = new Known<Company>(portion, ValueOf);
        await LoadAsync(known, cancellation);

        foreach (var row in portion.Rows)
            Take(row, known, portion);
    }

    private void Take(MappedRow row, Known<Company> known, Portion portion)
    {
        var scratch = new Company { Name = "", CreatedAt = change.Now };
        if ((row.Fault ?? Fields.Write(row, scratch) ?? users.FaultOf(row, portion)) is { } fault)
        {
            portion.Refuse(row, fault);
            return;
        }

        var found = known.For(row);
        if (!known.Allows(row, found)) return;
        if (found is null && string.IsNullOrWhiteSpace(scratch.Name))
        {
            portion.Refuse(row, "name", new Told("A name is needed."));
            return;
        }

        var company = found ?? scratch;
        if (found is not null) Fields.Change(row, company);
        company.Custom = PlainFields<Company>.Custom(company.Custom, row);
        if (row.Has("owner")) company.OwnerId = users.FindOrEnter(row["owner"], portion.Notices).Id;
        company.RefreshNameKey();
        if (found is null) db.Companies.Add(company);
        var isNew = found is null && !known.WasSeen(row);
        known.Remember(row, company);
        Count(company, isNew, portion);
    }

    private void Count(Company company, bool isNew, Portion portion)
    {
        if (db.IsUnchanged(company))
        {
            portion.Unchanged++;
            return;
        }

        if (isNew) portion.Created++;
        else portion.Updated++;
        timeline.Record(new CompanyImported(company.Id));
    }

    private async Task LoadAsync(Known<Company> known, CancellationToken cancellation)
    {
        var (ids, vats, domains, names) = (known.Wanted("external_id"), known.Wanted("vat_number"), known.Wanted("domain"), known.Wanted("name"));
        var found = new List<Company>();
        if (ids.Count > 0) found.AddRange(await db.Companies.Where(c => c.ExternalId != "" && ids.Contains(c.ExternalId)).OrderBy(c => c.Id).ToListAsync(cancellation));
        if (vats.Count > 0) found.AddRange(await db.Companies.Where(c => c.VatNumber != "" && vats.Contains(c.VatNumber)).OrderBy(c => c.Id).ToListAsync(cancellation));
        if (domains.Count > 0) found.AddRange(await db.Companies.Where(c => c.Domain != "" && domains.Contains(c.Domain)).OrderBy(c => c.Id).ToListAsync(cancellation));
        if (names.Count > 0) found.AddRange(await db.Companies.Where(c => names.Contains(c.NameKey)).OrderBy(c => c.Id).ToListAsync(cancellation));

        foreach (var company in found)
        {
            known.Add("external_id", company.ExternalId, company);
            known.Add("vat_number", company.VatNumber, company);
            known.Add("domain", company.Domain, company);
            known.Add("name", company.NameKey, company);
        }
    }

    private static string ValueOf(MappedRow row, string key) => key switch
    {
        "name" => CompanyName.KeyOf(row["name"]),
        "vat_number" => row.Has(key) ? VatNumber.Check(row[key]).Normalised : "",
        "domain" => Domains.Of(row["domain"]),
        _ => row[key],
    };
}
