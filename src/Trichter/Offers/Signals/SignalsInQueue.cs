using Microsoft.EntityFrameworkCore;
using Trichter.Activities.Today;
using Trichter.Deals;
using Trichter.Platform.Language;
using Trichter.Team;

namespace Trichter.Offers.Signals;

/// <summary>Tasks of mine that a signal raised and that are due, the newest first.</summary>
internal sealed class SignalsInQueue(Db db, Me me, Texts texts) : IQueueSource
{
    public int Order => 15;

    public async Task AddAsync(Work queue, QueueMoment moment, CancellationToken cancellation)
    {
        var due = from signal in db.Signals
                  join task in db.Activities on signal.ActivityId equals task.Id
                  where task.OwnerId == me.Id && task.DoneAt == null && task.DueAt < moment.Midnight
                  join deal in db.Deals.VisibleTo(me, db) on signal.DealId equals deal.Id
                  where deal.Outcome == Outcome.Open || deal.Outcome == Outcome.Parked
                  select new { signal, task, deal };

        var (rows, count) = await Work.FirstAsync(due.AsNoTracking().OrderByDescending(one => one.signal.At).ThenBy(one => one.signal.Id), cancellation);
        if (rows.Count == 0) return;

        queue.Add(QueueGroup.Ready, rows.Select(one => new QueueItem(
            QueueGroup.Ready, QueueKind.Activity, one.task.Id, one.deal.Id, one.deal.CompanyName, one.deal.Name, one.task.Text.Split('\n')[0], WhyOf(one.signal, moment), one.task.DueAt)
        {
            Icon = "star",
            Type = one.task.Type,
            ValueMinor = one.deal.ValueMinor,
            Currency = one.deal.Currency,
            IsLate = one.task.DueAt < moment.Now.AddHours(-1),
        }), count);
    }

    private Told WhyOf(Signal signal, QueueMoment moment)
    {
        var when = DateOnly.FromDateTime(texts.Local(signal.At)) == moment.Today ? texts.Time(signal.At) : texts.DateTime(signal.At);
        return signal.Source.Length > 0 ? new Told("{0} at {1} ({2})", signal.Kind, when, signal.Source) : new Told("{0} at {1}", signal.Kind, when);
    }
}
