using Microsoft.EntityFrameworkCore;
using Trichter.Deals.Evidence;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Deals.Stakeholders;

/// <summary>Notes who has a say at the customer, changes what is known of them, or removes them.</summary>
public sealed class NoteStakeholder(Db db, Me me, Change change, TimelineWriter timeline, FindDeal find, DealFigures figures)
{
    /// <returns>What is wrong, or null when it was noted.</returns>
    public async Task<Told?> RunAsync(Guid dealId, StakeholderDraft draft, CancellationToken cancellation = default)
    {
        if (await find.ForChangeAsync(dealId, cancellation) is not { } deal) return new Told("Nothing is here");
        if (await FaultOfAsync(draft, dealId, null, cancellation) is { } fault) return fault;

        var stakeholder = new Stakeholder { DealId = dealId, NotedAt = change.Now };
        draft.WriteTo(stakeholder);
        db.Stakeholders.Add(stakeholder);
        timeline.Record(new StakeholderNoted(dealId, draft.Role, draft.Influence, draft.Stance));
        await SaveAsync(deal, cancellation);
        return null;
    }

    /// <returns>What is wrong, or null when it was changed.</returns>
    public async Task<Told?> ChangeAsync(Guid dealId, Guid stakeholderId, StakeholderDraft draft, CancellationToken cancellation = default)
    {
        if (await find.ForChangeAsync(dealId, cancellation) is not { } deal) return new Told("Nothing is here");
        if (await FindAsync(dealId, stakeholderId, cancellation) is not { } stakeholder) return new Told("Nothing is here");
        if (await FaultOfAsync(draft, dealId, stakeholder, cancellation) is { } fault) return fault;

        draft.WriteTo(stakeholder);
        timeline.Record(new StakeholderChanged(dealId, draft.Role, draft.Influence, draft.Stance));
        await SaveAsync(deal, cancellation);
        return null;
    }

    public async Task<bool> RemoveAsync(Guid dealId, Guid stakeholderId, CancellationToken cancellation = default)
    {
        var deal = await find.ForChangeAsync(dealId, cancellation);
        if (deal is null || await FindAsync(dealId, stakeholderId, cancellation) is not { } stakeholder) return false;

        db.Stakeholders.Remove(stakeholder);
        timeline.Record(new StakeholderRemoved(dealId, stakeholder.Role));
        await SaveAsync(deal, cancellation);
        return true;
    }

    /// <summary>A person is one I see, or the one who was there already; the same person is on a deal once.</summary>
    private async Task<Told?> FaultOfAsync(StakeholderDraft draft, Guid dealId, Stakeholder? known, CancellationToken cancellation)
    {
        if (draft.Fault() is { } fault) return fault;
        if (draft.PersonId is not { } person) return null;

        var isKnown = person == known?.PersonId || await db.People.VisibleTo(me, db).AnyAsync(its => its.Id == person, cancellation);
        if (!isKnown) return new Told("Choose somebody of the company, or write a name.");
        return await db.Stakeholders.AnyAsync(its => its.DealId == dealId && its.PersonId == person && (known == null || its.Id != known.Id), cancellation)
            ? new Told("This person is among the stakeholders already.") : null;
    }

    private Task<Stakeholder?> FindAsync(Guid dealId, Guid id, CancellationToken cancellation) =>
        db.Stakeholders.SingleOrDefaultAsync(its => its.Id == id && its.DealId == dealId, cancellation);

    private async Task SaveAsync(Deal deal, CancellationToken cancellation)
    {
        await figures.RefreshAsync([deal], cancellation);
        await db.SaveChangesAsync(cancellation);
    }
}

/// <param name="PersonId">Somebody we know; null when there is only a name.</param>
public sealed record StakeholderDraft(Guid? PersonId, string Name, StakeholderRole Role, Influence Influence, Stance Stance, DateOnly? SpokenOn, string Note)
{
    private const int LongestName = 200;
    private const int LongestNote = 1000;

    public Told? Fault() =>
        PersonId is null && Name.Trim().Length is 0 or > LongestName ? new Told("Choose somebody of the company, or write a name.")
        : Note.Length > LongestNote ? new Told("At most {0} characters.", LongestNote)
        : null;

    public void WriteTo(Stakeholder its)
    {
        (its.PersonId, its.Name) = (PersonId, PersonId is null ? Name.Trim() : "");
        (its.Role, its.Influence, its.Stance, its.SpokenOn, its.Note) = (Role, Influence, Stance, SpokenOn, Note.Trim());
    }
}
