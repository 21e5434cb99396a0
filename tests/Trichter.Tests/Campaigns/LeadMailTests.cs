using System.Text;
using Microsoft.EntityFrameworkCore;
using Trichter.Campaigns.Returns;
using Trichter.Campaigns.Touches;
using Trichter.Customers;
using Trichter.Platform.Language;
using Trichter.Platform.Mail;
using Trichter.Tests.Support;

namespace Trichter.Tests.Campaigns;

/// <summary>Somebody writes to the address for leads; the mailbox that is read anyway makes a lead of it.</summary>
public sealed class LeadMailTests : IAsyncLifetime
{
    private readonly CampaignDesk desk = new();
    private readonly ImapSink mailbox = new();

    public async ValueTask InitializeAsync()
    {
        await desk.OpenAsync();
        Assert.Empty(await desk.Desk.DoAsync<SetReturnBox, IReadOnlyDictionary<string, Told>>(verb => verb.RunAsync(new ReturnBoxDraft("127.0.0.1", mailbox.Port, MailSecurity.None, "returns", "returns@nordwerk.example"), "open sesame")));
        await desk.Desk.Browser.VisitAsync("/settings/lead-mail");
        await desk.Desk.Browser.SubmitAsync("main form:has([name=Address])", ("Address", "leads@"));
        Assert.Contains("This is not an e-mail address.", desk.Desk.Browser.Text, StringComparison.Ordinal);
        await desk.Desk.Browser.SubmitAsync("main form:has([name=Address])", ("Address", "Leads@nordwerk.example"), ("Source", "website mail"));
    }

    public async ValueTask DisposeAsync()
    {
        await mailbox.DisposeAsync();
        await desk.DisposeAsync();
    }

