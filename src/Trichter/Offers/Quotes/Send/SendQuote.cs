using Microsoft.EntityFrameworkCore;
using Trichter.Deals.Evidence;
using Trichter.Ledger;
using Trichter.Offers.Quotes.Document;
using Trichter.Platform.Language;
using Trichter.Platform.Mail;
using Trichter.Platform.Storage;
using Trichter.Platform.Workspaces;
using Trichter.Team;
using Trichter.Team.Mail;
using Trichter.Timeline;

namespace Trichter.Offers.Quotes.Send;

/// <summary>Sends a version: from then on it stays as it is, earlier ones are superseded, and the deal is worth what it says. The customer gets a link, by mail or by hand.</summary>
internal sealed class SendQuote(Db db, Me me, Change change, TimelineWriter timeline, FindQuote find, QuoteCheck check, RenderQuote render, DealFigures figures, WriteMail mail)
{
    private const int LongestName = 200;

    public async Task<SendResult> RunAsync(Guid quoteId, SendDraft draft, CancellationToken cancellation = default)
    {
        if (await find.ForChangeAsync(quoteId, cancellation) is not { } open) return new SendResult.NotFound();
        if (open.Version.State is not (QuoteState.Draft or QuoteState.Approved)) return new SendResult.Faulty("", new Told("This version has been sent already, or waits for approval."));
        if (draft.To.Trim().Length is 0 or > LongestName) return new SendResult.Faulty("To", new Told("Say whom it is for."));
        if (draft.Email.Trim().Length > 0 && !MailAddresses.IsOne(draft.Email.Trim())) return new SendResult.Faulty("Email", new Told("This is not an e-mail address."));
        if (draft.Message.Length > QuoteVersion.LongestText) return new SendResult.Faulty("Message", new Told("At most {0} characters.", QuoteVersion.LongestText));

        var findings = await check.RunAsync(open, cancellation);
        if (findings.Any(finding => finding.Stops)) return new SendResult.Stopped(findings);
        var gaps = await check.GapsAsync(open, cancellation);
        if (gaps.Count > 0 && draft.Why.Trim().Length == 0) return new SendResult.Faulty("Why", new Told("A confirmed need is not covered. Say why it is sent like this."));

        var (version, workspace) = (open.Version, await db.Workspaces.AsNoTracking().SingleAsync(cancellation));
        QuoteTotals.Of(version, open.Lines).WriteTo(version);
        (version.State, version.SentAt, version.SentBy) = (QuoteState.Sent, change.Now, me.Id);
        var kept = new QuoteDocumentKept { VersionId = version.Id, DealId = open.Deal.Id, Content = QuoteContent.Of(open.Quote.Number, version, open.Lines), Html = await render.AnewAsync(open, cancellation), MadeAt = change.Now };
        version.Hash = kept.Hash;
        db.QuoteDocuments.Add(kept);
        foreach (var earlier in await db.QuoteVersions.Where(its => its.QuoteId == open.Quote.Id && its.Id != version.Id && its.State == QuoteState.Sent).ToListAsync(cancellation)) earlier.State = QuoteState.Superseded;

        var secret = LinkSecret.New();
        db.QuoteLinks.Add(LinkFor(open, secret, draft, workspace));
        if (version.Currency == open.Deal.Currency) open.Deal.ValueMinor = version.ContractMinor;
        if (draft.Email.Trim().Length > 0) await MailAsync(open, draft, secret, workspace, cancellation);
        timeline.Record(new QuoteSent(open.Deal.Id, open.Quote.Number, version.Number, draft.To.Trim(), version.ValidUntil));
        if (gaps.Count > 0) timeline.Record(new QuoteSentWithGaps(open.Deal.Id, open.Quote.Number, gaps.Count, draft.Why.Trim()));
        await figures.RefreshAsync([open.Deal], cancellation);
        await db.SaveChangesAsync(cancellation);
        return new SendResult.Sent(version, secret, findings);
    }

