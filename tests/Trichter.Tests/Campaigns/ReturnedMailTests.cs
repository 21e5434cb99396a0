using System.Text;
using Microsoft.EntityFrameworkCore;
using Trichter.Campaigns.Mailings;
using Trichter.Campaigns.Returns;
using Trichter.Customers;
using Trichter.Customers.Consent;
using Trichter.Platform.Language;
using Trichter.Platform.Mail;
using Trichter.Team;
using Trichter.Tests.Support;

namespace Trichter.Tests.Campaigns;

/// <summary>A mailing went out; what the other mail systems say of it has consequences.</summary>
public sealed class ReturnedMailTests : IAsyncLifetime
{
    private readonly CampaignDesk desk = new();
    private readonly ImapSink mailbox = new();
    private List<Person> people = [];

    public async ValueTask InitializeAsync()
    {
        await desk.OpenAsync();
        Assert.Empty(await SetAsync());
        people = await desk.PeopleAsync(3);
        await desk.StartAsync(await desk.MailingAsync(await desk.SegmentAsync()));
        await desk.SendAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await mailbox.DisposeAsync();
        await desk.DisposeAsync();
    }

    [Fact]
    public async Task Mails_come_back_to_the_mailbox_and_can_be_unsubscribed_there()
    {
        Assert.All(desk.Sink.Mails, mail => Assert.Contains("returns@nordwerk.example", mail.From, StringComparison.Ordinal));
        Assert.All(desk.Sink.Mails, mail => Assert.Contains("<mailto:returns@nordwerk.example?subject=unsubscribe%20", mail.Source, StringComparison.Ordinal));

        var token = desk.Sink.Mails.Single(mail => mail.To.Contains(people[1].MainEmail, StringComparison.Ordinal)).Source.Split("subject=unsubscribe%20")[1].Split('>')[0];
        mailbox.Mails.Add(Mail($"From: {people[1].MainEmail}", "To: returns@nordwerk.example", $"Subject: unsubscribe {token}", "", ""));
        await ReadAsync();

        var suppression = await desk.App.InDbAsync(db => db.Suppressions.SingleAsync());
        Assert.Equal((Purpose.Newsletter, SuppressionReason.Unsubscribed), (suppression.Purpose, suppression.Reason));
    }

