using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Leads.Routing;
using Trichter.Ledger;
using Trichter.Platform.Calendar;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Team.Notifications;
using Trichter.Timeline;

namespace Trichter.Leads.FirstContact;

/// <summary>Hands leads whose time has run out to the next seller, as often as the rule says; after that only the managers see them.</summary>
public sealed class WatchFirstContacts(Db db, Me me, Change change, TimelineWriter timeline, Notify notify)
{
    private const int Portion = 200;

    public async Task RunAsync(CancellationToken cancellation = default)
    {
        var overdue = await (from clock in db.LeadClocks
                             where clock.ContactedAt == null && clock.EndedAt == null && clock.DueAt <= change.Now
                             join deal in db.Deals on clock.DealId equals deal.Id
                             where deal.Outcome == Outcome.Open
                             orderby clock.DueAt
                             select new { clock, deal }).Take(Portion).ToListAsync(cancellation);
        if (overdue.Count == 0) return;

        me.ActAsProgram();
        var rule = await db.FirstContactRules.AsNoTracking().SingleOrDefaultAsync(cancellation) ?? new FirstContactRule();
        var calendar = await WorkingCalendar.OfAsync(db, cancellation);
        var sellers = await Sellers.OfAsync(db, change.Now, cancellation);
        var traits = await LeadTraits.OfAsync(db, overdue.ConvertAll(late => late.deal), cancellation);

        foreach (var late in overdue)
        {
            if (late.clock.MissedAt is null) timeline.Record(new FirstContactMissed(late.deal.Id, sellers.NameOf(late.deal.OwnerId), late.deal.OwnerId));
            late.clock.MissedAt ??= change.Now;
            if (late.clock.Rerouted < rule.Reroutes && sellers.After(late.deal.OwnerId, traits[late.deal.Id]) is { } next)
            {
                timeline.Record(new LeadRerouted(late.deal.Id, sellers.NameOf(late.deal.OwnerId), next.To.Name));
                await notify.TellAsync(next.To.Id, NotificationKind.Lead, new Told("{0} waits for its first contact, and is yours now", late.deal.Name), $"/deals/{late.deal.Id}", $"lead/{late.deal.Id}/{late.clock.Rerouted}", cancellation);
                late.deal.OwnerId = next.To.Id;
                next.Keep(db, timeline, late.deal.Id);
                late.clock.Rerouted++;
                late.clock.DueAt = calendar.After(change.Now, rule.Minutes);
            }
            else
            {
                // Nobody is left to take it: the clock stands, and the queue of the managers shows it as long as it is awaited.
                late.clock.DueAt = null;
                foreach (var manager in sellers.Managers)
                    await notify.TellAsync(manager.Id, NotificationKind.Lead, new Told("Nobody has spoken with {0} in time", late.deal.Name), $"/deals/{late.deal.Id}", $"missed/{late.deal.Id}", cancellation);
            }
        }

        await db.SaveChangesAsync(cancellation);
    }
}

public sealed record FirstContactMissed(Guid DealId, string Owner, Guid? OwnerId = null) : Happening(DealId)
{
    public override Told Told => new("saw the time for a first contact run out, with {0}", Owner);

    public override string Icon => "alarm";

    public override bool IsImportant => true;
}

public sealed record LeadRerouted(Guid DealId, string From, string To) : Happening(DealId)
{
    public override Told Told => new("handed the lead on from {0} to {1}, because nobody had called in time", From, To);

    public override string Icon => "arrows-exchange";

    public override bool IsImportant => true;
}
