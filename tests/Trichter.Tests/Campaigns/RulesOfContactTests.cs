using Microsoft.EntityFrameworkCore;
using MimeKit;
using Trichter.Campaigns.Landing;
using Trichter.Campaigns.Returns;
using Trichter.Campaigns.Touches;
using Trichter.Customers;
using Trichter.Customers.Consent;
using Trichter.Customers.Consent.Check;
using Trichter.Customers.Consent.Links;
using Trichter.Leads.Scoring;
using Trichter.Tests.Support;

namespace Trichter.Tests.Campaigns;

/// <summary>Rules of consent that pages and mails have to keep, each by its number.</summary>
public sealed class RulesOfContactTests : IAsyncLifetime
{
    private readonly CampaignDesk desk = new();

    public async ValueTask InitializeAsync() => await desk.OpenAsync();

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task R7_consent_that_is_used_stays_good_and_one_that_nobody_uses_for_two_years_ends()
    {
        var person = (await desk.PeopleAsync(1))[0];
        await WriteAsync(months: 20);
        Assert.IsType<ConsentAnswer.Allow>(await MayWeAsync(months: 20));
        var choices = await ChoicesAsync(person);
        Assert.NotNull(choices.Page.QuerySelector("[value=Newsletter]:checked"));

        Assert.Equal("R24", (await MayWeAsync(months: 5)).Rule);
        Assert.Null((await ChoicesAsync(person)).Page.QuerySelector("[value=Newsletter]:checked"));

        async Task WriteAsync(int months)
        {
            desk.App.Clock.Now = desk.App.Clock.Now.AddMonths(months);
            await desk.StartAsync(await desk.MailingAsync(await desk.SegmentAsync()));
            await desk.SendAsync();
            Assert.Single(desk.Sink.Mails);
        }

        async Task<ConsentAnswer> MayWeAsync(int months)
        {
            desk.App.Clock.Now = desk.App.Clock.Now.AddMonths(months);
            return (await desk.Desk.DoAsync<AskConsent, ConsentAnswer?>(ask => ask.JudgeAsync(person.Id, null, new ContactPlan(Purpose.Newsletter, ContactChannel.Email))))!;
        }
    }

    [Fact]
    public async Task R32_one_key_in_the_call_ends_calls_and_nothing_else()
    {
        var (person, deal) = await JanAsync();
        await desk.Desk.Browser.VisitAsync($"/deals/{deal}/call");
        Assert.Equal("x", desk.Desk.Browser.Page.QuerySelector("[name='noCalls']")!.GetAttribute("data-key"));
        await desk.Desk.Browser.SubmitAsync("form:has([name='noCalls'])", ("noCalls", "true"));

        var stops = await desk.App.InDbAsync(db => db.Suppressions.AsNoTracking().ToListAsync());
        Assert.All(stops, its => Assert.Equal((ContactChannel.Phone, SuppressionReason.Objected), (its.Channel, its.Reason)));
        Assert.Equal(2, stops.Count);
        await desk.Desk.Browser.VisitAsync($"/people/{person.Id}");
        Assert.Contains("noted that they want no more calls", desk.Desk.Browser.Text, StringComparison.Ordinal);
    }

    [Theory]
    [Trait("Database", "any")]
    [InlineData("Bitte keine Werbung mehr, danke.", true)]
    [InlineData("Proszę wypisz mnie z listy.", true)]
    [InlineData("STOP", true)]
    [InlineData("please remove me from your list", true)]
    [InlineData("Wir stoppen den Kran um 8 Uhr.", false)]
    [InlineData("Danke!\n> Newsletter abmelden: https://…", false)]
    [InlineData("Gern.\nAm 3. März schrieb Nordwerk GmbH:\nHier abmelden", false)]
    public void R36_a_stop_word_counts_where_they_wrote_it_and_not_where_they_quote_us(string text, bool stops) =>
        Assert.Equal(stops, StopWords.AreIn(new MimeMessage { Subject = "Re: Neues", Body = new TextPart("plain") { Text = text } }));

