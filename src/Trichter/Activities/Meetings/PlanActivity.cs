using Microsoft.EntityFrameworkCore;
using Trichter.Activities.Invitations;
using Trichter.Deals;
using Trichter.Deals.Evidence;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Activities.Meetings;

/// <summary>Plans an activity with length, place and participants, or changes one that is planned.</summary>
public sealed class PlanActivity(Db db, Me me, Change change, TimelineWriter timeline, FindDeal find, DealFigures figures, InviteByMail invitations)
{
    public async Task<PlanResult> RunAsync(Guid dealId, PlanDraft draft, CancellationToken cancellation = default)
    {
        if (await find.ForChangeAsync(dealId, cancellation) is not { } deal) return new PlanResult.NotFound();
        var faults = await FaultsAsync(draft, draft.At <= change.Now, cancellation);
        if (faults.Count > 0) return new PlanResult.Faulty(faults);

        var activity = new Activity { DealId = dealId, Type = draft.Type, Text = "", CreatedAt = change.Now };
        Apply(draft, activity);
        db.Activities.Add(activity);
        await InviteAsync(activity, draft, [], cancellation);
        if (draft.Invites) await invitations.InviteAsync(activity, hasChanged: false, cancellation);
        timeline.Record(new ActivityPlanned(dealId, activity.Type, activity.Text, activity.DueAt!.Value));
        await SaveAsync(deal, cancellation);
        return new PlanResult.Planned(activity);
    }

    /// <summary>The kind stays. A time that has passed may stay too, but no new one is set in the past.</summary>
    public async Task<PlanResult> ChangeAsync(Guid dealId, Guid activityId, PlanDraft draft, CancellationToken cancellation = default)
    {
        if (await find.ForChangeAsync(dealId, cancellation) is not { } deal
            || await db.Activities.SingleOrDefaultAsync(its => its.Id == activityId && its.DealId == dealId, cancellation) is not { IsPlanned: true } activity) return new PlanResult.NotFound();
        draft = draft with { Type = activity.Type };
        var faults = await FaultsAsync(draft, draft.At != activity.DueAt && draft.At <= change.Now, cancellation);
        if (faults.Count > 0) return new PlanResult.Faulty(faults);

        Apply(draft, activity);
        await InviteAsync(activity, draft, await db.Participants.Where(its => its.ActivityId == activityId).ToListAsync(cancellation), cancellation);
        if (draft.Invites) await invitations.InviteAsync(activity, db.Entry(activity).State == EntityState.Modified, cancellation);
        if (db.ChangeTracker.HasChanges()) timeline.Record(new ActivityChanged(dealId, activity.Type, activity.Text, activity.DueAt!.Value));
        await SaveAsync(deal, cancellation);
        return new PlanResult.Planned(activity);
    }

    /// <summary>What was said, also long after it was held.</summary>
    /// <returns>What is wrong, or null when it was written.</returns>
    public async Task<Told?> WriteMinutesAsync(Guid dealId, Guid activityId, string minutes, CancellationToken cancellation = default)
    {
        if (await find.ForChangeAsync(dealId, cancellation) is null
            || await db.Activities.SingleOrDefaultAsync(its => its.Id == activityId && its.DealId == dealId, cancellation) is not { DoneAt: not null } activity) return new Told("Nothing is here");
        if (minutes.Length > NoteActivity.Longest) return new Told("At most {0} characters.", NoteActivity.Longest);

        activity.Outcome = minutes.Trim();
        if (db.ChangeTracker.HasChanges()) timeline.Record(new MinutesWritten(dealId, activity.Type, activity.Text, activity.Outcome));
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    /// <summary>What is wrong with a draft, by field.</summary>
    internal async Task<Dictionary<string, Told>> FaultsAsync(PlanDraft draft, bool isPast, CancellationToken cancellation)
    {
        var faults = new Dictionary<string, Told>(draft.Faults());
        if (isPast) faults.TryAdd("at", new Told("Name a time that lies ahead."));
        var users = draft.Colleagues.Concat(draft.OwnerId is { } owner ? [owner] : []).Distinct().ToList();
        if (await db.Users.CountAsync(user => users.Contains(user.Id), cancellation) != users.Count) faults.TryAdd("colleagues", new Told("This colleague does not exist."));
        return faults;
    }

    private void Apply(PlanDraft draft, Activity activity)
    {
        (activity.Text, activity.DueAt, activity.LengthMinutes, activity.Place) = (draft.Text.Trim(), draft.At, draft.LengthMinutes, draft.Place.Trim());
        activity.OwnerId = draft.OwnerId ?? activity.OwnerId ?? me.Id;
    }

    /// <summary>People whom I may not see stay as they are: they were invited by somebody else.</summary>
    private async Task InviteAsync(Activity activity, PlanDraft draft, List<Participant> present, CancellationToken cancellation)
    {
        var ids = draft.People.Concat(present.Select(its => its.PersonId).OfType<Guid>()).ToList();
        var seen = await db.People.VisibleTo(me, db).Where(person => ids.Contains(person.Id)).Select(person => person.Id).ToListAsync(cancellation);
        Participant New(Guid? person = null, Guid? user = null, string email = "") =>
            new() { ActivityId = activity.Id, DealId = activity.DealId!.Value, PersonId = person, UserId = user, Email = email };

        var wanted = seen.Where(draft.People.Contains).Select(id => New(person: id))
            .Concat(draft.Colleagues.Distinct().Where(id => id != activity.OwnerId).Select(id => New(user: id)))
            .Concat(draft.Guests.Distinct(StringComparer.OrdinalIgnoreCase).Select(email => New(email: email))).ToList();
        var kept = present.Where(its => (its.PersonId is { } id && !seen.Contains(id)) || wanted.Any(other => IsSame(its, other))).ToList();
        db.Participants.RemoveRange(present.Except(kept));
        db.Participants.AddRange(wanted.Where(its => !kept.Exists(other => IsSame(its, other))));
    }

    private static bool IsSame(Participant one, Participant other) => (one.PersonId, one.UserId, one.Email) == (other.PersonId, other.UserId, other.Email);

    private async Task SaveAsync(Deal deal, CancellationToken cancellation)
    {
        await figures.RefreshAsync([deal], cancellation);
        await db.SaveChangesAsync(cancellation);
    }
}

public abstract record PlanResult
{
    public sealed record Planned(Activity Activity) : PlanResult;

    /// <param name="Faults">By field of the form.</param>
    public sealed record Faulty(IReadOnlyDictionary<string, Told> Faults) : PlanResult;

    public sealed record NotFound : PlanResult;
}
