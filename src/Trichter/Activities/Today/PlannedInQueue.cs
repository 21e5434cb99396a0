using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Platform.Language;
using Trichter.Team;

namespace Trichter.Activities.Today;

/// <summary>What I have planned, and what of it is late.</summary>
internal sealed class PlannedInQueue(Db db, Me me, Texts texts) : IQueueSource
{
    public int Order => 20;

    public async Task AddAsync(Work queue, QueueMoment moment, CancellationToken cancellation)
    {
        var start = moment.Midnight.AddDays(-1);
        var mine = from activity in db.Activities
                   where activity.OwnerId == me.Id && activity.DoneAt == null && activity.DueAt < moment.Midnight
                   join deal in db.Deals.VisibleTo(me, db) on activity.DealId equals deal.Id
                   select new Planned { Activity = activity, Deal = deal };

        await AddAsync(queue, QueueGroup.Overdue, mine.Where(one => one.Activity.DueAt < start), moment, cancellation);
        await AddAsync(queue, QueueGroup.Today, mine.Where(one => one.Activity.DueAt >= start), moment, cancellation);
    }

    private async Task AddAsync(Work queue, QueueGroup group, IQueryable<Planned> planned, QueueMoment moment, CancellationToken cancellation)
    {
        var (rows, count) = await Work.FirstAsync(planned.AsNoTracking().OrderBy(one => one.Activity.DueAt), cancellation);
        queue.Add(group, rows.Select(one => Line(group, one, moment)), count);
    }

    private QueueItem Line(QueueGroup group, Planned one, QueueMoment moment) =>
        new(group, QueueKind.Activity, one.Activity.Id, one.Deal.Id, one.Deal.CompanyName, one.Deal.Name, one.Activity.Text.Split('\n')[0], WhyOf(group, one.DueAt, moment), one.DueAt)
        {
            Icon = ActivityIcons.Of(one.Activity.Type),
            Type = one.Activity.Type,
            ValueMinor = one.Deal.ValueMinor,
            Currency = one.Deal.Currency,
            IsLate = one.DueAt < moment.Now,
        };

    private Told WhyOf(QueueGroup group, DateTime at, QueueMoment moment) => group switch
    {
        QueueGroup.Overdue when moment.Today.DayNumber - DateOnly.FromDateTime(texts.Local(at)).DayNumber is var days and > 1 => new Told("planned {0} days ago", days),
        QueueGroup.Overdue => new Told("planned for yesterday"),
        _ when at < moment.Now => new Told("was due at {0}", texts.Time(at)),
        _ => new Told("planned for {0}", texts.Time(at)),
    };

    private sealed class Planned
    {
        public required Activity Activity { get; init; }
        public required Deal Deal { get; init; }
        public DateTime DueAt => Activity.DueAt!.Value;
    }
}