    [Fact]
    public async Task R36_an_answer_with_a_stop_word_holds_at_once_and_makes_a_task()
    {
        var (person, deal) = await JanAsync();
        var answer = $"From: {person.MainEmail}\r\nTo: returns@nordwerk.example\r\nSubject: Re: November\r\nMessage-ID: <1@petry.example>\r\n\r\nKeine Werbung mehr bitte.\r\n";
        var kind = await desk.App.WithAsync<TakeReturned, ReturnKind?>(take => take.RunAsync(System.Text.Encoding.UTF8.GetBytes(answer)));
        Assert.Equal(ReturnKind.Unsubscribe, kind);
        Assert.All(await desk.App.InDbAsync(db => db.Suppressions.AsNoTracking().ToListAsync()), its => Assert.Equal((null, null, SuppressionReason.StopWord), (its.Purpose, its.Channel, its.Reason)));
        var task = await desk.App.InDbAsync(db => db.Activities.AsNoTracking().SingleAsync());
        Assert.Equal(deal, task.DealId);

        await desk.StartAsync(await desk.MailingAsync(await desk.SegmentAsync()));
        await desk.SendAsync();
        Assert.Empty(desk.Sink.Mails);
    }

    [Fact]
    public async Task R36_who_is_nobodys_and_has_no_deal_stands_with_their_company()
    {
        var person = (await desk.PeopleAsync(1))[0];
        await desk.App.InDbAsync(async db =>
        {
            var company = new Company { Name = "Petry", CreatedAt = desk.App.Clock.Now };
            db.Companies.Add(company);
            (await db.People.Include("employments").SingleAsync()).WorksAt(company.Id, "");
            return await db.SaveChangesAsync();
        });
        var answer = $"From: {person.MainEmail}\r\nTo: returns@nordwerk.example\r\nSubject: Re: November\r\nMessage-ID: <2@petry.example>\r\n\r\nPlease remove me.\r\n";
        await desk.App.WithAsync<TakeReturned, ReturnKind?>(take => take.RunAsync(System.Text.Encoding.UTF8.GetBytes(answer)));
        var task = await desk.App.InDbAsync(db => db.Activities.AsNoTracking().SingleAsync());
        Assert.Equal((null, true), (task.DealId, task.CompanyId is not null));
    }

