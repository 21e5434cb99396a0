using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Ledger;
using Trichter.Platform.Fields;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Offers.Competitors;

/// <summary>Notes that a competitor was met on a deal, with the price that was seen, or takes that away.</summary>
public sealed class NoteCompetitorOffer(Db db, Me me, Change change, Texts texts, TimelineWriter timeline, FindDeal find)
{
    /// <returns>What is wrong, or null when it was noted.</returns>
    public async Task<Told?> RunAsync(Guid dealId, CompetitorOfferDraft draft, CancellationToken cancellation = default)
    {
        if (await find.ForChangeAsync(dealId, cancellation) is not { } deal) return new Told("Nothing is here");
        var (fault, _) = await WriteAsync(deal, draft, cancellation);
        if (fault is not null) return fault;

        await db.SaveChangesAsync(cancellation);
        return null;
    }

    public async Task<bool> RemoveAsync(Guid dealId, Guid offerId, CancellationToken cancellation = default)
    {
        var deal = await find.ForChangeAsync(dealId, cancellation);
        var offer = await db.CompetitorOffers.SingleOrDefaultAsync(its => its.Id == offerId && its.DealId == dealId, cancellation);
        if (deal is null || offer is null) return false;

        foreach (var objection in await db.Objections.Where(its => its.CompetitorOfferId == offerId).ToListAsync(cancellation)) objection.CompetitorOfferId = null;
        db.CompetitorOffers.Remove(offer);
        timeline.Record(new CompetitorOfferRemoved(dealId, await db.Competitors.Where(its => its.Id == offer.CompetitorId).Select(its => its.Name).SingleAsync(cancellation)));
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    /// <summary>Part of a larger change, which saves it.</summary>
    internal async Task<(Told? Fault, CompetitorOffer? Offer)> WriteAsync(Deal deal, CompetitorOfferDraft draft, CancellationToken cancellation)
    {
        var competitor = await db.Competitors.SingleOrDefaultAsync(its => its.Id == draft.CompetitorId && its.RetiredAt == null, cancellation);
        if (competitor is null) return (new Told("Choose a competitor from the list."), null);
        if (draft.Source.Length > CompetitorOffer.LongestSource) return (new Told("At most {0} characters.", CompetitorOffer.LongestSource), null);
        if (Currency(draft.Currency, deal) is not { } currency) return (new Told("A currency has three letters, such as EUR."), null);

        long? price = null;
        var canonical = Canonical.FromTyped(FieldKind.Money, draft.Price, texts.Culture);
        if (canonical.Length > 0 && Canonical.ReadMinor(canonical, minor => price = minor) is { } fault) return (fault, null);
        if (price <= 0) return (new Told("A price is more than nothing."), null);

        var today = (await find.NowAsync(cancellation)).Day;
        if (draft.SeenOn > today) return (new Told("This day lies ahead."), null);

        var offer = new CompetitorOffer
        {
            DealId = deal.Id,
            CompetitorId = competitor.Id,
            PriceMinor = price,
            Currency = currency,
            Source = draft.Source.Trim(),
            SeenOn = draft.SeenOn ?? today,
            NotedBy = me.Id,
            NotedAt = change.Now,
        };
        db.CompetitorOffers.Add(offer);
        timeline.Record(new CompetitorMet(deal.Id, competitor.Name, price is null ? "" : $"{Canonical.OfMinor(price)} {currency}"));
        return (null, offer);
    }

    private static string? Currency(string typed, Deal deal) =>
        typed.Trim().ToUpperInvariant() switch { "" => deal.Currency, { Length: 3 } code when code.All(char.IsAsciiLetterUpper) => code, _ => null };
}

/// <param name="Price">As typed; empty where none was seen.</param>
/// <param name="Currency">Empty for that of the deal.</param>
/// <param name="SeenOn">Null for today.</param>
public sealed record CompetitorOfferDraft(Guid? CompetitorId, string Price, string Currency, string Source, DateOnly? SeenOn);