    [Fact]
    public async Task A_mail_becomes_a_lead_with_person_company_words_and_files_once()
    {
        var petry = Assert.IsType<SaveResult<Company>.Saved>(await desk.Desk.DoAsync<SaveCompany, SaveResult<Company>>(verb => verb.CreateAsync(new Dictionary<string, string> { ["name"] = "Petry Bau", ["domain"] = "petry.example" }, true))).Record;
        mailbox.Mails.Add(Written("<1@petry.example>"));
        mailbox.Mails.Add([.. Written("<1@petry.example>"), (byte)'\n']);
        mailbox.Mails.Add(Mail("From: Jan Petry <jan@petry.example>", "To: leads@nordwerk.example", "Message-ID: <2@petry.example>", "Subject: One more thing", "", "We need it in May."));
        await ReadAsync();

        var deal = await desk.App.InDbAsync(db => db.Deals.AsNoTracking().SingleAsync());
        Assert.Equal(("Zwei Rammen", "website mail", petry.Id), (deal.Name, deal.Source, deal.CompanyId));
        var person = await desk.App.InDbAsync(db => db.People.AsNoTracking().SingleAsync());
        Assert.Equal(("Jan Petry", "jan@petry.example"), (person.Name, person.MainEmail));
        Assert.Equal(("plan.pdf", 4), await desk.App.InDbAsync(async db => (await db.Attachments.Select(its => its.Name).SingleAsync(), await db.Attachments.Select(its => its.Size).SingleAsync())));
        Assert.Equal(2, await desk.App.InDbAsync(db => db.Touches.CountAsync(its => its.Kind == TouchKind.Mail && its.Medium == "email")));
        Assert.Equal([ReturnKind.Lead, ReturnKind.NoLead, ReturnKind.Lead], (await NotesAsync()).Select(note => note.Kind));
        await desk.Desk.Browser.VisitAsync($"/deals/{deal.Id}");
        Assert.Contains("wrote to the address for leads: Zwei Rammen", desk.Desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("Was kosten zwei?", desk.Desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_strange_sender_or_subject_does_not_keep_the_next_mail_from_being_read()
    {
        mailbox.Mails.Add(Mail($"From: {new string('x', 70)}@relay.example", "To: leads@nordwerk.example", "Subject: Long", "", "Hi."));
        mailbox.Mails.Add(Mail("From: \"\\\" \\\"\" <blank@name.example>", "To: leads@nordwerk.example", $"Subject: {new string('x', 149)}\U0001F69C and more", "", "Hi."));
        mailbox.Mails.Add(Mail("From: jan@petry.example", "To: postmaster@nordwerk.example", "X-Original-To: old-leads@nordwerk.example", "Subject: Not for leads", "", "Hi."));
        mailbox.Mails.Add(Mail("From: Eva Nowak <eva@nowak.example>", "To: leads@nordwerk.example", "Subject: Two rammers", "", "Hi."));
        await ReadAsync();
        Assert.Equal([ReturnKind.NoLead, ReturnKind.Lead, ReturnKind.Other, ReturnKind.Lead], (await NotesAsync()).Select(note => note.Kind));
        Assert.Equal(["Eva Nowak", "blank"], await desk.App.InDbAsync(async db => (await db.People.ToListAsync()).Select(person => person.Name).Order(StringComparer.Ordinal).ToList()));
    }

    [Fact]
    public async Task Answers_mass_mails_machines_and_our_own_are_listed_with_their_reason_and_are_no_leads()
    {
        var ours = await desk.App.InDbAsync(async db =>
        {
            var mail = new OutgoingMail { ToAddress = "jan@petry.example", Subject = "Offer", Text = "", CreatedAt = desk.App.Clock.Now };
            db.OutgoingMails.Add(mail);
            await db.SaveChangesAsync();
            return mail.Id;
        });
        mailbox.Mails.Add(Mail("From: jan@petry.example", "To: leads@nordwerk.example", "Subject: Re: Offer", $"In-Reply-To: <{ours:N}@nordwerk.example>", "", "Thanks."));
        mailbox.Mails.Add(Mail("From: news@shop.example", "To: leads@nordwerk.example", "Subject: Sale", "List-Unsubscribe: <https://shop.example>", "", "Buy."));
        mailbox.Mails.Add(Mail("From: ada@example.org", "To: leads@nordwerk.example", "Subject: Test", "", "Me."));
        mailbox.Mails.Add(Mail("From: nobody", "To: leads@nordwerk.example", "Subject: Hm", "", "Who?"));
        mailbox.Mails.Add(Mail("From: eva@nowak.example", "To: leads@nordwerk.example", "Subject: Out of office", "Auto-Submitted: auto-replied", "", "Away."));
        mailbox.Mails.Add(Mail("From: eva@nowak.example", "To: returns@nordwerk.example", "Subject: Not for leads", "", "Hello."));
        await ReadAsync();

        Assert.Equal(0, await desk.App.InDbAsync(async db => await db.Deals.CountAsync() + await db.People.CountAsync()));
        Assert.Equal([ReturnKind.NoLead, ReturnKind.NoLead, ReturnKind.NoLead, ReturnKind.NoLead, ReturnKind.AutoReply, ReturnKind.Other], (await NotesAsync()).Select(note => note.Kind));
        await desk.Desk.Browser.VisitAsync("/campaigns/returns");
        foreach (var why in new[] { "It answers a mail of ours, which is no new lead.", "It is a mail to many, or was marked as spam.", "It was written by ourselves.", "It has no sender that could be answered." })
            Assert.Contains(why, desk.Desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_mail_that_was_cut_off_the_words_are_taken_and_the_files_are_named()
    {
        var line = new string('A', 76) + "\r\n";
        mailbox.Mails.Add(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Written("<3@petry.example>")).Replace("JVBERg==", string.Concat(Enumerable.Repeat(line, 70_000)), StringComparison.Ordinal)));
        await ReadAsync();
        Assert.Equal(0, await desk.App.InDbAsync(db => db.Attachments.CountAsync()));
        var deal = await desk.App.InDbAsync(db => db.Deals.AsNoTracking().SingleAsync());
        await desk.Desk.Browser.VisitAsync($"/deals/{deal.Id}");
        Assert.Contains("(not taken from the mailbox: plan.pdf)", desk.Desk.Browser.Text, StringComparison.Ordinal);
    }

    private static byte[] Written(string id) => Mail(
        "From: Jan Petry <Jan@petry.example>", "To: Nordwerk <LEADS@nordwerk.example>", $"Message-ID: {id}", "Subject: Zwei Rammen", "MIME-Version: 1.0", "Content-Type: multipart/mixed; boundary=x", "",
        "--x", "Content-Type: text/plain; charset=utf-8", "", "Was kosten zwei?", "", "--x", "Content-Type: application/pdf; name=plan.pdf", "Content-Disposition: attachment; filename=plan.pdf", "Content-Transfer-Encoding: base64", "", "JVBERg==", "", "--x--", "");

    private static byte[] Mail(params string[] lines) => Encoding.UTF8.GetBytes(string.Join("\r\n", lines));

    private Task<List<ReturnNote>> NotesAsync() => desk.App.InDbAsync(db => db.ReturnNotes.AsNoTracking().OrderBy(its => its.Id).ToListAsync());

    private Task<int> ReadAsync() => desk.App.WithAsync<ReadReturnBox, int>(read => read.RunAsync());
}
