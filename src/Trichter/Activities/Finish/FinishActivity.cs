using Microsoft.EntityFrameworkCore;
using Trichter.Activities.Invitations;
using Trichter.Deals;
using Trichter.Deals.Evidence;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Timeline;

namespace Trichter.Activities.Finish;

/// <summary>Finishes a planned activity, puts it off, or drops it.</summary>
public sealed class FinishActivity(Db db, Change change, TimelineWriter timeline, FindDeal find, DealFigures figures, InviteByMail invitations)
{
    /// <param name="result">How a call ended; of other kinds it is ignored.</param>
    /// <returns>False when there is no such activity that is still open.</returns>
    public async Task<bool> RunAsync(Guid dealId, Guid activityId, string outcome, CallResult? result = null, CancellationToken cancellation = default)
    {
        if (await FindAsync(dealId, activityId, cancellation) is not var (deal, activity)) return false;

        activity.DoneAt = change.Now;
        activity.Outcome = outcome.Trim()[..Math.Min(outcome.Trim().Length, NoteActivity.Longest)];
        activity.Result = activity.Type == ActivityType.Call ? result : null;
        timeline.Record(new ActivityDone(dealId, activity.Type, activity.Text, activity.Outcome, activity.Result));
        await SaveAsync(deal, cancellation);
        return true;
    }

    /// <returns>False when there is no such activity that is still open.</returns>
    public async Task<bool> DropAsync(Guid dealId, Guid activityId, CancellationToken cancellation = default)
    {
        if (await FindAsync(dealId, activityId, cancellation) is not var (deal, activity)) return false;

        await invitations.CancelAsync(activity, cancellation);
        db.Participants.RemoveRange(await db.Participants.Where(its => its.ActivityId == activityId).ToListAsync(cancellation));
        db.Activities.Remove(activity);
        timeline.Record(new ActivityDropped(dealId, activity.Type, activity.Text));
        await SaveAsync(deal, cancellation);
        return true;
    }

    /// <param name="to">UTC; must lie ahead.</param>
    /// <returns>What is wrong, or null when it was put off.</returns>
    public async Task<Told?> PutOffAsync(Guid dealId, Guid activityId, DateTime? to, CancellationToken cancellation = default)
    {
        if (await FindAsync(dealId, activityId, cancellation) is not var (deal, activity)) return new Told("Nothing is here");
        if (to is not { } at || at <= change.Now) return new Told("Name a time that lies ahead.");

        activity.DueAt = at;
        if (await db.Participants.AnyAsync(its => its.ActivityId == activityId && its.InvitedAt != null, cancellation)) await invitations.InviteAsync(activity, hasChanged: true, cancellation);
        timeline.Record(new ActivityPutOff(dealId, activity.Type, activity.Text, at));
        await SaveAsync(deal, cancellation);
        return null;
    }

    private async Task<(Deal Deal, Activity Activity)?> FindAsync(Guid dealId, Guid activityId, CancellationToken cancellation)
    {
        var deal = await find.ForChangeAsync(dealId, cancellation);
        var activity = await db.Activities.SingleOrDefaultAsync(a => a.Id == activityId && a.DealId == dealId, cancellation);
        return deal is null || activity is null || activity.DoneAt is not null ? null : (deal, activity);
    }

    private async Task SaveAsync(Deal deal, CancellationToken cancellation)
    {
        await figures.RefreshAsync([deal], cancellation);
        await db.SaveChangesAsync(cancellation);
    }
}
