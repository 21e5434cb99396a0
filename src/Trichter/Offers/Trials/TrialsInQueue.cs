using Microsoft.EntityFrameworkCore;
using Trichter.Activities.Today;
using Trichter.Deals;
using Trichter.Platform.Language;
using Trichter.Team;

namespace Trichter.Offers.Trials;

/// <summary>Trials on my deals that end soon, or have ended without a result.</summary>
internal sealed class TrialsInQueue(Db db, Me me) : IQueueSource
{
    public int Order => 25;

    public async Task AddAsync(Work queue, QueueMoment moment, CancellationToken cancellation)
    {
        var due = from trial in db.Trials
                  where trial.EndedAt == null && trial.FollowUpOn <= moment.Today
                  join deal in db.Deals on trial.DealId equals deal.Id
                  where deal.OwnerId == me.Id && deal.Outcome == Outcome.Open
                  select new { trial, deal };

        var (rows, count) = await Work.FirstAsync(due.AsNoTracking().OrderBy(one => one.trial.EndsOn).ThenBy(one => one.trial.Id), cancellation);
        queue.Add(QueueGroup.Trials, rows.Select(one =>
            new QueueItem(QueueGroup.Trials, QueueKind.Other, one.trial.Id, one.deal.Id, one.deal.CompanyName, one.deal.Name, one.trial.Text, WhyOf(one.trial, moment.Today), null)
            {
                Icon = "hourglass-high",
                ValueMinor = one.deal.ValueMinor,
                Currency = one.deal.Currency,
                IsLate = one.trial.EndsOn < moment.Today,
                Actions = typeof(TrialInFocus),
            }), count);
    }

    private static Told WhyOf(Trial trial, DateOnly today) =>
        trial.EndsOn < today ? new Told("the trial ended on {0}; the result is not known", trial.EndsOn)
        : trial.EndsOn == today ? new Told("the trial ends today: ask how it went")
        : new Told("the trial ends on {0}: ask how it goes", trial.EndsOn);
}
