using System.Text;
using Microsoft.EntityFrameworkCore;
using Trichter.Activities;
using Trichter.Activities.Finish;
using Trichter.Activities.Meetings;
using Trichter.Campaigns.Returns;
using Trichter.Customers;
using Trichter.Deals;
using Trichter.Platform.Language;
using Trichter.Platform.Mail;
using Trichter.Tests.Support;

namespace Trichter.Tests.Activities;

/// <summary>Ms Wulf and a guest are invited; their calendars answer to the mailbox that is read.</summary>
public sealed class AnswersByMailTests : IAsyncLifetime
{
    private readonly ImapSink mailbox = new();
    private Desk desk = null!;
    private Deal deal = null!;
    private Person wulf = null!;
    private Activity meeting = null!;

    private string Uid => $"{meeting.Id}@trichter";

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        deal = await desk.EnterAsync("Tower crane");
        var saved = await desk.DoAsync<SavePerson, SaveResult<Person>>(verb => verb.CreateAsync(new Dictionary<string, string> { ["first_name"] = "Karin", ["last_name"] = "Wulf", ["emails"] = "wulf@petry.example, karin@wulf.example" }, deal.CompanyId, "", true));
        wulf = Assert.IsType<SaveResult<Person>.Saved>(saved).Record;
        await desk.DoAsync<SetReturnBox, IReadOnlyDictionary<string, Told>>(verb => verb.RunAsync(new("127.0.0.1", mailbox.Port, MailSecurity.None, "returns", "returns@nordwerk.example"), "open sesame"));
        meeting = Assert.IsType<PlanResult.Planned>(await desk.DoAsync<PlanActivity, PlanResult>(verb => verb.RunAsync(deal.Id, Draft()))).Activity;
    }

    public async ValueTask DisposeAsync()
    {
        await mailbox.DisposeAsync();
        await desk.DisposeAsync();
    }

    [Fact]
    public async Task Outlook_Gmail_and_Apple_are_understood_and_whoever_invited_is_told()
    {
        Assert.All(await InvitationsAsync(), mail => Assert.Equal("returns@nordwerk.example", mail.ReplyTo));
        Assert.All(await InvitationsAsync(), mail => Assert.Contains("ORGANIZER;CN=", mail.Calendar, StringComparison.Ordinal));
        Assert.All(await InvitationsAsync(), mail => Assert.Contains("mailto:returns@nordwerk.example", mail.Calendar.Replace("\r\n ", "", StringComparison.Ordinal), StringComparison.Ordinal));

        mailbox.Mails.Add(Outlook("karin@wulf.example", "TENTATIVE", minutes: 1));
        mailbox.Mails.Add(Gmail("guest@kran.example", "DECLINED", minutes: 2, comment: "Zu weit\\, leider."));
        mailbox.Mails.Add(Apple("wulf@petry.example", "ACCEPTED", minutes: 3));
        await ReadAsync();

        Assert.Equal([("", ParticipantAnswer.Accepted), ("guest@kran.example", ParticipantAnswer.Declined)], await AnswersAsync());
        await desk.Browser.VisitAsync($"/deals/{deal.Id}/activities/{meeting.Id}");
        Assert.Contains("Karin Wulf Comes", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.VisitAsync($"/deals/{deal.Id}");
        Assert.Contains("guest@kran.example does not come to the meeting on", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("Zu weit, leider.", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Equal(3, await desk.App.InDbAsync(db => db.Notifications.CountAsync()));
        Assert.Equal([ReturnKind.Answer, ReturnKind.Answer, ReturnKind.Answer], (await NotesAsync()).Select(note => note.Kind));
    }

    [Fact]
    public async Task Only_the_newest_answer_to_the_newest_date_counts_and_what_cannot_be_placed_is_listed_with_its_reason()
    {
        mailbox.Mails.Add(Gmail("wulf@petry.example", "ACCEPTED", minutes: 5));
        mailbox.Mails.Add(Outlook("wulf@petry.example", "DECLINED", minutes: 4));
        mailbox.Mails.Add(Gmail("stranger@elsewhere.example", "ACCEPTED", minutes: 5));
        mailbox.Mails.Add(Apple("wulf@petry.example", "DELEGATED", minutes: 6));
        await ReadAsync();
        Assert.Equal(ParticipantAnswer.Accepted, (await AnswersAsync())[0].Answer);

        await desk.DoAsync<PlanActivity, PlanResult>(verb => verb.ChangeAsync(deal.Id, meeting.Id, Draft() with { At = desk.App.Clock.Now.AddDays(3) }));
        mailbox.Mails.Add(Gmail("wulf@petry.example", "DECLINED", minutes: 9));
        await ReadAsync();
        Assert.Equal(ParticipantAnswer.None, (await AnswersAsync())[0].Answer);

        await desk.DoAsync<FinishActivity, bool>(verb => verb.DropAsync(deal.Id, meeting.Id));
        mailbox.Mails.Add(Outlook("wulf@petry.example", "ACCEPTED", minutes: 9));
        mailbox.Mails.Add(Mail("From: a@b.example", "To: returns@nordwerk.example", "Subject: Accepted", "MIME-Version: 1.0", "Content-Type: text/calendar; method=REPLY", "", "nothing"));
        await ReadAsync();

        Assert.Equal(6, (await NotesAsync()).Count(note => note.Kind == ReturnKind.LostAnswer));
        await desk.Browser.VisitAsync("/campaigns/returns");
        foreach (var why in new[] { "A newer answer came before.", "They were not invited to this meeting.", "It says neither yes, no nor perhaps.", "It answers an earlier date of the meeting.", "We know no such meeting, or it was held or cancelled.", "Its calendar cannot be read." })
            Assert.Contains(why, desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_time_that_is_proposed_and_what_a_guest_writes_stand_on_the_deal()
    {
        mailbox.Mails.Add(Outlook("wulf@petry.example", "TENTATIVE", minutes: 1, method: "COUNTER", start: "DTSTART;TZID=W. Europe Standard Time:20300704T150000"));
        var invitation = (await InvitationsAsync()).Single(mail => mail.ToAddress == "guest@kran.example");
        mailbox.Mails.Add(Mail("From: Guest <guest@kran.example>", "To: returns@nordwerk.example", "Subject: Re: Invitation: Site visit", $"In-Reply-To: <{invitation.Id:N}@nordwerk.example>", "Content-Type: text/html; charset=utf-8", "", "<p>Which gate do we take?</p>"));
        mailbox.Mails.Add(Mail("From: Guest <guest@kran.example>", "To: returns@nordwerk.example", "Subject: Out of office", "Auto-Submitted: auto-replied", $"In-Reply-To: <{invitation.Id:N}@nordwerk.example>", "", "I am away."));
        await ReadAsync();

        Assert.Equal(ParticipantAnswer.Perhaps, (await AnswersAsync())[0].Answer);
        var proposed = await desk.App.InDbAsync(db => db.Notifications.SingleAsync(its => its.Sentence.Contains("proposes")));
        Assert.Contains("04/07/2030 15:00", proposed.Data[1], StringComparison.Ordinal);
        await desk.Browser.VisitAsync($"/deals/{deal.Id}");
        Assert.Contains("Karin Wulf proposes", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("guest@kran.example wrote about the meeting on", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("Which gate do we take?", desk.Browser.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("I am away.", desk.Browser.Text, StringComparison.Ordinal);
    }

    private PlanDraft Draft() => new(ActivityType.Meeting, "Delivery of the crane", desk.App.Clock.Now.AddDays(2), 60, "Rostock", null, [wulf.Id], [], ["guest@kran.example"]) { Invites = true };

    private Task<List<OutgoingMail>> InvitationsAsync() => desk.App.InDbAsync(db => db.OutgoingMails.AsNoTracking().Where(mail => mail.CalendarMethod == "REQUEST").ToListAsync());

    private async Task<List<(string Email, ParticipantAnswer Answer)>> AnswersAsync() => [.. (await desk.App.InDbAsync(db => db.Participants.AsNoTracking().OrderBy(its => its.Email).ToListAsync())).Select(its => (its.Email, its.Answer))];

    private Task<List<ReturnNote>> NotesAsync() => desk.App.InDbAsync(db => db.ReturnNotes.AsNoTracking().ToListAsync());

    private async Task ReadAsync()
    {
        desk.App.Clock.Now = desk.App.Clock.Now.AddMinutes(10);
        await desk.App.WithAsync<ReadReturnBox, int>(read => read.RunAsync());
    }

    private string Stamp(int minutes) => meeting.CreatedAt.AddMinutes(minutes).ToString("yyyyMMdd'T'HHmmss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Base64, Windows zones, and a subject that reads like a report.</summary>
    private byte[] Outlook(string from, string answer, int minutes, string method = "REPLY", string start = "DTSTART:20300704T130000Z") => Mail(
        $"From: Karin Wulf <{from}>", "To: returns@nordwerk.example", "Subject: Accepted: Delivery of the crane", "MIME-Version: 1.0", "X-MS-Has-Attach:", "Content-Type: multipart/alternative; boundary=\"_000_x_\"", "",
        "--_000_x_", "Content-Type: text/plain; charset=\"iso-8859-1\"", "Content-Transfer-Encoding: quoted-printable", "", "Bis n=E4chste Woche", "",
        "--_000_x_", $"Content-Type: text/calendar; charset=\"utf-8\"; method={method}", "Content-Transfer-Encoding: base64", "",
        Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Join("\r\n",
            "BEGIN:VCALENDAR", $"METHOD:{method}", "PRODID:Microsoft Exchange Server 2010", "VERSION:2.0", "BEGIN:VTIMEZONE", "TZID:W. Europe Standard Time", "BEGIN:STANDARD", "DTSTART:16010101T030000", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "END:STANDARD", "END:VTIMEZONE",
            "BEGIN:VEVENT", $"ATTENDEE;PARTSTAT={answer};CN=\"Wulf; Karin: Einkauf\":MAILTO:{from}", "COMMENT;LANGUAGE=de-DE:\\n", $"UID:{Uid}", "SUMMARY;LANGUAGE=de-DE:Zugesagt: Delivery of the cr", " ane", start, $"DTSTAMP:{Stamp(minutes)}", "SEQUENCE:0", "X-MICROSOFT-CDO-APPT-SEQUENCE:0", "END:VEVENT", "END:VCALENDAR", ""))), "", "--_000_x_--", "");

    private byte[] Gmail(string from, string answer, int minutes, string comment = "") => Mail(
        $"From: {from}", "To: returns@nordwerk.example", "Subject: =?UTF-8?Q?Abgelehnt=3A_Delivery?=", "MIME-Version: 1.0", "Auto-Submitted: auto-generated", "Content-Type: multipart/mixed; boundary=m", "",
        "--m", "Content-Type: multipart/alternative; boundary=a", "", "--a", "Content-Type: text/plain; charset=UTF-8", "", "declined", "", "--a", "Content-Type: text/calendar; charset=\"UTF-8\"; method=REPLY", "Content-Transfer-Encoding: 7bit", "",
        "BEGIN:VCALENDAR", "PRODID:-//Google Inc//Google Calendar 70.9054//EN", "VERSION:2.0", "CALSCALE:GREGORIAN", "METHOD:REPLY", "BEGIN:VEVENT", "DTSTART:20300704T130000Z", $"DTSTAMP:{Stamp(minutes)}", "ORGANIZER;CN=returns@nordwerk.example:mailto:returns@nordwerk.example",
        $"UID:{Uid}", $"ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT={answer};CN=a", $" b;X-NUM-GUESTS=0;X-RESPONSE-COMMENT=\"x\":mailto:{from}", $"COMMENT:{comment}", "SEQUENCE:0", "STATUS:CONFIRMED", "END:VEVENT", "END:VCALENDAR", "", "--a--",
        "", "--m", "Content-Type: application/ics; name=invite.ics", "Content-Disposition: attachment; filename=invite.ics", "", "BEGIN:VCALENDAR", "END:VCALENDAR", "--m--", "");

    /// <summary>A file beside the text, people as numbers with their address in a parameter.</summary>
    private byte[] Apple(string from, string answer, int minutes) => Mail(
        $"From: Karin Wulf <{from}>", "To: returns@nordwerk.example", "Subject: Karin Wulf has accepted", "MIME-Version: 1.0 (Mac OS X Mail)", "Content-Type: multipart/alternative; boundary=Apple-Mail", "",
        "--Apple-Mail", "Content-Type: text/plain; charset=us-ascii", "", "Karin Wulf has accepted your invitation.", "", "--Apple-Mail", "Content-Type: text/calendar; method=REPLY; name=iCal-reply.ics", "Content-Transfer-Encoding: quoted-printable", "",
        "BEGIN:VCALENDAR", "CALSCALE:GREGORIAN", "VERSION:2.0", "METHOD:REPLY", "PRODID:-//Apple Inc.//macOS 14.5//EN", "BEGIN:VEVENT", $"UID:{Uid.ToUpperInvariant()}", "DTSTART:20300704T130000Z", $"ATTENDEE;CN=3D\"Karin Wulf\";EMAIL=3D\"{from}\";PARTSTAT=3D{answer}:urn:uuid:1=", "234", $"DTSTAMP:{Stamp(minutes)}", "SEQUENCE:0", "END:VEVENT", "END:VCALENDAR", "", "--Apple-Mail--", "");

    private static byte[] Mail(params string[] lines) => Encoding.UTF8.GetBytes(string.Join("\r\n", lines));
}
