using Microsoft.EntityFrameworkCore;
using Trichter.Offers.Documents;
using Trichter.Offers.Quotes;
using Trichter.Platform.Language;

namespace Trichter.Orders.Changes;

/// <summary>What an order says differently from an older version of it, or from the quote it comes from (O63, O64): line by line, told as for versions of a quote.</summary>
internal sealed class OrderDifference(Db db)
{
    /// <summary>From one version to another; the highest is what holds now.</summary>
    public async Task<IReadOnlyList<DifferenceRow>> BetweenAsync(OpenOrder open, int from, int to, Texts texts, CancellationToken cancellation = default)
    {
        var (before, after) = (await SideAsync(open, from, cancellation), await SideAsync(open, to, cancellation));
        if (before is null || after is null) return [];

        var rows = QuoteDifference.Of(before.Head, before.Lines, after.Head, after.Lines, inside: false, texts).ToList();
        void Compare(string label, string was, string now)
        {
            if (was != now) rows.Add(new DifferenceRow(texts["changed"], label, was, now));
        }

        Compare(texts["The customer's order number"], before.CustomerNumber, after.CustomerNumber);
        Compare(texts["Ordered on"], texts.Date(before.OrderedOn), texts.Date(after.OrderedOn));
        Compare(texts["Promised for"], before.PromisedOn is { } was ? texts.Date(was) : "–", after.PromisedOn is { } now ? texts.Date(now) : "–");
        return rows;
    }

    /// <summary>From the accepted quote to the order as it is; nothing where it comes from none, or says the same.</summary>
    public async Task<IReadOnlyList<DifferenceRow>> FromQuoteAsync(OpenOrder open, Texts texts, CancellationToken cancellation = default)
    {
        if (await db.QuoteVersions.AsNoTracking().SingleOrDefaultAsync(version => version.Id == open.Order.QuoteVersionId, cancellation) is not { } quote) return [];

        var all = await db.QuoteLines.AsNoTracking().Where(line => line.VersionId == quote.Id).OrderBy(line => line.Position).ToListAsync(cancellation);
        var quoted = QuoteTotals.Counted(all, quote.Chosen).Select((line, index) => KeptLine.Of(line) with { Position = index }).Select(line => line.AsLine(open.Deal.Id)).ToList();
        return QuoteDifference.Of(Head(quote, quoted), quoted, Head(open.Order, Now(open)), Now(open), inside: false, texts);
    }

    private async Task<Side?> SideAsync(OpenOrder open, int number, CancellationToken cancellation)
    {
        var order = open.Order;
        if (number == order.Revision) return new Side(Head(order, Now(open)), Now(open), order.CustomerNumber, order.OrderedOn, order.PromisedOn);
        if (await db.OrderVersions.AsNoTracking().SingleOrDefaultAsync(version => version.OrderId == order.Id && version.Number == number, cancellation) is not { } kept) return null;

        var lines = kept.Lines.ConvertAll(line => line.AsLine(order.DealId));
        return new Side(Head(kept, lines), lines, kept.CustomerNumber, kept.OrderedOn, kept.PromisedOn);
    }

    private static List<QuoteLine> Now(OpenOrder open) => open.Lines.ConvertAll(line => KeptLine.Of(line).AsLine(open.Deal.Id));

    /// <summary>A head with its sums that is compared and never stored.</summary>
    private static QuoteVersion Head(DocumentHead head, IReadOnlyList<QuoteLine> lines)
    {
        var version = new QuoteVersion { QuoteId = Guid.Empty, DealId = Guid.Empty, Number = 1, Language = head.Language, Currency = head.Currency, CreatedAt = default };
        version.TakeFrom(head);
        QuoteTotals.Of(version, lines).WriteTo(version);
        return version;
    }

    private sealed record Side(QuoteVersion Head, List<QuoteLine> Lines, string CustomerNumber, DateOnly OrderedOn, DateOnly? PromisedOn);
}
