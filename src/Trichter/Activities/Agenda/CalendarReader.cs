using Microsoft.EntityFrameworkCore;
using Trichter.Team;

namespace Trichter.Activities.Agenda;

/// <summary>Reads what is planned and done in the calendars of some colleagues, as far as I may see it.</summary>
public sealed class CalendarReader(Db db, Me me)
{
    /// <summary>More than this in one view is not read: no page shows it.</summary>
    private const int Most = 2000;

    /// <param name="from">UTC.</param>
    public async Task<List<CalendarEntry>> RunAsync(IReadOnlyCollection<Guid> users, DateTime from, DateTime to, CancellationToken cancellation = default)
    {
        var visible = db.Deals.VisibleTo(me, db);
        var then = db.Activities.AsNoTracking()
            .Where(its => its.Type != ActivityType.Note && ((its.DueAt >= from && its.DueAt < to) || (its.DueAt == null && its.DoneAt >= from && its.DoneAt < to)));
        var with = await then.Join(db.Participants.Where(one => users.Contains(one.UserId!.Value)), its => its.Id, one => one.ActivityId, (its, _) => its.Id).Distinct().OrderBy(id => id).Take(Most).ToListAsync(cancellation);
        var rows = await then.Where(its => users.Contains(its.OwnerId!.Value) || with.Contains(its.Id))
            .Where(its => db.Deals.Any(deal => deal.Id == its.DealId))
            .OrderBy(its => its.DueAt ?? its.DoneAt).ThenBy(its => its.Id).Take(Most)
            .Select(its => new
            {
                Activity = its,
                Deal = visible.Where(deal => deal.Id == its.DealId).Select(deal => new { deal.Id, deal.Name, deal.CompanyName }).FirstOrDefault(),
                With = db.Participants.Where(one => one.ActivityId == its.Id && one.UserId != null).Select(one => one.UserId!.Value).ToList(),
            }).ToListAsync(cancellation);

        return [.. from row in rows
                   let activity = row.Activity
                   where row.Deal is not null || (activity.IsPlanned && activity.LengthMinutes > 0)
                   from owner in row.With.Append(activity.OwnerId ?? Guid.Empty).Where(users.Contains).Distinct()
                   let bare = new CalendarEntry(activity.Id, (activity.DueAt ?? activity.DoneAt)!.Value, activity.LengthMinutes, owner) { Sequence = activity.Version }
                   select row.Deal is null ? bare : bare with
                   {
                       DealId = row.Deal.Id,
                       Type = activity.Type,
                       Text = activity.Text.Split('\n')[0],
                       Company = row.Deal.CompanyName.Length > 0 ? row.Deal.CompanyName : row.Deal.Name,
                       Place = activity.Place,
                       IsDone = activity.DoneAt is not null,
                   }];
    }
}
