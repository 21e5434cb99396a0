using Microsoft.EntityFrameworkCore;
using Trichter.Deals.Evidence;
using Trichter.Ledger;
using Trichter.Offers.Documents;
using Trichter.Offers.Quotes.Decide.Code;
using Trichter.Platform.Language;
using Trichter.Platform.Mail;
using Trichter.Platform.Storage;
using Trichter.Platform.Workspaces;
using Trichter.Team.Mail;
using Trichter.Team.Notifications;
using Trichter.Timeline;

namespace Trichter.Offers.Quotes.Decide;

/// <summary>
/// What a customer does with a quote by its link: looks, comments, rejects, accepts. Looking by itself changes nothing, since mail scanners open links (O46).
/// An acceptance is a simple electronic signature: evidence of who said what to which content, when and from where (O48, O49).
/// </summary>
internal sealed class AnswerOffer(Db db, Change change, TimelineWriter timeline, DealFigures figures, Notify notify, WriteMail mail, CodeByMail codes)
{
    /// <summary>Null for a secret that is unknown, has ended or was revoked, or whose deal is gone; nobody learns which.</summary>
    public async Task<OpenOffer?> OpenAsync(string secret, CancellationToken cancellation = default)
    {
        var hash = LinkSecret.HashOf(secret);
        var link = await db.QuoteLinks.SingleOrDefaultAsync(its => its.Hash == hash, cancellation);
        if (link?.IsGood(change.Now) != true || await db.Deals.SingleOrDefaultAsync(deal => deal.Id == link.DealId, cancellation) is not { } deal) return null;

        var version = await db.QuoteVersions.SingleAsync(its => its.Id == link.VersionId, cancellation);
        var quote = await db.Quotes.SingleAsync(its => its.Id == version.QuoteId, cancellation);
        if (quote.RetiredAt is not null) return null;
        var lines = await db.QuoteLines.Where(line => line.VersionId == version.Id).OrderBy(line => line.Position).ToListAsync(cancellation);
        var workspace = await db.Workspaces.AsNoTracking().SingleAsync(cancellation);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(change.Now, workspace.Zone));
        return new OpenOffer(link, new OpenQuote(quote, deal, version, lines), version.StateOn(today), workspace);
    }

    /// <summary>The page was really looked at: its script says so, which no scanner of mails runs.</summary>
    public async Task<bool> SeenAsync(string secret, CancellationToken cancellation = default)
    {
        if (await OpenAsync(secret, cancellation) is not { } offer) return false;
        if (offer.Open.Version.ViewedAt is not null) return true;

        offer.Open.Version.ViewedAt = change.Now;
        await TellAsync(offer, new Told("The customer looked at the quote {0}", offer.Open.Quote.Number), "viewed", cancellation);
        timeline.Record(new QuoteViewed(offer.Open.Deal.Id, offer.Open.Quote.Number, offer.Open.Version.Number));
        await figures.RefreshAsync([offer.Open.Deal], cancellation);
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    /// <returns>What is wrong, by field; empty when it was written; null when the link opens nothing.</returns>
    public async Task<IReadOnlyDictionary<string, Told>?> CommentAsync(string secret, string name, Guid? line, string text, CancellationToken cancellation = default)
    {
        if (await OpenAsync(secret, cancellation) is not { } offer) return null;
        var faults = new Dictionary<string, Told>();
        if (name.Trim().Length is 0 or > QuoteAcceptance.LongestName) faults["name"] = new Told("Say who you are.");
        if (text.Trim().Length is 0 or > QuoteComment.Longest) faults["text"] = new Told("Write up to {0} characters.", QuoteComment.Longest);
        if (faults.Count > 0) return faults;

        var about = offer.Open.Lines.Find(its => its.Key == line)?.Key;
        db.QuoteComments.Add(new QuoteComment { VersionId = offer.Open.Version.Id, DealId = offer.Open.Deal.Id, LineKey = about, ByName = name.Trim(), Text = text.Trim(), WrittenAt = change.Now });
        await TellAsync(offer, new Told("{0} commented on the quote {1}", name.Trim(), offer.Open.Quote.Number), $"comment/{change.Id}", cancellation);
        timeline.Record(new QuoteCommented(offer.Open.Deal.Id, offer.Open.Quote.Number, name.Trim(), text.Trim()));
        await db.SaveChangesAsync(cancellation);
        return faults;
    }

    /// <returns>What is wrong, by field; empty when it was noted; null when there is nothing to reject.</returns>
    public async Task<IReadOnlyDictionary<string, Told>?> RejectAsync(string secret, string name, string reason, CancellationToken cancellation = default)
    {
        if (await OpenAsync(secret, cancellation) is not { State: QuoteState.Sent } offer) return null;
        var faults = new Dictionary<string, Told>();
        if (name.Trim().Length is 0 or > QuoteAcceptance.LongestName) faults["name"] = new Told("Say who you are.");
        if (reason.Trim().Length is 0 or > QuoteComment.Longest) faults["reason"] = new Told("Say why, in up to {0} characters.", QuoteComment.Longest);
        if (faults.Count > 0) return faults;

        var version = offer.Open.Version;
        (version.State, version.DecidedAt, version.DecidedBy, version.DecisionReason) = (QuoteState.Rejected, change.Now, name.Trim(), reason.Trim());
        await TellAsync(offer, new Told("{0} rejected the quote {1}", name.Trim(), offer.Open.Quote.Number), "rejected", cancellation);
        timeline.Record(new QuoteRejected(offer.Open.Deal.Id, offer.Open.Quote.Number, version.Number, name.Trim(), reason.Trim()));
        await figures.RefreshAsync([offer.Open.Deal], cancellation);
        await db.SaveChangesAsync(cancellation);
        return faults;
    }

    /// <returns>What is wrong, by field; empty when it was accepted; null when there is nothing to accept.</returns>
    public async Task<IReadOnlyDictionary<string, Told>?> AcceptAsync(string secret, AcceptDraft draft, CancellationToken cancellation = default)
    {
        if (await OpenAsync(secret, cancellation) is not { } offer || !offer.MayAccept) return null;
        var faults = FaultsOf(draft);
        if (faults.Count > 0) return faults;

        var isProven = await codes.IsAskedForAsync(offer, QuoteTotals.Of(offer.Open.Version, offer.Open.Lines, draft.Chosen).Contract, cancellation);
        if (isProven && await codes.CheckAsync(offer, draft.Email.Trim(), draft.Code, cancellation) is { } asked) return new Dictionary<string, Told> { ["code"] = asked };

        var totals = DecideQuote.Accepted(offer.Open, draft.Name.Trim(), draft.Chosen, change.Now);
        var version = offer.Open.Version;
        db.QuoteAcceptances.Add(new QuoteAcceptance
        {
            VersionId = version.Id,
            DealId = offer.Open.Deal.Id,
            LinkId = offer.Link.Id,
            Hash = version.Hash,
            Chosen = [.. version.Chosen],
            NetMinor = totals.Once.Net,
            VatMinor = totals.Once.Vat,
            GrossMinor = totals.Once.Gross,
            ContractMinor = totals.ContractMinor,
            Name = draft.Name.Trim(),
            Role = draft.Role.Trim(),
            Email = draft.Email.Trim(),
            EmailProvenAt = isProven ? change.Now : null,
            Declaration = draft.Declaration,
            Drawing = draft.Drawing,
            Language = draft.Language,
            Address = draft.Address,
            UserAgent = DrawnSignature.Agent(draft.UserAgent),
            AcceptedAt = change.Now,
        });
        await TellAsync(offer, new Told("{0} accepted the quote {1}", draft.Name.Trim(), offer.Open.Quote.Number), "accepted", cancellation);
        await MailCopiesAsync(offer, draft, totals, cancellation);
        timeline.Record(new QuoteAccepted(offer.Open.Deal.Id, offer.Open.Quote.Number, version.Number, draft.Name.Trim(), Online: true));
        await figures.RefreshAsync([offer.Open.Deal], cancellation);
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException)
        {
            // Somebody else answered in the same moment: the first answer counts, and the page shows it.
            db.ChangeTracker.Clear();
            return null;
        }

        return faults;
    }

    private static Dictionary<string, Told> FaultsOf(AcceptDraft draft)
    {
        var faults = new Dictionary<string, Told>();
        if (draft.Name.Trim().Length is 0 or > QuoteAcceptance.LongestName) faults["name"] = new Told("Say who you are.");
        if (draft.Role.Trim().Length is 0 or > QuoteAcceptance.LongestName) faults["role"] = new Told("Say in which role you sign.");
        if (!MailAddresses.IsOne(draft.Email.Trim())) faults["email"] = new Told("This is not an e-mail address.");
        if (!draft.MaySign) faults["may-sign"] = new Told("Confirm that you may sign for the company.");
        if (DrawnSignature.FaultOf(draft.Drawing) is { } drawn) faults["drawing"] = drawn;
        return faults;
    }

    /// <summary>Both sides get the same words at once: what was accepted, by whom, and the hash of its content.</summary>
    private async Task MailCopiesAsync(OpenOffer offer, AcceptDraft draft, QuoteTotals totals, CancellationToken cancellation)
    {
        var open = offer.Open;
        MailWords Words(Texts texts) => new(
            texts["Quote {0} accepted", open.Quote.Number],
            texts["{0} ({1}) accepted the quote {2}, version {3}, on {4}.", draft.Name.Trim(), draft.Role.Trim(), open.Quote.Number, open.Version.Number, change.Now] + "\n\n"
            + texts["Total amount"] + ": " + DocumentMoney.Of(totals.Once.Gross, open.Version.Currency, texts) + "\n"
            + texts["SHA-256 of the content"] + ": " + open.Version.Hash);

        mail.Add(draft.Email.Trim(), draft.Name.Trim(), open.Version.Language, offer.Workspace.Zone, Words, open.Deal.Id);
        if (await db.Users.SingleOrDefaultAsync(user => user.Id == open.Deal.OwnerId && user.DisabledAt == null, cancellation) is { } owner) mail.Add(owner, Words, open.Deal.Id);
    }

    private Task TellAsync(OpenOffer offer, Told told, string what, CancellationToken cancellation) => offer.Open.Deal.OwnerId is { } owner
        ? notify.TellAsync(owner, NotificationKind.Answer, told, $"/quotes/{offer.Open.Quote.Id}", $"quote/{offer.Open.Version.Id}/{what}", cancellation) : Task.CompletedTask;
}

/// <summary>What a link opens.</summary>
/// <param name="State">Today.</param>
internal sealed record OpenOffer(QuoteLink Link, OpenQuote Open, QuoteState State, Workspace Workspace)
{
    /// <summary>Online only by a company (O51), as long as it is good, and where the law asks for no paper.</summary>
    public bool MayAccept => State == QuoteState.Sent && !Open.Version.NeedsPaper && Open.Deal.CompanyId is not null;
}

/// <param name="Declaration">What they declared, in the words they saw.</param>
/// <param name="Drawing">The path of an SVG; empty for none.</param>
/// <param name="Code">That came by e-mail; empty to have one sent where it is asked for.</param>
internal sealed record AcceptDraft(string Name, string Role, string Email, bool MaySign, string Drawing, IReadOnlyCollection<Guid> Chosen, string Declaration, string Language, string Address, string UserAgent, string Code = "");
