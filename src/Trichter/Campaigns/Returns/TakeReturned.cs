using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Trichter.Campaigns.Mailings;
using Trichter.Customers.Consent;
using Trichter.Customers.Consent.Links;
using Trichter.Ledger;
using Trichter.Platform.Mail;
using Trichter.Team.Mail;
using Trichter.Timeline;

namespace Trichter.Campaigns.Returns;

/// <summary>Takes a mail that came back: refused addresses are closed or held (R34), complaints and "unsubscribe" end advertising, answers go to whose they are, everything is listed.</summary>
public sealed class TakeReturned(Db db, Change change, TimelineWriter timeline, ContactKeys keys, WriteConsent write, ChooseByLink choose, StopWords stop, IEnumerable<ITakeMail> takers)
{
    /// <summary>A report about a mail older than this changes nothing.</summary>
    public const int Days = 30;

    private const int LongestWords = 300;

    /// <returns>What it was read as; null when this very mail was taken before.</returns>
    public async Task<ReturnKind?> RunAsync(byte[] mail, CancellationToken cancellation = default)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(mail));
        if (await db.ReturnNotes.AnyAsync(its => its.Digest == digest, cancellation)) return null;

        await keys.LoadAsync(cancellation);
        using var stream = new MemoryStream(mail);
        var message = ReadReturned.Load(stream);
        var read = message is null ? ReturnedMail.Other : ReadReturned.Of(message);
        var stopped = message is not null && read.Kind == ReturnKind.Other ? await stop.TakeAsync(message, cancellation) : null;
        if (message is not null && await TakenAsync(new IncomingMail(message, read.Kind == ReturnKind.Other, mail.Length >= ReadReturnBox.LargestBytes), cancellation) is { } taken)
        {
            var (kind, words) = taken.Against is { } why ? (taken.IsForLeads ? ReturnKind.NoLead : ReturnKind.LostAnswer, why.Key) : (taken.IsForLeads ? ReturnKind.Lead : ReturnKind.Answer, read.Subject);
            Note(digest, kind, taken.From, null, words, person: taken.Person);
            await db.SaveChangesAsync(cancellation);
            return kind;
        }

        if (stopped is var (from, person))
        {
            Note(digest, ReturnKind.Unsubscribe, from, null, read.Subject, person: person);
            await db.SaveChangesAsync(cancellation);
            return ReturnKind.Unsubscribe;
        }

        var bounces = read.Bounces.Where(bounce => bounce.Address.Length > 0).ToList();
        foreach (var bounce in bounces)
        {
            var sent = await SentAsync(read.OriginalId, bounce.Address, cancellation);
            if (sent is not null) await BounceAsync(sent, bounce, cancellation);
            Note(digest, read.Kind, bounce.Address, sent, bounce.Text, bounce);
        }

        foreach (var address in read.Complaints)
        {
            var sent = await SentAsync(read.OriginalId, address, cancellation);
            if (sent is not null) await CloseAsync(sent, read.Kind, TokenIn(read.Subject), cancellation);
            Note(digest, read.Kind, address, sent, read.Subject);
        }

        if (bounces.Count + read.Complaints.Count == 0) Note(digest, read.Kind, "", null, read.Subject);
        await db.SaveChangesAsync(cancellation);
        return read.Kind;
    }

    private async Task<TakenMail?> TakenAsync(IncomingMail mail, CancellationToken cancellation)
    {
        foreach (var taker in takers)
            if (await taker.TakeAsync(mail, cancellation) is { } taken) return taken;
        return null;
    }

    /// <summary>The mail that it is about: by the id that it gives back, else the last one to the address.</summary>
    private async Task<SentMail?> SentAsync(string originalId, string address, CancellationToken cancellation)
    {
        var since = change.Now.AddDays(-Days);
        Guid? id = originalId.Split('@')[0] is { Length: 32 } text && Guid.TryParseExact(text, "N", out var ours) ? ours : null;
        var to = address.ToLowerInvariant();
        var recipients = db.MailingRecipients.Where(its => its.At >= since);
        var recipient = id is { } known ? await recipients.SingleOrDefaultAsync(its => its.Id == known, cancellation) : null;
        recipient ??= await recipients.Where(its => its.Address == to || its.Address == address).OrderByDescending(its => its.At).FirstOrDefaultAsync(cancellation);
        var mail = recipient is null && id is { } single ? await db.OutgoingMails.SingleOrDefaultAsync(its => its.Id == single && its.CreatedAt >= since, cancellation) : null;
        mail ??= recipient is null ? await db.OutgoingMails.Where(its => its.ToAddress == to && its.CreatedAt >= since).OrderByDescending(its => its.CreatedAt).FirstOrDefaultAsync(cancellation) : null;
        if (recipient is null && mail is null) return null;

        var written = recipient?.Address ?? mail!.ToAddress;
        var person = recipient?.PersonId ?? await db.People.Where(its => its.MainEmail == written).Select(its => (Guid?)its.Id).FirstOrDefaultAsync(cancellation);
        return new(written, person, recipient, mail);
    }

    private async Task BounceAsync(SentMail sent, Bounce bounce, CancellationToken cancellation)
    {
        var key = KeyOf(sent.Address);
        var health = db.PointHealth.Local.FirstOrDefault(its => its.PointKey == key) ?? await db.PointHealth.SingleOrDefaultAsync(its => its.PointKey == key, cancellation);
        if (health is null) db.PointHealth.Add(health = new PointHealth { PointKey = key });
        health.Bounced(bounce.Kind, bounce.Status, change.Now);
        if (bounce.IsGivenUp)
        {
            if (sent.Recipient is { } recipient) (recipient.State, recipient.Answer) = (RecipientState.CameBack, bounce.Text);
            sent.Mail?.CameBack(bounce.Text);
        }

        if (sent.Person is { } person) timeline.Record(new MailCameBack(person, bounce.Cause, bounce.Status));
    }

    private async Task CloseAsync(SentMail sent, ReturnKind kind, string? token, CancellationToken cancellation)
    {
        if (token is not null)
        {
            await choose.UnsubscribeAsync(token, all: false, cancellation);
            return;
        }

        var reason = kind == ReturnKind.Complaint ? SuppressionReason.Complaint : SuppressionReason.Unsubscribed;
        await write.AddAsync(new(sent.Person, Purpose.Newsletter, ContactChannel.Email, ConsentAction.Objected, ConsentProof.MailLink) { Point = ContactPoint.Of(ContactChannel.Email, sent.Address), Evidence = kind.ToString() }, cancellation);
        await write.SuppressAsync(KeyOf(sent.Address), null, ContactChannel.Email, reason, cancellation);
        if (sent.Person is { } person) timeline.Record(new MailUnwanted(person, kind == ReturnKind.Complaint));
    }

    private static string? TokenIn(string subject) => subject.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, { Length: > 20 } token] ? token : null;

    private string KeyOf(string address) => keys.Of(ContactPoint.Of(ContactChannel.Email, address));

    private void Note(string digest, ReturnKind kind, string address, SentMail? sent, string words, Bounce? bounce = null, Guid? person = null) => db.ReturnNotes.Add(new ReturnNote
    {
        Digest = digest,
        At = change.Now,
        Kind = kind,
        Address = address,
        Status = bounce?.Status ?? "",
        Cause = bounce?.Cause ?? BounceCause.Unknown,
        Words = words.Length > LongestWords ? words[..LongestWords] : words,
        PersonId = sent?.Person ?? person,
        MailingId = sent?.Recipient?.MailingId,
        IsOurs = sent is not null || kind is ReturnKind.Answer or ReturnKind.Lead,
    });

    private sealed record SentMail(string Address, Guid? Person, MailingRecipient? Recipient, OutgoingMail? Mail);
}
