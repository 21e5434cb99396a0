using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using Trichter.Activities;
using Trichter.Customers;
using Trichter.Customers.Consent;
using Trichter.Deals;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Team.Mail;
using Trichter.Timeline;

namespace Trichter.Campaigns.Returns;

/// <summary>Reads in ordinary answers that somebody wants to be left alone: no advertising goes to them from that moment, and whoever answers for them gets a task to look (R36).</summary>
public sealed partial class StopWords(Db db, Change change, TimelineWriter timeline, ContactKeys keys, WriteConsent write)
{
    private const int MostRead = 4000;
    private const int MostQuoted = 500;

    /// <summary>In what they wrote themselves, not in what they quote of ours.</summary>
    internal static bool AreIn(MimeMessage mail) => Asks().IsMatch(mail.Subject ?? "") || Asks().IsMatch(OwnWords(mail));

    /// <summary>Part of the change of whoever reads the mailbox.</summary>
    /// <returns>Null where nobody asks for anything, or nobody we know does.</returns>
    public async Task<(string From, Guid Person)?> TakeAsync(MimeMessage mail, CancellationToken cancellation)
    {
        if (!AreIn(mail) || mail.From.Mailboxes.FirstOrDefault()?.Address.ToLowerInvariant() is not { Length: > 0 } from) return null;
        if (await db.People.Where(its => its.MainEmail == from).OrderBy(its => its.CreatedAt).FirstOrDefaultAsync(cancellation) is not { } person) return null;

        await keys.LoadAsync(cancellation);
        await write.SuppressAsync(keys.Of(ContactPoint.Of(ContactChannel.Email, from)), null, null, SuppressionReason.StopWord, cancellation);
        await write.SuppressAsync(keys.OfPerson(person.Id), null, null, SuppressionReason.StopWord, cancellation);
        var words = OwnWords(mail).Trim();
        timeline.Record(new StopWordRead(person.Id, words.Length > MostQuoted ? words[..MostQuoted] : words));
        await PlanAsync(person, cancellation);
        return (from, person.Id);
    }

    private async Task PlanAsync(Person person, CancellationToken cancellation)
    {
        var deal = await db.Deals.Where(its => its.ContactId == person.Id && its.Outcome == Outcome.Open).OrderByDescending(its => its.LastActivityAt).FirstOrDefaultAsync(cancellation);
        var company = await db.Employments.Where(job => job.PersonId == person.Id).OrderBy(job => job.Position).Select(job => (Guid?)job.CompanyId).FirstOrDefaultAsync(cancellation);
        if (deal is null && company is null) return;

        var owner = person.OwnerId ?? deal?.OwnerId;
        var language = await db.Users.Where(user => user.Id == owner).Select(user => user.Language).SingleOrDefaultAsync(cancellation) ?? "en";
        var text = Texts.In(language, TimeZoneInfo.Utc)["{0} asks by mail for no more advertising: it is stopped; look what they meant", person.Name];
        db.Activities.Add(new Activity { DealId = deal?.Id, CompanyId = company ?? deal?.CompanyId, Type = ActivityType.Task, Text = text, OwnerId = owner, DueAt = change.Now.AddDays(1), CreatedAt = change.Now });
    }

    private static string OwnWords(MimeMessage mail)
    {
        var text = mail.TextBody ?? (mail.HtmlBody is { } html ? MailHtml.Plain(html) : "");
        if (Quote().Match(text) is { Success: true } quote) text = text[..quote.Index];
        var own = string.Join('\n', text.Split('\n').Where(line => !line.TrimStart().StartsWith('>')));
        return own.Length > MostRead ? own[..MostRead] : own;
    }

    [GeneratedRegex(@"\babmeld(?:en|ung)\b|\b(?:keine|nie wieder) (?:weitere[nr]? )?(?:werbung|werbe-?mails?|newsletter)\b|\bwypisz\b|\bwypisać\b|\bnie chcę (?:otrzymywać|dostawać)\b|\bunsubscribe\b|\bremove me\b|\btake me off\b|\bstop (?:sending|writing|mailing)\b|^\s*stop[\s.!]*$", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex Asks();

    [GeneratedRegex(@"^(?:-{2,} ?(?:original message|ursprüngliche nachricht|oryginalna wiadomość|wiadomość oryginalna)|am .{5,80} schrieb .{0,120}:|on .{5,80} wrote:|w dniu .{5,80} napisał|dnia .{5,80} napisał|von: |from: |od: )", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex Quote();
}

public sealed record StopWordRead(Guid PersonId, string Words) : Happening(PersonId)
{
    public override Told Told => new("read in a mail that they want no more advertising; nothing is sent since");

    public override string? Quote => Words.Length == 0 ? null : Words;

    public override string Icon => "hand-stop";

    public override bool IsImportant => true;
}
