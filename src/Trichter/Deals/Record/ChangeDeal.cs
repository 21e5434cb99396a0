using Microsoft.EntityFrameworkCore;
using Trichter.Customers;
using Trichter.Deals.Evidence;
using Trichter.Ledger;
using Trichter.Platform.Fields;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Team.CustomFields;
using Trichter.Team.Notifications;
using Trichter.Timeline;

namespace Trichter.Deals.Record;

/// <summary>Changes the fields of a deal. Two people may change different fields at once; the same field is asked about.</summary>
public sealed class ChangeDeal(Db db, Me me, Change change, TimelineWriter timeline, FindDeal find, DealFigures figures, OwnFields own, Notify notify)
{
    public async Task<SaveResult<Deal>> RunAsync(
        Guid id, IReadOnlyDictionary<string, string> original, IReadOnlyDictionary<string, string> typed, DealLinks? links, CancellationToken cancellation = default)
    {
        if (await find.ForChangeAsync(id, cancellation) is not { } deal) return new SaveResult<Deal>.NotFound();

        var ownerBefore = deal.OwnerId;
        var fields = await own.AllAsync(DealFields.All, [deal], typed, cancellation);
        var before = fields.ToDictionary(field => field.Key, field => field.Read(deal));
        var merged = FieldMerge.Apply(deal, fields, original, typed);
        var faults = new Dictionary<string, Told>(merged.Faults);
        if (links is not null) await LinkAsync(deal, links, faults, cancellation);
        if (faults.Count + merged.Conflicts.Count > 0) return new SaveResult<Deal>.Faulty(new MergeResult(faults, merged.Conflicts));

        var changed = fields.Where(field => field.Read(deal) != before[field.Key]).Select(field => field.Label).ToList();
        if (links is not null && deal.OwnerId is { } owner && owner != ownerBefore && owner != me.Id)
            await notify.TellAsync(owner, NotificationKind.Given, new Told("{0} gave you the deal {1}", me.Name, deal.Name), $"/deals/{deal.Id}", $"given/{deal.Id}/{change.Id}", cancellation);
        if (db.Entry(deal).State == EntityState.Modified) timeline.Record(new DealChanged(deal.Id, changed));
        await figures.RefreshAsync([deal], cancellation);
        await db.SaveChangesAsync(cancellation);
        return new SaveResult<Deal>.Saved(deal);
    }

    public async Task<bool> DeleteAsync(Guid id, CancellationToken cancellation = default)
    {
        if (await find.ForChangeAsync(id, cancellation) is not { } deal) return false;

        deal.DeletedAt = change.Now;
        timeline.Record(new DealDeleted(deal.Id, deal.Name));
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    private async Task LinkAsync(Deal deal, DealLinks links, Dictionary<string, Told> faults, CancellationToken cancellation)
    {
        deal.OwnerId = links.OwnerId;

        if (links.CompanyId is { } id)
        {
            var named = id == deal.CompanyId ? null : await db.Companies.VisibleTo(me, db).SingleOrDefaultAsync(c => c.Id == id, cancellation);
            if (named is not null) (deal.CompanyId, deal.CompanyName) = (named.Id, named.Name);
            else if (id != deal.CompanyId) faults["company"] = new Told("No company of this name. Enter it first.");
        }
        else if (!string.Equals(links.Company.Trim(), deal.CompanyName, StringComparison.Ordinal))
        {
            var key = CompanyName.KeyOf(links.Company.Trim());
            var company = key.Length == 0 ? null : await db.Companies.VisibleTo(me, db).FirstOrDefaultAsync(c => c.NameKey == key, cancellation);
            if (key.Length > 0 && company is null) faults["company"] = new Told("No company of this name. Enter it first.");
            else (deal.CompanyId, deal.CompanyName) = (company?.Id, company?.Name ?? "");
        }

        if (links.ContactId is not { } contact || await db.People.VisibleTo(me, db).AnyAsync(p => p.Id == contact, cancellation)) deal.ContactId = links.ContactId;
    }
}

/// <param name="Company">By name; empty for none.</param>
public sealed record DealLinks(string Company, Guid? ContactId, Guid? OwnerId)
{
    /// <summary>The company by its id; it goes before the name.</summary>
    public Guid? CompanyId { get; init; }

    /// <summary>Marketing keeps in touch before sales calls.</summary>
    public bool IsNurtured { get; init; }
}
