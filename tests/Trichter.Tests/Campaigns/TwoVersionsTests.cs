using Microsoft.EntityFrameworkCore;
using Trichter.Campaigns.Mailings;
using Trichter.Campaigns.Mailings.Split;
using Trichter.Campaigns.Touches;
using Trichter.Platform.Language;
using Trichter.Team;

namespace Trichter.Tests.Campaigns;

/// <summary>Two versions of a mailing are tried on a part of the people, by a rule said beforehand; clicks are counted without knowing whose; a mailing waits for sales.</summary>
public sealed class TwoVersionsTests : IAsyncLifetime
{
    private readonly CampaignDesk desk = new();

    public async ValueTask InitializeAsync() => await desk.OpenAsync();

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    [Trait("Database", "any")]
    public void People_are_drawn_by_lot_and_never_anew()
    {
        var test = new MailingTest { MailingId = Guid.NewGuid(), Share = 40 };
        var people = Enumerable.Range(0, 10_000).Select(_ => Guid.NewGuid()).ToList();
        var drawn = people.ConvertAll(test.VariantFor);
        Assert.Equal(drawn, people.ConvertAll(test.VariantFor));
        Assert.InRange(drawn.Count(its => its == MailVariant.A), 1_850, 2_150);
        Assert.InRange(drawn.Count(its => its == MailVariant.B), 1_850, 2_150);
    }

    [Fact]
    public async Task The_better_version_goes_to_the_rest_when_the_time_is_over_and_not_before()
    {
        var mailing = await TestedAsync(150);
        await desk.SendAsync();
        var tested = (await desk.RecipientsAsync()).Where(its => its.State == RecipientState.Taken).ToList();
        Assert.InRange(tested.Count, 50, 110);
        Assert.Equal(tested.Count(its => its.Variant == MailVariant.B), desk.Sink.Mails.Count(mail => mail.Header("Subject") == "Jan, sparen Sie 3 %"));

        await FormsAsync(tested.Where(its => its.Variant == MailVariant.B));
        desk.App.Clock.Now = desk.App.Clock.Now.AddHours(23);
        await desk.SendAsync();
        Assert.Equal(tested.Count, desk.Sink.Mails.Count);
        await desk.Desk.Browser.VisitAsync($"/campaigns/mailings/{mailing.Id}");
        Assert.Contains("until then nobody looks at its figures", desk.Desk.Browser.Text, StringComparison.Ordinal);

        desk.App.Clock.Now = desk.App.Clock.Now.AddHours(2);
        await desk.SendAsync();
        Assert.Equal(150, desk.Sink.Mails.Select(mail => mail.To).Distinct().Count());
        Assert.Equal(150 - tested.Count(its => its.Variant == MailVariant.A), desk.Sink.Mails.Count(mail => mail.Header("Subject") == "Jan, sparen Sie 3 %"));
        var test = await desk.App.InDbAsync(db => db.MailingTests.AsNoTracking().SingleAsync());
        Assert.Equal((MailVariant.B, 0, test.MailsB), (test.Winner, test.HitsA, test.HitsB));
        await desk.Desk.Browser.VisitAsync($"/campaigns/mailings/{mailing.Id}");
        Assert.Matches(@"The rest get\s*Version B", desk.Desk.Browser.Text);
    }

