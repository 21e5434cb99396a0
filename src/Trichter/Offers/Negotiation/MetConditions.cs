using Microsoft.EntityFrameworkCore;
using Trichter.Activities;
using Trichter.Deals;
using Trichter.Ledger;
using Trichter.Platform.Calendar;
using Trichter.Platform.Language;
using Trichter.Platform.Workspaces;
using Trichter.Timeline;

namespace Trichter.Offers.Negotiation;

/// <summary>When the condition of a commitment is met, whoever owns the deal has something to do: hold the other side to it (O56).</summary>
internal sealed class MetConditions(Db db, Change change, TimelineWriter timeline) : IReactTo<CommitmentConditionMet>
{
    private const int Minutes = 120;

    public async Task ReactAsync(CommitmentConditionMet happening, CancellationToken cancellation)
    {
        if (await db.Deals.SingleOrDefaultAsync(deal => deal.Id == happening.DealId && deal.DeletedAt == null, cancellation) is not { } deal) return;
        if (await db.Users.SingleOrDefaultAsync(user => user.Id == deal.OwnerId, cancellation) is not { } owner) return;

        var due = (await WorkingCalendar.OfAsync(db, cancellation)).After(change.Now, Minutes) ?? change.Now.AddDays(1);
        var text = Texts.In(owner.Language, Zones.Find(owner.TimeZone))["The condition “{0}” is met: {1}", happening.Condition, happening.Text];
        db.Activities.Add(new Activity { DealId = deal.Id, Type = ActivityType.Task, Text = text, OwnerId = deal.OwnerId, DueAt = due, CreatedAt = change.Now });
        timeline.Record(new ActivityPlanned(deal.Id, ActivityType.Task, text, due));
        await db.SaveChangesAsync(cancellation);
    }
}
