using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using Trichter.Activities;
using Trichter.Activities.Booking;
using Trichter.Campaigns.Intake;
using Trichter.Campaigns.Touches;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Platform.Mail;
using Trichter.Team.Mail;
using Trichter.Timeline;

namespace Trichter.Campaigns.LeadMail;

/// <summary>
/// Makes a lead of a mail to the address for leads: the person by their address, the company by its domain, the words on the deal, the files with it.
/// Answers to our own mails, mass mails and what has no sender are no leads and listed with the reason; what machines say is read elsewhere.
/// </summary>
public sealed class TakeLeadMail(Db db, Change change, TimelineWriter timeline, EnterLead enter, AttachFile attach) : ITakeMail
{
    private const int LongestWords = 4000, LongestName = 100, LongestSubject = 150, MostFiles = 10;

    public async Task<TakenMail?> TakeAsync(IncomingMail incoming, CancellationToken cancellation)
    {
        var mail = incoming.Mail;
        if (!incoming.IsOfPerson || await db.LeadInboxes.AsNoTracking().OrderBy(its => its.Id).FirstOrDefaultAsync(cancellation) is not { } inbox || !IsTo(mail, inbox.Address)) return null;

        var from = (mail.ReplyTo.Mailboxes.FirstOrDefault() ?? mail.From.Mailboxes.FirstOrDefault()) is { } sender && MailAddresses.IsOne(sender.Address.ToLowerInvariant()) ? sender : null;
        var address = from?.Address.ToLowerInvariant() ?? "";
        TakenMail No(Told why) => new(address, null, why) { IsForLeads = true };
        if (from is null) return No(new Told("It has no sender that could be answered."));
        if (address == inbox.Address || await db.Users.AnyAsync(user => user.Email == address, cancellation) || await db.MailServers.AnyAsync(server => server.FromAddress == address, cancellation)) return No(new Told("It was written by ourselves."));
        if (IsForMany(mail)) return No(new Told("It is a mail to many, or was marked as spam."));
        if (await AnswersUsAsync(mail, cancellation)) return No(new Told("It answers a mail of ours, which is no new lead."));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(mail.MessageId is { Length: > 0 } id ? id : $"{address} {mail.Date:O} {mail.Subject}")));
        if (await db.LeadMails.AnyAsync(its => its.MessageHash == hash, cancellation)) return No(new Told("It was taken before."));

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var lead = await EnterAsync(mail, inbox, from.Name ?? "", address, cancellation);
        db.LeadMails.Add(new LeadMail { MessageHash = hash, PersonId = lead.Person.Id, DealId = lead.Deal.Id, At = change.Now });
        var left = await AttachAsync(incoming, lead, cancellation);
        timeline.Record(new LeadWrote(lead.Deal.Id, SubjectOf(mail), WordsOf(mail), left));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return new TakenMail(address, lead.Person.Id, null) { IsForLeads = true };
    }

    private async Task<EnteredLead> EnterAsync(MimeMessage mail, LeadInbox inbox, string name, string address, CancellationToken cancellation)
    {
        var called = name.Trim().Trim('"').Trim() is { Length: > 0 } bare ? bare : address.Split('@')[0];
        var domain = address.Split('@')[1];
        var company = await db.Companies.Where(its => its.Domain == domain).OrderBy(its => its.CreatedAt).Select(its => (Guid?)its.Id).FirstOrDefaultAsync(cancellation);
        var visitor = new Visitor(called.Cut(LongestName), address, "", []);
        return await enter.RunAsync(new LeadIntake(visitor, "", "", inbox.ProcessId, SubjectOf(mail) is { Length: > 0 } subject ? subject : visitor.Name, inbox.Source, TouchKind.Mail, Origin.Unknown with { Source = inbox.Source, Medium = "email" }) { CompanyId = company }, cancellation);
    }

    /// <returns>Names of what was too large, too much, or cut off with its mail; empty when all was taken.</returns>
    private async Task<string> AttachAsync(IncomingMail incoming, EnteredLead lead, CancellationToken cancellation)
    {
        var left = new List<string>();
        var kept = 0;
        foreach (var part in incoming.Mail.Attachments.OfType<MimePart>())
        {
            var name = part.FileName is { Length: > 0 } named ? named : "file";
            using var content = new MemoryStream();
            if (!incoming.IsCut && kept < MostFiles && part.Content is not null) await part.Content.DecodeToAsync(content, cancellation);
            if (content.Length > 0 && await attach.RunAsync(lead.Deal.Id, name, part.ContentType.MimeType, content.ToArray(), cancellation) is null) kept++;
            else left.Add(name);
        }

        return string.Join(", ", left);
    }

    private static bool IsTo(MimeMessage mail, string address) =>
        mail.To.Mailboxes.Concat(mail.Cc.Mailboxes).Any(to => to.Address.Equals(address, StringComparison.OrdinalIgnoreCase))
        || mail.Headers.Any(header => header.Field.ToLowerInvariant() is "delivered-to" or "x-original-to" or "envelope-to"
            && header.Value.Split(',', ';').Any(its => its.Trim().Trim('<', '>').Equals(address, StringComparison.OrdinalIgnoreCase)));

    private static bool IsForMany(MimeMessage mail) =>
        mail.Headers[HeaderId.ListId] is not null || mail.Headers[HeaderId.ListUnsubscribe] is not null
        || mail.Headers[HeaderId.Precedence]?.Trim().ToLowerInvariant() is "bulk" or "list" or "junk"
        || mail.Headers["X-Spam-Flag"]?.Trim().StartsWith("yes", StringComparison.OrdinalIgnoreCase) == true || mail.Headers["X-Spam-Status"]?.Trim().StartsWith("yes", StringComparison.OrdinalIgnoreCase) == true;

    private async Task<bool> AnswersUsAsync(MimeMessage mail, CancellationToken cancellation)
    {
        var ids = mail.References.Append(mail.InReplyTo ?? "").Select(id => Guid.TryParseExact(id.Trim('<', '>').Split('@')[0], "N", out var ours) ? ours : Guid.Empty).Where(id => id != Guid.Empty).ToList();
        return ids.Count > 0 && (await db.OutgoingMails.AnyAsync(its => ids.Contains(its.Id), cancellation) || await db.MailingRecipients.AnyAsync(its => ids.Contains(its.Id), cancellation));
    }

    private static string SubjectOf(MimeMessage mail) => (mail.Subject ?? "").Trim().Cut(LongestSubject);

    private static string WordsOf(MimeMessage mail)
    {
        var words = (mail.TextBody ?? MailHtml.Plain(mail.HtmlBody ?? "")).ReplaceLineEndings("\n").Trim();
        return words.Length > LongestWords ? words.Cut(LongestWords) + "…" : words;
    }
}
