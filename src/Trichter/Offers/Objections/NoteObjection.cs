using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Deals.Evidence;
using Trichter.Ledger;
using Trichter.Offers.Competitors;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Offers.Objections;

/// <summary>Notes what doubt the customer voiced, in their words; with the competitor and the price it was about.</summary>
public sealed class NoteObjection(Db db, Me me, Change change, TimelineWriter timeline, FindDeal find, NoteCompetitorOffer competitors, DealFigures figures)
{
    /// <returns>What is wrong, or null when it was noted.</returns>
    public async Task<Told?> RunAsync(Guid dealId, ObjectionDraft draft, CancellationToken cancellation = default)
    {
        if (await find.ForChangeAsync(dealId, cancellation) is not { } deal) return new Told("Nothing is here");
        if (await db.ObjectionKinds.SingleOrDefaultAsync(its => its.Id == draft.KindId && its.RetiredAt == null, cancellation) is not { } kind) return new Told("Choose what kind of objection it is.");
        if (draft.Words.Trim() is not { Length: > 0 and <= Objection.Longest } words) return new Told("Say in up to {0} characters what the customer said.", Objection.Longest);
        if (draft.SaidBy.Trim().Length > Objection.LongestName) return new Told("At most {0} characters.", Objection.LongestName);

        CompetitorOffer? offer = null;
        if (draft.Competitor is { } seen)
        {
            (var fault, offer) = await competitors.WriteAsync(deal, seen, cancellation);
            if (fault is not null) return fault;
        }

        db.Objections.Add(new Objection
        {
            DealId = dealId,
            KindId = kind.Id,
            Words = words,
            SaidBy = draft.SaidBy.Trim(),
            Weight = draft.Weight,
            CompetitorOfferId = offer?.Id,
            NotedBy = me.Id,
            NotedAt = change.Now,
        });
        timeline.Record(new ObjectionHeard(dealId, kind.Name, words));
        await figures.RefreshAsync([deal], cancellation);
        await db.SaveChangesAsync(cancellation);
        return null;
    }
}

/// <param name="Competitor">Null where it is not about one.</param>
public sealed record ObjectionDraft(Guid? KindId, string Words, string SaidBy, ObjectionWeight Weight, CompetitorOfferDraft? Competitor);
