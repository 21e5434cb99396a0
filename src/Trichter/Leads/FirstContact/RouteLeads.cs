using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Team.Notifications;
using Trichter.Timeline;

namespace Trichter.Leads.FirstContact;

/// <summary>A new lead that is nobody's, such as one from a form, goes to a seller at once, and the timeline says why to this one.</summary>
internal sealed class RouteLeads(Db db, Me me, TimelineWriter timeline, Notify notify) : IReactTo<DealEntered>
{
    public async Task ReactAsync(DealEntered happening, CancellationToken cancellation)
    {
        if (await db.Deals.SingleOrDefaultAsync(its => its.Id == happening.DealId && its.OwnerId == null && its.Outcome == Outcome.Open, cancellation) is not { } deal) return;
        if (!await db.LeadClocks.AnyAsync(clock => clock.DealId == deal.Id && clock.ContactedAt == null && clock.EndedAt == null, cancellation)) return;

        me.ActAsProgram();
        var language = await db.People.Where(person => person.Id == deal.ContactId).Select(person => person.Language).SingleOrDefaultAsync(cancellation) ?? "";
        var sellers = await Sellers.OfAsync(db, cancellation);
        if (sellers.First(language) is not { } seller) return;

        deal.OwnerId = seller.Id;
        timeline.Record(new LeadRouted(deal.Id, seller.Name, seller.Language == language, sellers.WaitingWith(seller) - 1));
        await notify.TellAsync(seller.Id, NotificationKind.Lead, new Told("{0} waits for its first contact, and is yours now", deal.Name), $"/deals/{deal.Id}", $"lead/{deal.Id}/new", cancellation);
        await db.SaveChangesAsync(cancellation);
    }
}

/// <param name="SpeaksTheLanguage">Of the contact.</param>
/// <param name="Waiting">Leads that waited with this seller already.</param>
public sealed record LeadRouted(Guid DealId, string To, bool SpeaksTheLanguage, int Waiting) : Happening(DealId)
{
    public override Told Told => SpeaksTheLanguage
        ? new("gave the lead to {0}, who speaks the language and had {1} waiting", To, Waiting)
        : new("gave the lead to {0}, who had {1} waiting", To, Waiting);

    public override string Icon => "arrows-exchange";

    public override bool IsImportant => true;
}
