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
                   select new Planned { Id = activity.Id, DueAt = activity.DueAt!.Value, Type = activity.Type, Text = activity.Text, DealId = deal.Id, Company = deal.CompanyName, Deal = deal.Name, ValueMinor = deal.ValueMinor, Currency = deal.Currency };

        await AddAsync(queue, QueueGroup.Overdue, mine.Where(one => one.DueAt < start), moment, cancellation);
        await AddAsync(queue, QueueGroup.Today, mine.Where(one => one.DueAt >= start), moment, cancellation);
    }

    private async Task AddAsync(Work queue, QueueGroup group, IQueryable<Planned> planned, QueueMoment moment, CancellationToken cancellation)
    {
        var (rows, count) = await Work.FirstAsync(planned.OrderBy(one => one.DueAt), cancellation);
        queue.Add(group, rows.Select(one => Line(group, one, moment)), count);
    }

    private QueueItem Line(QueueGroup group, Planned one, QueueMoment moment) =>
        new(group, QueueKind.Activity, one.Id, one.DealId, one.Company, one.Deal, one.Text.Split('\n')[0], WhyOf(group, one.DueAt, moment), one.DueAt)
        {
            Icon = ActivityIcons.Of(one.Type),
            Type = one.Type,
            ValueMinor = one.ValueMinor,
            Currency = one.Currency,
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
        public required Guid Id { get; init; }
        public required DateTime DueAt { get; init; }
        public required ActivityType Type { get; init; }
        public required string Text { get; init; }
        public required Guid DealId { get; init; }
        public required string Company { get; init; }
        public required string Deal { get; init; }
        public required long ValueMinor { get; init; }
        public required string Currency { get; init; }
    }
}