    [Fact]
    public async Task R50_a_mail_carries_no_pixel_and_plain_links_unless_clicks_are_counted_for_all_alike()
    {
        await desk.PeopleAsync(2);
        await desk.StartAsync(await desk.MailingAsync(await desk.SegmentAsync(), draft => draft with { Texts = [("de", "Neues", "[Ramme](https://nordwerk.example/ramme)")] }));
        await desk.SendAsync();
        Assert.All(desk.Sink.Mails, mail =>
        {
            Assert.Contains("href=\"https://nordwerk.example/ramme\"", mail.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("<img", mail.Text, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task R53_R56_a_page_for_strangers_loads_nothing_from_elsewhere_says_what_is_stored_and_keeps_no_cookie_but_the_forms_own()
    {
        var process = await desk.App.InDbAsync(db => db.Processes.Select(its => its.Id).FirstAsync());
        var page = (await desk.Desk.DoAsync<SaveLanding, (LandingPage?, Fault?)>(verb => verb.RunAsync(null, "ramme", new LandingContent("en", "Pile driver", "# Quiet", "", [], false, null, [], process, "")))).Item1!;
        await desk.Desk.DoAsync<SaveLanding, bool>(verb => verb.PublishAsync(page.Id));
        using var stranger = desk.App.CreateClient();
        using var answer = await stranger.GetAsync(new Uri("/p/ramme", UriKind.Relative));
        var html = await answer.Content.ReadAsStringAsync();
        Assert.DoesNotMatch("(?:src|href|action)=\"(?:https?:)?//", html);
        Assert.Contains("is stored with this form", html, StringComparison.Ordinal);
        Assert.All(answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [], cookie => Assert.StartsWith("trichter-form=", cookie, StringComparison.Ordinal));
    }

    [Fact]
    public async Task R66_a_form_leads_to_the_notice_and_keeps_the_number_of_the_version_it_showed()
    {
        var browser = desk.Desk.Browser;
        await browser.VisitAsync("/settings/privacy-notice");
        await browser.SubmitAsync("form:has([name='Text-en'])");
        Assert.Contains("Write it in at least one language.", browser.Text, StringComparison.Ordinal);
        await browser.SubmitAsync("form:has([name='Text-en'])", ("Text-en", "Nordwerk is responsible."));

        var process = await desk.App.InDbAsync(db => db.Processes.Select(its => its.Id).FirstAsync());
        var page = (await desk.Desk.DoAsync<SaveLanding, (LandingPage?, Fault?)>(verb => verb.RunAsync(null, "ramme", new LandingContent("en", "Pile driver", "# Quiet", "", [], false, null, [], process, "")))).Item1!;
        await desk.Desk.DoAsync<SaveLanding, bool>(verb => verb.PublishAsync(page.Id));
        var stranger = desk.App.OpenBrowser();
        await stranger.VisitAsync("/p/ramme");
        await browser.SubmitAsync("form:has([name='Text-en'])", ("Text-en", "Nordwerk GmbH is responsible."));
        desk.App.Clock.Now = desk.App.Clock.Now.AddSeconds(30);
        await stranger.SubmitAsync("form:has([name=email])", ("name", "Eva Nowak"), ("email", "eva@nowak.example"));
        Assert.Equal(1, (await desk.App.InDbAsync(db => db.Touches.AsNoTracking().SingleAsync())).Notice);
        await stranger.VisitAsync("/privacy?version=1");
        Assert.Contains("Nordwerk is responsible.", stranger.Text, StringComparison.Ordinal);
        await stranger.VisitAsync("/privacy");
        Assert.Contains("Nordwerk GmbH is responsible.", stranger.Text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Database", "any")]
    public async Task R54_R55_a_visit_is_a_count_that_leads_to_nobody_and_opens_never_score()
    {
        var columns = await desk.App.InDbAsync(db => Task.FromResult(db.Model.FindEntityType(typeof(VisitCount))!.GetProperties().Select(its => its.Name).ToList()));
        Assert.Equal(["Campaign", "Content", "Day", "Key", "Medium", "PlaceId", "Referrer", "Source", "Visits"], columns.Order(StringComparer.Ordinal));
        Assert.Equal(["Answers", "Call", "Confirmed", "Form", "Meeting"], Enum.GetNames<EventKind>().Order(StringComparer.Ordinal));
    }

    private async Task<Browser> ChoicesAsync(Person person)
    {
        var link = await desk.App.WithAsync<ContactKeys, string>(async keys =>
        {
            await keys.LoadAsync();
            return new PreferenceLink(person.Id, keys.Of(ContactPoint.Of(ContactChannel.Email, person.MainEmail)), Purpose.Newsletter).Write(keys);
        });
        var stranger = desk.App.OpenBrowser();
        await stranger.VisitAsync($"/preferences/{link}");
        return stranger;
    }

    private async Task<(Person Person, Guid Deal)> JanAsync()
    {
        var person = (await desk.PeopleAsync(1))[0];
        await desk.App.InDbAsync(async db =>
        {
            var known = await db.People.SingleAsync();
            known.Phones = ["+49 381 12345"];
            return await db.SaveChangesAsync();
        });
        var deal = await desk.Desk.EnterAsync("Ramme", "Petry");
        await desk.App.InDbAsync(db => db.Deals.ExecuteUpdateAsync(set => set.SetProperty(its => its.ContactId, person.Id)));
        return (person, deal.Id);
    }
}
