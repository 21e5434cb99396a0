using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
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
        var sellers = await SellersAsync(cancellation);

        foreach (var late in overdue)
        {
            if (late.clock.MissedAt is null) timeline.Record(new FirstContactMissed(late.deal.Id, sellers.NameOf(late.deal.OwnerId), late.deal.OwnerId));
            late.clock.MissedAt ??= change.Now;
            if (late.clock.Rerouted < rule.Reroutes && sellers.After(late.deal.OwnerId) is { } next)
            {
                timeline.Record(new LeadRerouted(late.deal.Id, sellers.NameOf(late.deal.OwnerId), next.Name));
                await notify.TellAsync(next.Id, NotificationKind.Lead, new Told("{0} waits for its first contact, and is yours now", late.deal.Name), $"/deals/{late.deal.Id}", $"lead/{late.deal.Id}/{late.clock.Rerouted}", cancellation);
                late.deal.OwnerId = next.Id;
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

    private async Task<Sellers> SellersAsync(CancellationToken cancellation)
    {
        var users = await db.Users.AsNoTracking().OrderBy(user => user.Name).ThenBy(user => user.Id).ToListAsync(cancellation);
        var busy = await (from clock in db.LeadClocks
                          where clock.ContactedAt == null && clock.EndedAt == null && clock.DueAt != null
                          join deal in db.Deals on clock.DealId equals deal.Id
                          where deal.Outcome == Outcome.Open && deal.OwnerId != null
                          group deal by deal.OwnerId!.Value into load
                          select new { load.Key, Count = load.Count() }).ToDictionaryAsync(load => load.Key, load => load.Count, cancellation);
        return new Sellers(users, busy);
    }

    /// <summary>The one with the fewest leads waiting takes the next; each that is given counts at once.</summary>
    private sealed class Sellers(List<User> users, Dictionary<Guid, int> busy)
    {
        public IEnumerable<User> Managers => users.Where(user => user.Role == Role.Manager && user.MaySignIn);

        public string NameOf(Guid? id) => users.Find(user => user.Id == id)?.Name ?? "–";

        public User? After(Guid? owner)
        {
            var team = users.Find(user => user.Id == owner)?.TeamId;
            var next = users.Where(user => user.Id != owner && user.Role == Role.Seller && user.MaySignIn)
                .OrderByDescending(user => team is not null && user.TeamId == team).ThenBy(user => busy.GetValueOrDefault(user.Id)).FirstOrDefault();
            if (next is not null) busy[next.Id] = busy.GetValueOrDefault(next.Id) + 1;
            return next;
        }
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
