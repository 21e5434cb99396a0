using Microsoft.EntityFrameworkCore;
using Trichter.Deals.Evidence;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Timeline;

namespace Trichter.Deals.Needs;

/// <summary>Notes, words anew or removes what a customer needs.</summary>
public sealed class NoteNeed(Db db, Change change, TimelineWriter timeline, FindDeal find, DealFigures figures)
{
    /// <returns>What is wrong, or null when it was noted.</returns>
    public async Task<Told?> RunAsync(Guid dealId, NeedDraft draft, CancellationToken cancellation = default)
    {
        if (await find.ForChangeAsync(dealId, cancellation) is not { } deal) return new Told("Nothing is here");
        if (draft.Fault() is { } fault) return fault;

        var need = new Need
        {
            DealId = dealId,
            Text = draft.Text.Trim(),
            Kind = draft.Kind,
            Importance = draft.Importance,
            MetBy = draft.MetBy.Trim(),
            NotedAt = change.Now,
        };
        db.Needs.Add(need);
        timeline.Record(new NeedNoted(dealId, need.Text, need.Importance));
        await SaveAsync(deal, cancellation);
        return null;
    }

    /// <returns>What is wrong, or null when it was changed.</returns>
    public async Task<Told?> ChangeAsync(Guid dealId, Guid needId, NeedDraft draft, CancellationToken cancellation = default)
    {
        if (await find.ForChangeAsync(dealId, cancellation) is not { } deal) return new Told("Nothing is here");
        if (await FindAsync(dealId, needId, cancellation) is not { } need) return new Told("Nothing is here");
        if (draft.Fault() is { } fault) return fault;

        var before = need.Text;
        (need.Kind, need.Importance, need.MetBy) = (draft.Kind, draft.Importance, draft.MetBy.Trim());
        if (need.Reword(draft.Text.Trim())) timeline.Record(new NeedNoLongerConfirmed(dealId, before, ""));
        timeline.Record(new NeedChanged(dealId, need.Text));
        await SaveAsync(deal, cancellation);
        return null;
    }

    public async Task<bool> RemoveAsync(Guid dealId, Guid needId, CancellationToken cancellation = default)
    {
        var deal = await find.ForChangeAsync(dealId, cancellation);
        if (deal is null || await FindAsync(dealId, needId, cancellation) is not { } need) return false;

        db.Needs.Remove(need);
        timeline.Record(new NeedRemoved(dealId, need.Text));
        await SaveAsync(deal, cancellation);
        return true;
    }

    private Task<Need?> FindAsync(Guid dealId, Guid needId, CancellationToken cancellation) =>
        db.Needs.SingleOrDefaultAsync(need => need.Id == needId && need.DealId == dealId, cancellation);

    private async Task SaveAsync(Deal deal, CancellationToken cancellation)
    {
        await figures.RefreshAsync([deal], cancellation);
        await db.SaveChangesAsync(cancellation);
    }
}

public sealed record NeedDraft(string Text, NeedKind Kind, NeedImportance Importance, string MetBy)
{
    public Told? Fault() =>
        Text.Trim().Length is 0 or > Need.Longest ? new Told("Say in up to {0} characters what they need.", Need.Longest)
        : MetBy.Length > Need.Longest ? new Told("At most {0} characters.", Need.Longest)
        : null;
}
