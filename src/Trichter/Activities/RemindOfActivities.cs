using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Team.Notifications;

namespace Trichter.Activities;

/// <summary>Tells colleagues shortly before something they planned, or take part in, begins.</summary>
public sealed class RemindOfActivities(Db db, Change change, Notify notify)
{
    /// <summary>What was missed while the program stood still is told up to an hour late.</summary>
    private static readonly TimeSpan AtMostLate = TimeSpan.FromHours(1);

    public async Task RunAsync(CancellationToken cancellation = default)
    {
        var now = change.Now;
        var rules = await db.NotificationRules.AsNoTracking().ToDictionaryAsync(rule => rule.UserId, rule => rule.RemindMinutes, cancellation);
        var (earliest, latest) = (now - AtMostLate, now.AddMinutes(rules.Values.Append(15).Max()));
        var near = await db.Activities.AsNoTracking().Where(its => its.DoneAt == null && its.DueAt > earliest && its.DueAt <= latest && db.Deals.Any(deal => deal.Id == its.DealId)).OrderBy(its => its.DueAt).ToListAsync(cancellation);
        if (near.Count == 0) return;

        var ids = near.ConvertAll(its => its.Id);
        var others = (await db.Participants.AsNoTracking().Where(its => ids.Contains(its.ActivityId) && its.UserId != null).ToListAsync(cancellation)).ToLookup(its => its.ActivityId, its => its.UserId);
        var due = (from its in near
                   from user in others[its.Id].Append(its.OwnerId).OfType<Guid>().Distinct()
                   let minutes = rules.GetValueOrDefault(user, 15)
                   where minutes > 0 && its.DueAt <= now.AddMinutes(minutes)
                   select (Activity: its, User: user, Once: $"begins/{its.Id}/{its.DueAt:O}")).ToList();
        var names = due.Select(one => one.Once).Distinct().ToList();
        var told = (await db.Notifications.Where(its => names.Contains(its.Once)).Select(its => new { its.UserId, its.Once }).ToListAsync(cancellation)).Select(its => (its.UserId, its.Once)).ToHashSet();
        foreach (var (activity, user, once) in due.Where(one => !told.Contains((one.User, one.Once))))
            await notify.TellAsync(user, NotificationKind.Reminder, new Told("{0}: {1}", activity.DueAt, activity.Text), $"/deals/{activity.DealId}/activities/{activity.Id}", once, cancellation);

        await db.SaveChangesAsync(cancellation);
    }
}
