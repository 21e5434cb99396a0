using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Team;
using Trichter.Team.Roles;

namespace Trichter.Offers.Quotes;

/// <summary>Finds a quote of a deal that I may see.</summary>
internal sealed class FindQuote(Db db, Me me, FindDeal find)
{
    /// <summary>Whose role may not see what deals are worth, sees no quotes.</summary>
    public bool MaySeeAny => me.MaySee(DealFields.Value);

    /// <param name="number">The version; null for the latest.</param>
    public async Task<OpenQuote?> VisibleAsync(Guid id, int? number = null, CancellationToken cancellation = default) =>
        MaySeeAny && await db.Quotes.SingleOrDefaultAsync(quote => quote.Id == id, cancellation) is { } quote && await find.VisibleAsync(quote.DealId, cancellation) is { } deal
            ? await OpenAsync(quote, deal, number, cancellation) : null;

    /// <exception cref="NotAllowedException">The role may not change deals.</exception>
    public async Task<OpenQuote?> ForChangeAsync(Guid id, CancellationToken cancellation = default)
    {
        var quote = await db.Quotes.SingleOrDefaultAsync(its => its.Id == id, cancellation);
        return await find.ForChangeAsync(quote?.DealId ?? Guid.Empty, cancellation) is { } deal && quote is not null ? await OpenAsync(quote, deal, null, cancellation) : null;
    }

    /// <summary>The versions that whoever asks may see: those of deals they see.</summary>
    public IQueryable<QuoteVersion> Visible(IQueryable<QuoteVersion> versions) => MaySeeAny
        ? versions.Where(version => db.Deals.VisibleTo(me, db).Any(deal => deal.Id == version.DealId)) : versions.Where(version => false);

    public async Task<bool> MayChangeAsync(Deal deal, CancellationToken cancellation = default) =>
        me.May(Right.ChangeDeals) && await find.ForChangeAsync(deal.Id, cancellation) is not null;

    private async Task<OpenQuote?> OpenAsync(Quote quote, Deal deal, int? number, CancellationToken cancellation)
    {
        var wanted = number ?? quote.Latest;
        if (await db.QuoteVersions.SingleOrDefaultAsync(version => version.QuoteId == quote.Id && version.Number == wanted, cancellation) is not { } its) return null;
        var lines = await db.QuoteLines.Where(line => line.VersionId == its.Id).OrderBy(line => line.Position).ToListAsync(cancellation);
        return new OpenQuote(quote, deal, its, lines);
    }
}

/// <summary>A version of a quote with all that belongs to it.</summary>
public sealed record OpenQuote(Quote Quote, Deal Deal, QuoteVersion Version, List<QuoteLine> Lines)
{
    public bool IsLatest => Version.Number == Quote.Latest;
}
