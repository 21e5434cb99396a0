using Microsoft.EntityFrameworkCore;
using Trichter.Campaigns.Intake;
using Trichter.Deals;
using Trichter.Leads.Proposals;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Team.Notifications;
using Trichter.Timeline;

namespace Trichter.Leads.Routing;

/// <summary>A new lead that is nobody's, such as one from a form, goes to a seller at once, and the timeline says why to this one.</summary>
internal sealed class RouteLeads(Db db, Me me, Change change, TimelineWriter timeline, Notify notify) : IReactTo<DealEntered>, IReactTo<LeadProposed>, IReactTo<NurtureEnded>
{
    public Task ReactAsync(DealEntered happening, CancellationToken cancellation) => RouteAsync(happening.DealId, cancellation);

    /// <summary>One that was nurtured waits for a call from now on.</summary>
    public Task ReactAsync(LeadProposed happening, CancellationToken cancellation) => RouteAsync(happening.DealId, cancellation);

    public Task ReactAsync(NurtureEnded happening, CancellationToken cancellation) => RouteAsync(happening.DealId, cancellation);

    private async Task RouteAsync(Guid dealId, CancellationToken cancellation)
    {
        if (await db.Deals.SingleOrDefaultAsync(its => its.Id == dealId && its.OwnerId == null && its.Outcome == Outcome.Open, cancellation) is not { } deal) return;
        if (!await db.LeadClocks.AnyAsync(clock => clock.DealId == deal.Id && clock.ContactedAt == null && clock.EndedAt == null, cancellation)) return;

        me.ActAsProgram();
        var lead = (await LeadTraits.OfAsync(db, [deal], cancellation))[deal.Id];
        var sellers = await Sellers.OfAsync(db, change.Now, cancellation);
        if (sellers.First(lead) is not { } routed) return;

        deal.OwnerId = routed.To.Id;
        timeline.Record(new LeadRouted(deal.Id, routed.To.Name, routed.To.Language == lead.Language, sellers.WaitingWith(routed.To) - 1, routed.Rule?.Name ?? ""));
        routed.Keep(db, timeline, deal.Id);
        await notify.TellAsync(routed.To.Id, NotificationKind.Lead, new Told("{0} waits for its first contact, and is yours now", deal.Name), $"/deals/{deal.Id}", $"lead/{deal.Id}/new", cancellation);
        await db.SaveChangesAsync(cancellation);
    }
}

/// <param name="SpeaksTheLanguage">Of the contact.</param>
/// <param name="Waiting">Leads that waited with this seller already.</param>
/// <param name="Rule">Its name; empty where none decided.</param>
public sealed record LeadRouted(Guid DealId, string To, bool SpeaksTheLanguage, int Waiting, string Rule = "") : Happening(DealId)
{
    public override Told Told => (Rule.Length > 0, SpeaksTheLanguage) switch
    {
        (true, _) => new("gave the lead to {0} by the rule “{1}”, who had {2} waiting", To, Rule, Waiting),
        (false, true) => new("gave the lead to {0}, who speaks the language and had {1} waiting", To, Waiting),
        _ => new("gave the lead to {0}, who had {1} waiting", To, Waiting),
    };

    public override string Icon => "arrows-exchange";

    public override bool IsImportant => true;
}

/// <summary>Who would have had their turn.</summary>
public sealed record SellersPassedOver(Guid DealId, IReadOnlyList<string> Away, IReadOnlyList<string> Full) : Happening(DealId)
{
    public override Told Told => (Away.Count, Full.Count) switch
    {
        (_, 0) => new("passed over who is away: {0}", string.Join(", ", Away)),
        (0, _) => new("passed over who has enough waiting: {0}", string.Join(", ", Full)),
        _ => new("passed over who is away: {0}; and who has enough waiting: {1}", string.Join(", ", Away), string.Join(", ", Full)),
    };

    public override string Icon => "arrows-exchange";
}
