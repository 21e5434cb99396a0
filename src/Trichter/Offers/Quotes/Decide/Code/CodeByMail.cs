using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Offers.Documents;
using Trichter.Platform.Language;
using Trichter.Team.Mail;

namespace Trichter.Offers.Quotes.Decide.Code;

/// <summary>Proves the e-mail address of who accepts a quote above the limit: a code goes to it and comes back (O47). Whoever tries too often, or asks for too many, has to wait.</summary>
internal sealed class CodeByMail(Db db, Change change, WriteMail mail)
{
    public async Task<bool> IsAskedForAsync(OpenOffer offer, ContractTotals totals, CancellationToken cancellation = default) =>
        await db.AcceptanceRules.AsNoTracking().Select(rules => rules.CodeAboveMinor).SingleOrDefaultAsync(cancellation) is { } limit
        && (offer.Open.Version.Currency != offer.Workspace.Currency || Math.Max(totals.Once.Gross, totals.ContractMinor) > limit);

    /// <summary>Looks at the code that was typed; without one, sends one.</summary>
    /// <returns>Null when the address is proven: the caller saves that with the acceptance. Otherwise what to tell.</returns>
    public async Task<Told?> CheckAsync(OpenOffer offer, string email, string typed, CancellationToken cancellation = default)
    {
        var code = typed.Replace(" ", "", StringComparison.Ordinal);
        return code.Length == 0 ? await SendAsync(offer, email, cancellation) : await TryAsync(offer, email, code, cancellation);
    }

    private async Task<Told> SendAsync(OpenOffer offer, string email, CancellationToken cancellation)
    {
        var (hourAgo, dayAgo) = (change.Now.AddHours(-1), change.Now.AddDays(-1));
        await db.AcceptanceCodes.Where(its => its.LinkId == offer.Link.Id && its.UsedAt == null && its.SentAt < dayAgo).ExecuteDeleteAsync(cancellation);
        if (await db.AcceptanceCodes.CountAsync(its => its.LinkId == offer.Link.Id && its.SentAt > hourAgo, cancellation) >= AcceptanceCode.MostAnHour) return new Told("Too many codes were asked for. Wait an hour, or ask whoever sent you the quote.");

        var (open, fresh) = (offer.Open, new AcceptanceCode { LinkId = offer.Link.Id, VersionId = offer.Open.Version.Id, DealId = offer.Open.Deal.Id, Email = email, SentAt = change.Now, EndsAt = change.Now.AddMinutes(AcceptanceCode.Minutes) });
        var code = fresh.Draw();
        db.AcceptanceCodes.Add(fresh);
        mail.Add(email, "", open.Version.Language, offer.Workspace.Zone, texts => new MailWords(
            texts["Code for the quote {0}", open.Quote.Number],
            texts["{0} is the code with which you accept the quote {1}. It is good for {2} minutes. If you did not ask for it, do nothing.", code, open.Quote.Number, AcceptanceCode.Minutes]), open.Deal.Id);
        await db.SaveChangesAsync(cancellation);
        return new Told("A code was sent to {0}. Type it here within {1} minutes.", email, AcceptanceCode.Minutes);
    }

    /// <summary>Each try is counted before it is looked at, so that nobody tries several at once.</summary>
    private async Task<Told?> TryAsync(OpenOffer offer, string email, string code, CancellationToken cancellation)
    {
        var now = change.Now;
        var sent = await db.AcceptanceCodes.Where(its => its.LinkId == offer.Link.Id && its.Email == email && its.UsedAt == null && its.EndsAt > now).OrderByDescending(its => its.SentAt).ThenByDescending(its => its.Id).FirstOrDefaultAsync(cancellation);
        if (sent is null) return new Told("No code is good any more. Have a new one sent.");
        if (await db.AcceptanceCodes.Where(its => its.Id == sent.Id && its.Tries < AcceptanceCode.MostTries).ExecuteUpdateAsync(set => set.SetProperty(its => its.Tries, its => its.Tries + 1), cancellation) == 0) return new Told("This code was tried too often. Have a new one sent.");
        if (!sent.Is(code)) return new Told("This is not the code that was sent.");

        sent.UsedAt = now;
        return null;
    }
}
