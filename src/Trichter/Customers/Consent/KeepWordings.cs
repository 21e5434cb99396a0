using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Customers.Consent;

/// <summary>Writes the texts to which people consent. One that was used stays as it was; a change makes the next one.</summary>
public sealed class KeepWordings(Db db, Me me, Change change, TimelineWriter timeline)
{
    /// <param name="id">Null for a new one.</param>
    public async Task<Fault?> SaveAsync(Guid? id, WordingDraft draft, CancellationToken cancellation = default)
    {
        me.Must(Right.RunCampaigns);
        if (draft.Name.Trim().Length is 0 or > 120) return new("Name", new Told("A name is needed."));
        if (draft.En.Trim().Length + draft.De.Trim().Length + draft.Pl.Trim().Length == 0) return new("De", new Told("Write the text in at least one language."));
        if (new[] { draft.En, draft.De, draft.Pl }.Any(text => text.Length > ConsentWording.LongestText)) return new("De", new Told("At most {0} characters.", ConsentWording.LongestText));
        if (draft.Purposes.Count == 0) return new("Purposes", new Told("Choose what it is for."));
        if (draft.Channels.Count == 0) return new("Channels", new Told("Choose how people are reached."));
        if (draft.Controller.Trim().Length is 0 or > 300) return new("Controller", new Told("Say who is responsible: company and address."));

        var wording = id is null ? null : await db.ConsentWordings.SingleOrDefaultAsync(its => its.Id == id, cancellation);
        if (id is not null && wording is null) return Fault.NotThere;
        if (wording?.FrozenAt is not null)
        {
            wording.Retire(change.Now);
            wording = null;
        }

        if (wording is null) db.ConsentWordings.Add(wording = new ConsentWording { Name = "" });
        wording.Name = draft.Name.Trim();
        wording.Text = new Localized(draft.En.Trim(), draft.De.Trim(), draft.Pl.Trim());
        (wording.Purposes, wording.Channels) = ([.. draft.Purposes.Order()], [.. draft.Channels.Order()]);
        (wording.Controller, wording.Partners) = (draft.Controller.Trim(), draft.Partners.Trim());
        wording.ValidFrom = draft.ValidFrom ?? DateOnly.FromDateTime(change.Now);
        timeline.Record(new WordingSaved(wording.Id, wording.Name));
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    public async Task<bool> RetireAsync(Guid id, CancellationToken cancellation = default)
    {
        me.Must(Right.RunCampaigns);
        if (await db.ConsentWordings.SingleOrDefaultAsync(its => its.Id == id && its.RetiredAt == null, cancellation) is not { } wording) return false;
        wording.Retire(change.Now);
        timeline.Record(new WordingSaved(wording.Id, wording.Name));
        await db.SaveChangesAsync(cancellation);
        return true;
    }
}

public sealed record WordingDraft(string Name, string En, string De, string Pl, IReadOnlyList<Purpose> Purposes, IReadOnlyList<ContactChannel> Channels, string Controller, string Partners, DateOnly? ValidFrom);
