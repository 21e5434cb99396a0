using Microsoft.EntityFrameworkCore;
using Trichter.Activities.Today;
using Trichter.Deals;
using Trichter.Platform.Calendar;
using Trichter.Platform.Language;
using Trichter.Team;

namespace Trichter.Leads.FirstContact;

/// <summary>My leads that wait for a first contact, those with the least time first; for managers also those of others whose time has run out.</summary>
internal sealed class ClocksInQueue(Db db, Me me, Texts texts) : IQueueSource
{
    public int Order => 10;

    public async Task AddAsync(Work queue, QueueMoment moment, CancellationToken cancellation)
    {
        var watches = me.May(Right.ManageTeam);
        var waiting = from clock in db.LeadClocks
                      where clock.ContactedAt == null && clock.EndedAt == null
                      join deal in db.Deals.VisibleTo(me, db) on clock.DealId equals deal.Id
                      where deal.Outcome == Outcome.Open && (deal.OwnerId == me.Id || (watches && clock.MissedAt != null))
                      select new { clock, deal };

        var (rows, count) = await Work.FirstAsync(waiting.AsNoTracking().OrderBy(one => one.clock.DueAt == null).ThenBy(one => one.clock.DueAt).ThenBy(one => one.clock.ArrivedAt), cancellation);
        if (rows.Count == 0) return;

        var calendar = await WorkingCalendar.OfAsync(db, cancellation);
        var names = watches ? await db.Users.AsNoTracking().ToDictionaryAsync(user => user.Id, user => user.Name, cancellation) : [];
        queue.Add(QueueGroup.FirstContact, rows.Select(one => new QueueItem(
            QueueGroup.FirstContact, QueueKind.Deal, one.deal.Id, one.deal.Id, one.deal.CompanyName, one.deal.Name, "", WhyOf(one.clock, one.deal, names), null)
        {
            Icon = "bolt",
            ValueMinor = one.deal.ValueMinor,
            Currency = one.deal.Currency,
            IsLate = one.clock.MissedAt is not null,
            Clock = ClockOf(one.clock, calendar, moment.Now),
        }), count);
    }

    private static (int Left, int Of) ClockOf(LeadClock clock, WorkingCalendar calendar, DateTime now) => clock.DueAt is { } due
        ? (due > now ? calendar.MinutesBetween(now, due) : -calendar.MinutesBetween(due, now), Math.Max(1, calendar.MinutesBetween(clock.ArrivedAt, due)))
        : (-Math.Max(1, calendar.MinutesBetween(clock.MissedAt ?? clock.ArrivedAt, now)), 1);

    private Told WhyOf(LeadClock clock, Deal deal, Dictionary<Guid, string> names) => clock switch
    {
        { MissedAt: not null } when deal.OwnerId != me.Id => new Told("nobody has called; with {0}", names.GetValueOrDefault(deal.OwnerId ?? Guid.Empty, "–")),
        { MissedAt: not null, Rerouted: > 0 } => new Told("handed to you: nobody had called in time"),
        { MissedAt: not null } => new Told("the time for a first contact has run out"),
        _ when deal.Source.Length > 0 => new Told("arrived at {0} by {1}", texts.Time(clock.ArrivedAt), deal.Source),
        _ => new Told("arrived at {0}", texts.Time(clock.ArrivedAt)),
    };
}
