using Microsoft.EntityFrameworkCore;
using Trichter.Activities;
using Trichter.Activities.Finish;
using Trichter.Activities.Meetings;
using Trichter.Customers;
using Trichter.Deals;
using Trichter.Platform.Mail;
using Trichter.Tests.Support;

namespace Trichter.Tests.Activities;

/// <summary>Ms Wulf of Petry and a guest are written to; each answers by a link of their own.</summary>
public sealed class InvitationsTests : IAsyncLifetime
{
    private Desk desk = null!;
    private Deal deal = null!;
    private Person wulf = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        deal = await desk.EnterAsync("Tower crane");
        var saved = await desk.DoAsync<SavePerson, SaveResult<Person>>(verb => verb.CreateAsync(new Dictionary<string, string> { ["first_name"] = "Karin", ["last_name"] = "Wulf", ["emails"] = "wulf@petry.example", ["language"] = "de" }, deal.CompanyId, "", true));
        wulf = Assert.IsType<SaveResult<Person>.Saved>(saved).Record;
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task Each_gets_the_meeting_for_their_calendar_in_their_language_and_their_answer_is_read_back()
    {
        var meeting = await PlanAsync(Draft());
        var mails = await MailsAsync();
        Assert.Equal(["guest@kran.example", "wulf@petry.example"], mails.Select(mail => mail.ToAddress).Order());
        var hers = mails.Single(mail => mail.ToAddress == "wulf@petry.example");
        Assert.Equal("Einladung: Site visit", hers.Subject);
        Assert.Contains("METHOD:REQUEST", hers.Calendar, StringComparison.Ordinal);
        Assert.Contains($"UID:{meeting.Id}@trichter", hers.Calendar, StringComparison.Ordinal);
        Assert.Contains("ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:wulf@petry.example", hers.Calendar.Replace("\r\n ", "", StringComparison.Ordinal), StringComparison.Ordinal);

        var stranger = desk.App.OpenBrowser();
        await stranger.VisitAsync(LinkIn(hers));
        Assert.Contains("Site visit", stranger.Text, StringComparison.Ordinal);
        await stranger.PressAsync("form:has([name=Answer])", "Answer", "Declined");
        Assert.Contains("Does not come", stranger.Text, StringComparison.Ordinal);

        await desk.Browser.VisitAsync($"/deals/{deal.Id}/activities/{meeting.Id}");
        Assert.Contains("Karin Wulf Does not come", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("guest@kran.example No answer yet", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.VisitAsync($"/deals/{deal.Id}");
        Assert.Contains("Karin Wulf does not come to the meeting on", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Equal(1, await desk.App.InDbAsync(db => db.Notifications.CountAsync()));
    }

    [Fact]
    public async Task A_changed_meeting_is_told_anew_with_a_higher_number_and_asks_for_a_new_answer()
    {
        var meeting = await PlanAsync(Draft());
        await AnswerAsync("Accepted");
        await desk.DoAsync<PlanActivity, PlanResult>(verb => verb.ChangeAsync(deal.Id, meeting.Id, Draft() with { At = desk.App.Clock.Now.AddDays(3) }));
        var mails = (await MailsAsync()).Where(mail => mail.ToAddress == "wulf@petry.example").ToList();
        Assert.Equal(2, mails.Count);
        Assert.NotEqual(SequenceOf(mails[0]), SequenceOf(mails[1]));
        Assert.Equal([ParticipantAnswer.None, ParticipantAnswer.None], await desk.App.InDbAsync(db => db.Participants.Select(its => its.Answer).ToListAsync()));
    }

    [Fact]
    public async Task Saving_without_a_change_writes_to_nobody_twice_and_a_dropped_meeting_is_called_off()
    {
        var meeting = await PlanAsync(Draft());
        var same = Draft() with { At = meeting.DueAt };
        await desk.DoAsync<PlanActivity, PlanResult>(verb => verb.ChangeAsync(deal.Id, meeting.Id, same));
        Assert.Equal(2, (await MailsAsync()).Count);
        var link = LinkIn((await MailsAsync()).First());

        await desk.DoAsync<FinishActivity, bool>(verb => verb.DropAsync(deal.Id, meeting.Id));
        Assert.Equal(2, (await MailsAsync()).Count(mail => mail.CalendarMethod == "CANCEL"));
        var stranger = desk.App.OpenBrowser();
        await stranger.VisitAsync(link);
        Assert.Contains("This meeting does not stand", stranger.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_only_notes_participants_writes_to_nobody()
    {
        await PlanAsync(Draft() with { Invites = false });
        Assert.Empty(await MailsAsync());
    }

    [Fact]
    public async Task A_wrong_link_shows_nothing()
    {
        await PlanAsync(Draft());
        var stranger = desk.App.OpenBrowser();
        await stranger.VisitAsync("/meeting/wrong");
        Assert.DoesNotContain("Site visit", stranger.Text, StringComparison.Ordinal);
    }

    private PlanDraft Draft() => new(ActivityType.Meeting, "Site visit\nnever told to guests", desk.App.Clock.Now.AddDays(2), 60, "Rostock", null, [wulf.Id], [], ["guest@kran.example"]) { Invites = true };

    private async Task<Activity> PlanAsync(PlanDraft draft) => Assert.IsType<PlanResult.Planned>(await desk.DoAsync<PlanActivity, PlanResult>(verb => verb.RunAsync(deal.Id, draft))).Activity;

    private Task<List<OutgoingMail>> MailsAsync() => desk.App.InDbAsync(db => db.OutgoingMails.AsNoTracking().OrderBy(mail => mail.CreatedAt).ThenBy(mail => mail.Id).ToListAsync());

    private async Task AnswerAsync(string answer)
    {
        var stranger = desk.App.OpenBrowser();
        await stranger.VisitAsync(LinkIn((await MailsAsync()).Single(mail => mail.ToAddress == "wulf@petry.example")));
        await stranger.PressAsync("form:has([name=Answer])", "Answer", answer);
    }

    private static string LinkIn(OutgoingMail mail)
    {
        Assert.DoesNotContain("never told", mail.Text + mail.Calendar, StringComparison.Ordinal);
        return mail.Text[mail.Text.IndexOf("/meeting/", StringComparison.Ordinal)..].Trim();
    }

    private static string SequenceOf(OutgoingMail mail) => mail.Calendar.Split("\r\n").Single(line => line.StartsWith("SEQUENCE:", StringComparison.Ordinal));
}