    /// <summary>A further link to the version that was sent, for somebody else.</summary>
    public async Task<SendResult> ShareAsync(Guid quoteId, SendDraft draft, CancellationToken cancellation = default)
    {
        if (await find.ForChangeAsync(quoteId, cancellation) is not { Version.State: QuoteState.Sent } open) return new SendResult.NotFound();
        if (draft.To.Trim().Length is 0 or > LongestName) return new SendResult.Faulty("To", new Told("Say whom it is for."));
        if (draft.Email.Trim().Length > 0 && !MailAddresses.IsOne(draft.Email.Trim())) return new SendResult.Faulty("Email", new Told("This is not an e-mail address."));

        var workspace = await db.Workspaces.AsNoTracking().SingleAsync(cancellation);
        var secret = LinkSecret.New();
        db.QuoteLinks.Add(LinkFor(open, secret, draft, workspace));
        if (draft.Email.Trim().Length > 0) await MailAsync(open, draft, secret, workspace, cancellation);
        timeline.Record(new QuoteSent(open.Deal.Id, open.Quote.Number, open.Version.Number, draft.To.Trim(), open.Version.ValidUntil));
        await db.SaveChangesAsync(cancellation);
        return new SendResult.Sent(open.Version, secret, []);
    }

    public async Task<bool> RevokeAsync(Guid quoteId, Guid linkId, CancellationToken cancellation = default)
    {
        if (await find.ForChangeAsync(quoteId, cancellation) is not { } open) return false;
        if (await db.QuoteLinks.SingleOrDefaultAsync(link => link.Id == linkId && link.DealId == open.Deal.Id && link.RevokedAt == null, cancellation) is not { } link) return false;

        link.Retire(change.Now);
        timeline.Record(new QuoteLinkRevoked(open.Deal.Id, open.Quote.Number, link.SentTo));
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    /// <returns>What is wrong, or null when it was withdrawn.</returns>
    public async Task<Told?> WithdrawAsync(Guid quoteId, CancellationToken cancellation = default)
    {
        if (await find.ForChangeAsync(quoteId, cancellation) is not { } open) return new Told("Nothing is here");
        if (open.Version.State is QuoteState.Accepted or QuoteState.Rejected or QuoteState.Withdrawn or QuoteState.Superseded) return new Told("It has been decided already.");

        open.Version.State = QuoteState.Withdrawn;
        timeline.Record(new QuoteWithdrawn(open.Deal.Id, open.Quote.Number, open.Version.Number));
        await figures.RefreshAsync([open.Deal], cancellation);
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    private QuoteLink LinkFor(OpenQuote open, string secret, SendDraft draft, Workspace workspace) => new()
    {
        VersionId = open.Version.Id,
        DealId = open.Deal.Id,
        SentTo = draft.To.Trim(),
        Email = draft.Email.Trim(),
        Hash = LinkSecret.HashOf(secret),
        CreatedBy = me.Id,
        CreatedAt = change.Now,
        ExpiresAt = TimeZoneInfo.ConvertTimeToUtc(open.Version.ValidUntil.AddDays(QuoteLink.DaysAfterValidity + 1).ToDateTime(TimeOnly.MinValue), workspace.Zone),
    };

    private async Task MailAsync(OpenQuote open, SendDraft draft, string secret, Workspace workspace, CancellationToken cancellation)
    {
        var link = await mail.LinkAsync($"/offer/{secret}", cancellation);
        mail.Add(draft.Email.Trim(), draft.To.Trim(), open.Version.Language, workspace.Zone, texts => new MailWords(
            texts["Quote {0}: {1}", open.Quote.Number, open.Version.Title],
            string.Join("\n\n", new[] { draft.Message.Trim(), texts["You can look at the quote, comment on it and accept it here, until {0}:", open.Version.ValidUntil], link, $"{me.Name}\n{workspace.Name}" }.Where(part => part.Length > 0))), open.Deal.Id);
    }
}

/// <param name="Why">Needed when a confirmed need is not covered.</param>
internal sealed record SendDraft(string To, string Email, string Message, string Why);

internal abstract record SendResult
{
    /// <param name="Secret">Part of the address; it is shown once and kept only as a hash.</param>
    public sealed record Sent(QuoteVersion Version, string Secret, IReadOnlyList<Finding> Findings) : SendResult;

    public sealed record Stopped(IReadOnlyList<Finding> Findings) : SendResult;

    public sealed record Faulty(string Field, Told Why) : SendResult;

    public sealed record NotFound : SendResult;
}

public sealed record QuoteSentWithGaps(Guid DealId, string Number, int Gaps, string Why) : Happening(DealId)
{
    public override Told Told => new("sent the quote {0} although {1} confirmed needs are not covered", Number, Gaps);

    public override string Icon => "alert-triangle";

    public override string? Quote => Why;

    public override bool IsImportant => true;
}

public sealed record QuoteLinkRevoked(Guid DealId, string Number, string To) : Happening(DealId)
{
    public override Told Told => new("revoked the link to the quote {0} for {1}", Number, To);

    public override string Icon => "link";
}
