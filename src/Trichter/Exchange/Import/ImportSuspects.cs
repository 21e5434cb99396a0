using Microsoft.EntityFrameworkCore;
using Trichter.Customers.Consent;
using Trichter.Ledger;
using Trichter.Market;
using Trichter.Market.Industries;
using Trichter.Market.Lists;
using Trichter.Market.Universe;
using Trichter.Platform.Language;
using Trichter.Timeline;

namespace Trichter.Exchange.Import;

/// <summary>Takes rows over as companies of the universe. The file becomes a list; whoever wants nothing from us is left out and counted (R82).</summary>
internal sealed class ImportSuspects(Db db, Change change, TimelineWriter timeline, MapIndustries industries, ContactKeys keys) : IImportRows
{
    private static readonly PlainFields<Suspect> Fields = new(SuspectFields.All);
    private HashSet<string>? suppressed;

    public ImportKind Kind => ImportKind.Suspects;

    public async Task RunAsync(Portion portion, CancellationToken cancellation)
    {
        await industries.LoadAsync(cancellation);
        await keys.LoadAsync(cancellation);
        suppressed ??= [.. await db.Suppressions.Where(its => its.EndedAt == null && its.Purpose == null).Select(its => its.Key).ToListAsync(cancellation)];
        var list = await ListAsync(portion, cancellation);
        var known = new Known<Suspect>(portion, ValueOf);
        await LoadAsync(known, cancellation);
        foreach (var row in portion.Rows) Take(row, list, known, portion);
    }

    private async Task<SuspectList> ListAsync(Portion portion, CancellationToken cancellation)
    {
        if (await db.SuspectLists.SingleOrDefaultAsync(its => its.Id == portion.RunId, cancellation) is { } list) return list;

        list = new SuspectList { Id = portion.RunId, Name = portion.FileName, CreatedBy = portion.RequestedBy, CreatedAt = change.Now };
        db.SuspectLists.Add(list);
        timeline.Record(new ListTaken(list.Id, list.Name));
        return list;
    }

    private void Take(MappedRow row, SuspectList list, Known<Suspect> known, Portion portion)
    {
        var scratch = new Suspect { ListId = list.Id };
        if ((row.Fault ?? Fields.Write(row, scratch) ?? IndustryFault(row, scratch)) is { } fault)
        {
            portion.Refuse(row, fault);
            return;
        }

        if (string.IsNullOrWhiteSpace(scratch.Name))
        {
            portion.Refuse(row, "name", new Told("A name is needed."));
            return;
        }

        if (IsSuppressed(scratch))
        {
            list.Suppressed++;
            portion.Unchanged++;
            return;
        }

        var found = known.For(row);
        if (!known.Allows(row, found)) return;
        if (found is not null || known.WasSeen(row))
        {
            list.Known++;
            portion.Unchanged++;
            return;
        }

        scratch.RefreshKey();
        db.Suspects.Add(scratch);
        known.Remember(row, scratch);
        portion.Created++;
    }

    private RowFault? IndustryFault(MappedRow row, Suspect suspect)
    {
        if (row["industry"] is { Length: > 0 } present)
        {
            if (Nace.Of(present) is not { } industry) return new("industry", new Told("{0} is no industry of NACE Rev. 2.1.", present));
            suspect.Industry = industry.Path;
        }
        else if (row["old_industry"] is { Length: > 0 } old)
        {
            if (MapIndustries.OldCodeOf(old) is not { } code) return new("old_industry", new Told("{0} is no code of four or five digits.", old));
            (suspect.OldIndustry, suspect.Industry) = (code, industries.PathOf(code));
        }

        return null;
    }

    private bool IsSuppressed(Suspect its) =>
        its.Email.Length > 0 && suppressed!.Contains(keys.Of(ContactPoint.Of(ContactChannel.Email, its.Email)))
        || its.Phone.Length > 0 && suppressed!.Contains(keys.Of(ContactPoint.Of(ContactChannel.Phone, its.Phone)));

    /// <summary>Each list travels as one parameter: thousands of single ones are looked up by their names, one by one.</summary>
    private async Task LoadAsync(Known<Suspect> known, CancellationToken cancellation)
    {
        var (vat, domains, names) = (known.Wanted("vat_number"), known.Wanted("domain"), known.Wanted("name"));
        var keysOfNames = names.Select(name => name.Split('\n')[0]).Distinct().ToList();
        var found = new List<Suspect>();
        if (vat.Count > 0) found.AddRange(await db.Suspects.AsNoTracking().Where(its => EF.Parameter(vat).Contains(its.VatNumber)).ToListAsync(cancellation));
        if (domains.Count > 0) found.AddRange(await db.Suspects.AsNoTracking().Where(its => EF.Parameter(domains).Contains(its.Domain)).ToListAsync(cancellation));
        if (names.Count > 0) found.AddRange(await db.Suspects.AsNoTracking().Where(its => EF.Parameter(keysOfNames).Contains(its.NameKey)).ToListAsync(cancellation));
        foreach (var suspect in found)
        {
            known.Add("vat_number", suspect.VatNumber, suspect);
            known.Add("domain", suspect.Domain, suspect);
            known.Add("name", $"{suspect.NameKey}\n{suspect.PostalCode}", suspect);
        }
    }

    private static string ValueOf(MappedRow row, string key) => key switch
    {
        "name" => row["name"].Length == 0 ? "" : $"{Customers.CompanyName.KeyOf(row["name"])}\n{row["postal_code"].Trim()}",
        "domain" => row["domain"].Length == 0 ? "" : Customers.Domains.Of(row["domain"]),
        "vat_number" => row["vat_number"].Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant(),
        _ => row[key],
    };
}