    [Fact]
    public async Task Without_a_difference_that_can_be_shown_the_first_version_stays()
    {
        var mailing = await TestedAsync(60);
        await desk.SendAsync();
        var tested = (await desk.RecipientsAsync()).Where(its => its.State == RecipientState.Taken).ToList();
        await FormsAsync(tested.Where(its => its.Variant == MailVariant.B).Take(1));
        desk.App.Clock.Now = desk.App.Clock.Now.AddHours(25);
        await desk.SendAsync();

        Assert.Equal(tested.Count(its => its.Variant == MailVariant.B), desk.Sink.Mails.Count(mail => mail.Header("Subject") == "Jan, sparen Sie 3 %"));
        Assert.Equal(60, desk.Sink.Mails.Count);
        await desk.Desk.Browser.VisitAsync($"/campaigns/mailings/{mailing.Id}");
        Assert.Contains("No difference can be shown with so many mails", desk.Desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_version_is_written_on_its_page_and_nonsense_is_refused_beside_the_field()
    {
        await desk.PeopleAsync(1);
        var mailing = await desk.MailingAsync(await desk.SegmentAsync());
        var browser = desk.Desk.Browser;
        await browser.VisitAsync($"/campaigns/mailings/{mailing.Id}/test");
        await browser.SubmitAsync("form:has([name='Share'])", ("Share", "5"), ("Hours", "soon"), ("Subject-de", "Für {{you}}"));
        Assert.Contains("A whole number from 10 to 100.", browser.Text, StringComparison.Ordinal);
        Assert.Contains("A whole number from 1 to 168.", browser.Text, StringComparison.Ordinal);
        Assert.Contains("A placeholder is not known or not closed", browser.Text, StringComparison.Ordinal);
        Assert.Equal("soon", browser.Page.QuerySelector("[name='Hours']")!.GetAttribute("value"));

        await browser.SubmitAsync("form:has([name='Share'])", ("Share", "50"), ("Hours", "48"), ("Subject-de", "Für {{first_name}}"));
        Assert.Contains("50 % of the people get one of both versions", browser.Text, StringComparison.Ordinal);
        await browser.SubmitAsync("form[action$='/test/remove']");
        Assert.Equal(0, await desk.App.InDbAsync(db => db.MailingTests.CountAsync()));
    }

    [Fact]
    public async Task Clicks_are_counted_for_all_alike_and_lead_only_to_what_stands_in_the_mailing()
    {
        await desk.PeopleAsync(2);
        var mailing = await desk.MailingAsync(await desk.SegmentAsync(), draft => draft with { CountsClicks = true, Texts = [("de", "Neues", "Sehen Sie [die Ramme](https://nordwerk.example/ramme?a=1&b=2).")] });
        await desk.StartAsync(mailing);
        await desk.SendAsync();

        var path = $"/m/{mailing.Id:N}/None/0";
        Assert.All(desk.Sink.Mails, mail => Assert.Contains($"die Ramme <https://crm.nordwerk.example{path}>", mail.Text, StringComparison.Ordinal));
        using var stranger = desk.App.CreateClient(new() { AllowAutoRedirect = false, BaseAddress = new("https://localhost") });
        foreach (var agent in (string[])["Mozilla/5.0 (X11; Linux x86_64) Firefox/130.0", "Mozilla/5.0 (X11; Linux x86_64) Firefox/130.0", "Barracuda Sentinel (EE)"])
        {
            using var click = new HttpRequestMessage(HttpMethod.Get, path);
            click.Headers.UserAgent.ParseAdd(agent);
            click.Headers.AcceptLanguage.ParseAdd("de");
            using var answer = await stranger.SendAsync(click);
            Assert.Equal("https://nordwerk.example/ramme?a=1&b=2", answer.Headers.Location!.OriginalString);
            Assert.False(answer.Headers.Contains("Set-Cookie"));
        }

        using var nowhere = await stranger.GetAsync(new Uri($"/m/{mailing.Id:N}/None/7", UriKind.Relative));
        Assert.Equal(System.Net.HttpStatusCode.NotFound, nowhere.StatusCode);
        await desk.Desk.Browser.VisitAsync($"/campaigns/mailings/{mailing.Id}");
        var cells = desk.Desk.Browser.Page.QuerySelectorAll("section[aria-labelledby='clicks'] tbody td");
        Assert.Equal(["https://nordwerk.example/ramme?a=1&b=2", "2", "1"], cells.Select(cell => cell.TextContent));
    }

    [Fact]
    public async Task A_mailing_that_waits_for_sales_sends_no_more_than_leads_can_be_called()
    {
        while (desk.App.Clock.Now.DayOfWeek != DayOfWeek.Tuesday) desk.App.Clock.Now = desk.App.Clock.Now.AddDays(1);
        desk.App.Clock.Now = desk.App.Clock.Now.Date.AddHours(10);
        await desk.Desk.HireAsync("Theo", Role.Seller);
        await desk.PeopleAsync(50);
        var mailing = await desk.MailingAsync(await desk.SegmentAsync(), draft => draft with { LeadsOneIn = 5 });
        await desk.StartAsync(mailing);
        await desk.SendAsync();
        Assert.Equal(30, desk.Sink.Mails.Count);
        desk.App.Clock.Now = desk.App.Clock.Now.AddMinutes(10);
        await desk.SendAsync();
        await desk.Desk.Browser.VisitAsync($"/campaigns/mailings/{mailing.Id}");
        Assert.Contains("It waits until sales can call more leads", desk.Desk.Browser.Text, StringComparison.Ordinal);

        for (var lead = 0; lead < 4; lead++) await desk.Desk.EnterAsync($"Lead {lead}", "Petry", email: "theo@nordwerk.example");
        desk.App.Clock.Now = desk.App.Clock.Now.AddMinutes(65);
        await desk.SendAsync();
        Assert.Equal(40, desk.Sink.Mails.Count);

        desk.App.Clock.Now = desk.App.Clock.Now.Date.AddHours(22);
        await desk.SendAsync();
        Assert.Equal(40, desk.Sink.Mails.Count);
    }

    private async Task<Mailing> TestedAsync(int people)
    {
        await desk.PeopleAsync(people);
        var mailing = await desk.MailingAsync(await desk.SegmentAsync());
        var draft = new TestDraft(Localized.Empty with { De = "{{first_name}}, sparen Sie 3 %" }, Localized.Empty, 50, 24, TestMeasure.Forms);
        Assert.Empty((await desk.Desk.DoAsync<SetMailingTest, IReadOnlyDictionary<string, Told>?>(verb => verb.RunAsync(mailing.Id, draft)))!);
        await desk.StartAsync(mailing);
        return mailing;
    }

    private Task FormsAsync(IEnumerable<MailingRecipient> from) => desk.App.InDbAsync(db =>
    {
        db.Touches.AddRange(from.Select(its => new Touch { Kind = TouchKind.Form, PersonId = its.PersonId, At = desk.App.Clock.Now.AddMinutes(30) }));
        return db.SaveChangesAsync();
    });
}
