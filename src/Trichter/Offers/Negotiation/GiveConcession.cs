using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Ledger;
using Trichter.Offers.Amounts;
using Trichter.Offers.Quotes;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Offers.Negotiation;

/// <summary>Offers something of the catalogue, within the limit of whoever offers it, and says what became of it.</summary>
public sealed class GiveConcession(Db db, Me me, Change change, TimelineWriter timeline, FindDeal find)
{
    private const decimal MostPercent = 100;

    /// <returns>What is wrong, or null when it was noted.</returns>
    public async Task<Told?> OfferAsync(Guid dealId, ConcessionDraft draft, CancellationToken cancellation = default)
    {
        if (await find.ForChangeAsync(dealId, cancellation) is not { } deal) return new Told("Nothing is here");
        var day = (await find.NowAsync(cancellation)).Day;
        if (await db.ConcessionKinds.SingleOrDefaultAsync(its => its.Id == draft.KindId, cancellation) is not { } kind || !kind.IsOpenOn(day)) return new Told("This is not given any more.");
        if (draft.Amount is not (> 0 and <= Micros.Most and var amount)) return new Told("Say how much, as a number above 0.");
        if (kind.Measure == ConcessionMeasure.Percent && amount > MostPercent) return new Told("At most {0} percent.", MostPercent);
        if (draft.Note.Length > Concession.Longest) return new Told("At most {0} characters.", Concession.Longest);
        if (kind.LimitOf(me.User.Role) is { } limit && amount > limit) return new Told("Your role gives at most {0} of it. Ask somebody who may give more.", limit);
        var asks = await db.Asks.AsNoTracking().Where(ask => ask.DealId == dealId && (ask.Id == draft.AskId || ask.Id == draft.InReturnId)).ToListAsync(cancellation);
        if (draft.AskId is { } wanted && !asks.Exists(ask => ask.Id == wanted && ask.Side == CommitmentSide.Customer)) return new Told("This is not what the customer asked for.");
        if (draft.InReturnId is { } back && !asks.Exists(ask => ask.Id == back && ask.Side == CommitmentSide.Us)) return new Told("This is not what we asked for.");

        var basis = await BasisAsync(deal, kind, cancellation);
        db.Concessions.Add(new Concession
        {
            DealId = dealId,
            KindId = kind.Id,
            Amount = amount,
            CostMinor = basis.Cost.Of(kind, amount),
            Currency = basis.Currency,
            AskId = draft.AskId,
            InReturnId = draft.InReturnId,
            IsGoodwill = draft.IsGoodwill,
            Note = draft.Note.Trim(),
            OfferedBy = me.Id,
            OfferedAt = change.Now,
        });
        timeline.Record(new ConcessionMade(dealId, kind.Name, amount, ConcessionState.Offered, draft.Note.Trim()));
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    /// <summary>Says that it is agreed or taken back, and what it is paired with.</summary>
    /// <returns>What is wrong, or null when it was settled.</returns>
    public async Task<Told?> SettleAsync(Guid dealId, Guid concessionId, ConcessionState? state, CancellationToken cancellation = default)
    {
        if (await find.ForChangeAsync(dealId, cancellation) is null || state is not { } how || !Enum.IsDefined(how)) return new Told("Nothing is here");
        if (await db.Concessions.SingleOrDefaultAsync(its => its.Id == concessionId && its.DealId == dealId, cancellation) is not { } concession) return new Told("Nothing is here");

        concession.Settle(how, change.Now);
        var name = await db.ConcessionKinds.Where(kind => kind.Id == concession.KindId).Select(kind => kind.Name).SingleAsync(cancellation);
        timeline.Record(new ConcessionMade(dealId, name, concession.Amount, how, ""));
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    /// <summary>What lies on the table: the latest version of the latest quote, else what the deal is thought to be worth.</summary>
    private async Task<(ConcessionCost Cost, string Currency)> BasisAsync(Deal deal, ConcessionKind kind, CancellationToken cancellation)
    {
        var item = kind.ProductId is { } product ? await db.Products.Where(its => its.Id == product).Select(its => its.Cost).SingleOrDefaultAsync(cancellation) : null;
        var version = await LatestAsync(db, deal.Id, cancellation);
        return version is null
            ? (new ConcessionCost(deal.ValueMinor, deal.ValueMinor, 0, item), deal.Currency)
            : (new ConcessionCost(version.NetMinor, version.GrossMinor, version.FreightMinor, item), version.Currency);
    }

    internal static Task<QuoteVersion?> LatestAsync(Db db, Guid dealId, CancellationToken cancellation = default) =>
        db.QuoteVersions.AsNoTracking().Where(version => version.DealId == dealId && version.State != QuoteState.Withdrawn).OrderByDescending(version => version.Id).FirstOrDefaultAsync(cancellation);
}

/// <param name="AskId">The customer's wish that it answers.</param>
/// <param name="InReturnId">Our wish that they meet for it.</param>
public sealed record ConcessionDraft(Guid KindId, decimal? Amount, Guid? AskId, Guid? InReturnId, bool IsGoodwill, string Note);