    [Fact]
    public async Task A_mailbox_that_does_not_exist_is_closed_once_however_often_it_is_read()
    {
        var report = Refused(people[0].MainEmail, "5.1.1", "550 5.1.1 User unknown");
        mailbox.Mails.AddRange([report, report]);
        await ReadAsync();
        await ReadAsync();

        Assert.Equal((2, 2), (mailbox.Fetches, mailbox.Seen.Count));
        var note = await desk.App.InDbAsync(db => db.ReturnNotes.AsNoTracking().SingleAsync());
        Assert.Equal((ReturnKind.Bounce, BounceCause.NoSuchUser, "5.1.1", people[0].Id, true), (note.Kind, note.Cause, note.Status, note.PersonId, note.IsOurs));
        Assert.True((await desk.App.InDbAsync(db => db.PointHealth.AsNoTracking().SingleAsync())).IsInvalid);
        Assert.Equal(RecipientState.CameBack, (await desk.RecipientsAsync()).Single(its => its.PersonId == people[0].Id).State);

        await desk.Desk.Browser.VisitAsync("/campaigns/returns");
        Assert.Contains("No such mailbox (5.1.1)", desk.Desk.Browser.Text, StringComparison.Ordinal);
        await desk.Desk.Browser.VisitAsync($"/people/{people[0].Id}");
        Assert.Contains("received a mail back: No such mailbox (5.1.1)", desk.Desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_complaint_ends_all_advertising_by_mail()
    {
        mailbox.Mails.Add(Mail(
            "From: staff@provider.example", "To: returns@nordwerk.example", "Subject: complaint", "MIME-Version: 1.0", "Content-Type: multipart/report; report-type=feedback-report; boundary=x", "",
            "--x", "Content-Type: message/feedback-report", "", "Feedback-Type: abuse", "Version: 1", $"Original-Rcpt-To: {people[2].MainEmail}", "", "--x--", ""));
        await ReadAsync();

        var suppression = await desk.App.InDbAsync(db => db.Suppressions.SingleAsync());
        Assert.Equal((null, ContactChannel.Email, SuppressionReason.Complaint), (suppression.Purpose, suppression.Channel, suppression.Reason));
    }

    [Fact]
    public async Task A_report_about_somebody_we_never_wrote_to_is_listed_and_changes_nothing()
    {
        mailbox.Mails.AddRange([Refused("eva@elsewhere.example", "5.1.1", "550 5.1.1 User unknown"), Mail("From: jan@petry.example", "To: returns@nordwerk.example", "Subject: Hello", "", "How are you?")]);
        await ReadAsync();

        Assert.Equal([ReturnKind.Other, ReturnKind.Bounce], (await desk.App.InDbAsync(db => db.ReturnNotes.AsNoTracking().ToListAsync())).Select(its => its.Kind).Order());
        Assert.Empty(await desk.App.InDbAsync(db => db.PointHealth.ToListAsync()));
        await desk.Desk.Browser.VisitAsync("/campaigns/returns");
        Assert.Contains("Not written to in the last 30 days; nothing follows from it.", desk.Desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Being_blocked_is_our_fault_and_closes_nobody()
    {
        mailbox.Mails.Add(Refused(people[0].MainEmail, "5.7.1", "554 5.7.1 Client host blocked using zen.spamhaus.org"));
        await ReadAsync();

        var health = await desk.App.InDbAsync(db => db.PointHealth.AsNoTracking().SingleAsync());
        Assert.Equal((false, null), (health.IsInvalid, health.HoldUntil));
        await desk.Desk.Browser.VisitAsync("/campaigns/returns");
        Assert.Contains("1 mail was refused in the last 30 days for a reason that lies with our own sending.", desk.Desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_is_said_on_the_page_and_only_whoever_manages_the_workspace_sets_the_mailbox()
    {
        await SetAsync("wrong");
        await ReadAsync();
        await desk.Desk.Browser.VisitAsync("/settings/returns");
        Assert.Contains("The mailbox cannot be read:", desk.Desk.Browser.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong", (await desk.App.InDbAsync(db => db.ReturnBoxes.AsNoTracking().SingleAsync())).Password, StringComparison.Ordinal);

        await desk.Desk.Browser.SubmitAsync("main form.tr-stack", ("Form.Port", "0"), ("Form.Address", "nobody"));
        Assert.Contains("A port is a number from 1 to 65535.", desk.Desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("This is not an e-mail address.", desk.Desk.Browser.Text, StringComparison.Ordinal);

        await desk.Desk.HireAsync("Sam", Role.Seller);
        await Assert.ThrowsAsync<NotAllowedException>(() => desk.Desk.DoAsync<SetReturnBox, IReadOnlyDictionary<string, Told>>(verb => verb.RunAsync(Draft(), null), "sam@nordwerk.example"));
    }

    private ReturnBoxDraft Draft() => new("127.0.0.1", mailbox.Port, MailSecurity.None, "returns", "returns@nordwerk.example");

    private Task<IReadOnlyDictionary<string, Told>> SetAsync(string password = "open sesame") => desk.Desk.DoAsync<SetReturnBox, IReadOnlyDictionary<string, Told>>(verb => verb.RunAsync(Draft(), password));

    private Task<int> ReadAsync() => desk.App.WithAsync<ReadReturnBox, int>(read => read.RunAsync());

    private static byte[] Refused(string address, string status, string said) => Mail(
        "Return-Path: <>", "From: MAILER-DAEMON@mx.example", "To: returns@nordwerk.example", "Subject: Undelivered Mail Returned to Sender", "MIME-Version: 1.0",
        "Content-Type: multipart/report; report-type=delivery-status; boundary=x", "",
        "--x", "Content-Type: text/plain", "", $"<{address}>: {said}", "", "--x", "Content-Type: message/delivery-status", "", "Reporting-MTA: dns; mx.example", "",
        $"Final-Recipient: rfc822; {address}", "Action: failed", $"Status: {status}", $"Diagnostic-Code: smtp; {said}", "", "--x--", "");

    private static byte[] Mail(params string[] lines) => Encoding.UTF8.GetBytes(string.Join("\r\n", lines));
}
