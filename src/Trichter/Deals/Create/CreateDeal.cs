using Microsoft.EntityFrameworkCore;
using Trichter.Customers;
using Trichter.Deals.Evidence;
using Trichter.Deals.History;
using Trichter.Deals.Record;
using Trichter.Ledger;
using Trichter.Platform.Fields;
using Trichter.Platform.Language;
using Trichter.Process;
using Trichter.Team;
using Trichter.Team.CustomFields;
using Trichter.Timeline;

namespace Trichter.Deals.Create;

/// <summary>Enters a deal with a few words: a name, perhaps a company and a value. A company nobody knows yet is entered along.</summary>
public sealed class CreateDeal(
    Db db, Me me, Change change, TimelineWriter timeline, ProcessCatalogue catalogue, DealFigures figures, OwnFields own)
{
    /// <param name="links">Company by id, contact and owner; null for none, and me as the owner.</param>
    public async Task<SaveResult<Deal>> RunAsync(
        SalesProcess process, string? stageKey, string companyName, IReadOnlyDictionary<string, string> typed, DealLinks? links = null,
        CancellationToken cancellation = default)
    {
        me.Must(Right.ChangeDeals);
        var workspace = await db.Workspaces.AsNoTracking().SingleAsync(cancellation);
        var version = await catalogue.CurrentAsync(process, cancellation);
        var deal = new Deal
        {
            Name = "",
            ProcessId = process.Id,
            VersionId = version.Id,
            Currency = workspace.Currency,
            OwnerId = links is null ? me.Id : links.OwnerId,
            ContactId = links?.ContactId,
            IsNurtured = links?.IsNurtured == true,
            CreatedAt = change.Now,
            LastActivityAt = change.Now,
        };

        var merged = FieldMerge.Apply(deal, await own.AllAsync(DealFields.All, [deal], typed, cancellation), new Dictionary<string, string>(), typed);
        var faults = new Dictionary<string, Told>(merged.Faults);
        if (deal.Name.Length == 0) deal.Name = companyName.Trim();
        if (deal.Name.Length == 0) faults.TryAdd("name", new Told("A name or a company is needed."));
        if (companyName.Trim().Length > 200) faults["company"] = new Told("At most {0} characters.", 200);
        if (faults.Count > 0) return new SaveResult<Deal>.Faulty(new MergeResult(faults, merged.Conflicts));

        var company = links?.CompanyId is { } id
            ? await db.Companies.VisibleTo(me, db).SingleOrDefaultAsync(c => c.Id == id, cancellation)
            : await CompanyAsync(companyName.Trim(), cancellation);
        (deal.CompanyId, deal.CompanyName, deal.ExistingCustomer) = (company?.Id, company?.Name ?? "", company?.IsCustomer ?? false);
        deal.EntrySource = deal.Source;

        var stage = (stageKey is null ? null : version.StageWithKey(stageKey)) ?? version.FirstStageFor(deal.ExistingCustomer);
        var history = new StageHistory(deal.Id, version, []) { Actor = me.Id, RecordedAt = change.Now };
        db.Transitions.Add(history.Enter(stage, Moment.Instant(change.Now, workspace.Zone)));
        (deal.StageId, deal.Position, deal.StageEnteredAt) = (stage.Id, stage.Position, change.Now);

        db.Deals.Add(deal);
        await figures.RefreshAsync([deal], cancellation);
        timeline.Record(new DealEntered(deal.Id, deal.Name, stage.Name));
        await db.SaveChangesAsync(cancellation);
        return new SaveResult<Deal>.Saved(deal);
    }

    /// <summary>The company of that name, or a new one; none for an empty name.</summary>
    private async Task<Company?> CompanyAsync(string name, CancellationToken cancellation)
    {
        if (name.Length == 0) return null;

        var key = CompanyName.KeyOf(name);
        var known = await db.Companies.VisibleTo(me, db).Where(c => c.NameKey == key).OrderBy(c => c.CreatedAt).FirstOrDefaultAsync(cancellation);
        if (known is not null) return known;

        var company = new Company { Name = name, OwnerId = me.Id, CreatedAt = change.Now };
        company.RefreshNameKey();
        db.Companies.Add(company);
        timeline.Record(new CompanyEntered(company.Id, company.Name));
        return company;
    }
}
