using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Language;
using Trichter.Timeline;

namespace Trichter.Team.Views;

/// <summary>Saves a list under a name, changes it, or removes it.</summary>
public sealed class KeepViews(Db db, Me me, TimelineWriter timeline)
{
    /// <summary>The views of a list that this person finds: their own, those of their team, those for everybody.</summary>
    public IQueryable<SavedView> Of(string page)
    {
        var (mine, team) = (me.Id, me.TeamId);
        return db.SavedViews.Where(view => view.Page == page
            && (view.OwnerId == mine || view.Share == ViewShare.All
                || (view.Share == ViewShare.Team && team != null && db.Users.Any(user => user.Id == view.OwnerId && user.TeamId == team))));
    }

    /// <summary>A view of my own of that name on that list is replaced.</summary>
    /// <returns>What is wrong, or null when it was saved.</returns>
    public async Task<Told?> SaveAsync(string page, string? query, string? name, ViewShare share, CancellationToken cancellation = default)
    {
        if (name?.Trim() is not { Length: > 0 and <= SavedView.LongestName } called) return new Told("Give the view a name of up to {0} characters.", SavedView.LongestName);
        if (query?.Length > SavedView.LongestQuery) return new Told("This filter is too long to be saved.");

        var view = await db.SavedViews.SingleOrDefaultAsync(its => its.OwnerId == me.Id && its.Page == page && its.Name == called, cancellation);
        if (view is null) db.SavedViews.Add(view = new SavedView { Page = page, Name = called, Query = "", OwnerId = me.Id });
        (view.Query, view.Share) = (query?.TrimStart('?') ?? "", share);
        timeline.Record(new ViewSaved(view.Id, called));
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    /// <summary>One's own; those who manage the team remove shared ones of others, too.</summary>
    /// <returns>The list it was of; null when there is no such view to remove.</returns>
    public async Task<string?> RemoveAsync(Guid id, CancellationToken cancellation = default)
    {
        var view = await db.SavedViews.SingleOrDefaultAsync(its => its.Id == id, cancellation);
        if (view is null || (view.OwnerId != me.Id && (view.Share == ViewShare.Private || !me.May(Right.ManageTeam)))) return null;

        db.SavedViews.Remove(view);
        timeline.Record(new ViewRemoved(view.Id, view.Name));
        await db.SaveChangesAsync(cancellation);
        return view.Page;
    }
}

public sealed record ViewSaved(Guid ViewId, string Name) : Happening(ViewId)
{
    public override Told Told => new("saved the view {0}", Name);

    public override string Icon => "bookmark";
}

public sealed record ViewRemoved(Guid ViewId, string Name) : Happening(ViewId)
{
    public override Told Told => new("removed the view {0}", Name);

    public override string Icon => "trash";
}
