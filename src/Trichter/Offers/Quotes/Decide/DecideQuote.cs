using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Deals.Evidence;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Offers.Quotes.Decide;

/// <summary>Notes what the customer said otherwise: on the phone, on paper, by mail. What came by the link is evidence of its own and is not noted here.</summary>
internal sealed class DecideQuote(Db db, Me me, Change change, TimelineWriter timeline, FindQuote find, FindDeal deals, DealFigures figures)
{
    /// <returns>What is wrong, or null when it was noted.</returns>
    public async Task<Told?> AcceptAsync(Guid quoteId, string by, IReadOnlyCollection<Guid> chosen, CancellationToken cancellation = default)
    {
        if (await find.ForChangeAsync(quoteId, cancellation) is not { Version.State: QuoteState.Sent } open) return new Told("Only a quote that was sent can be accepted.");
        if (by.Trim().Length is 0 or > QuoteAcceptance.LongestName) return new Told("Say who of the customer decided.");
        if (open.Version.StateOn((await deals.NowAsync(cancellation)).Day) == QuoteState.Expired) return new Told("It has expired. Write the next version.");

        Accepted(open, by.Trim(), chosen, change.Now);
        timeline.Record(new QuoteAccepted(open.Deal.Id, open.Quote.Number, open.Version.Number, by.Trim(), Online: false));
        await figures.RefreshAsync([open.Deal], cancellation);
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    /// <returns>What is wrong, or null when it was noted.</returns>
    public async Task<Told?> RejectAsync(Guid quoteId, string by, string reason, CancellationToken cancellation = default)
    {
        if (await find.ForChangeAsync(quoteId, cancellation) is not { Version.State: QuoteState.Sent } open) return new Told("Only a quote that was sent can be rejected.");
        if (by.Trim().Length is 0 or > QuoteAcceptance.LongestName) return new Told("Say who of the customer decided.");
        if (reason.Trim().Length is 0 or > QuoteComment.Longest) return new Told("Say why, in up to {0} characters.", QuoteComment.Longest);

        (open.Version.State, open.Version.DecidedAt, open.Version.DecidedBy, open.Version.DecisionReason) = (QuoteState.Rejected, change.Now, by.Trim(), reason.Trim());
        timeline.Record(new QuoteRejected(open.Deal.Id, open.Quote.Number, open.Version.Number, by.Trim(), reason.Trim()));
        await figures.RefreshAsync([open.Deal], cancellation);
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    /// <returns>What is wrong, or null when it was answered.</returns>
    public async Task<Told?> CommentAsync(Guid quoteId, Guid versionId, string text, CancellationToken cancellation = default)
    {
        if (await find.ForChangeAsync(quoteId, cancellation) is not { } open || !await db.QuoteVersions.AnyAsync(version => version.Id == versionId && version.QuoteId == quoteId, cancellation)) return new Told("Nothing is here");
        if (text.Trim().Length is 0 or > QuoteComment.Longest) return new Told("Write up to {0} characters.", QuoteComment.Longest);

        db.QuoteComments.Add(new QuoteComment { VersionId = versionId, DealId = open.Deal.Id, ByName = me.Name, ByUser = me.Id, Text = text.Trim(), WrittenAt = change.Now });
        timeline.Record(new QuoteAnswered(open.Deal.Id, open.Quote.Number, text.Trim()));
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    /// <summary>Puts the version into the state of an accepted one, with what was chosen; the deal is worth that from now on.</summary>
    internal static QuoteTotals Accepted(OpenQuote open, string by, IReadOnlyCollection<Guid> chosen, DateTime at)
    {
        var offered = open.Lines.Where(line => line.Kind is LineKind.Optional or LineKind.Alternative).Select(line => line.Key).ToHashSet();
        var version = open.Version;
        (version.State, version.DecidedAt, version.DecidedBy) = (QuoteState.Accepted, at, by);
        version.Chosen = [.. chosen.Where(offered.Contains).Distinct()];
        var totals = QuoteTotals.Of(version, open.Lines, version.Chosen);
        totals.WriteTo(version);
        if (version.Currency == open.Deal.Currency) open.Deal.ValueMinor = version.ContractMinor;
        return totals;
    }
}
