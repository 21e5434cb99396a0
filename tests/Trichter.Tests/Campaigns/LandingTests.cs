using System.Net;
using Microsoft.EntityFrameworkCore;
using Trichter.Campaigns.Landing;
using Trichter.Campaigns.Links;
using Trichter.Customers.Consent;
using Trichter.Team;
using Trichter.Tests.Support;
using Trichter.Timeline;

namespace Trichter.Tests.Campaigns;

/// <summary>A page is written and published; a stranger sends its form and becomes a lead, with where they came from and what they agreed to.</summary>
public sealed class LandingTests : IAsyncLifetime
{
    private readonly CampaignDesk desk = new();
    private LandingPage page = null!;

    public async ValueTask InitializeAsync()
    {
        await desk.OpenAsync();
        var (process, wording) = await desk.App.InDbAsync(async db => (await db.Processes.Select(its => its.Id).FirstAsync(), await db.ConsentWordings.Select(its => its.Id).SingleAsync()));
        (var saved, var fault) = await desk.Desk.DoAsync<SaveLanding, (LandingPage?, Fault?)>(verb => verb.RunAsync(null, "pile-driver", new LandingContent(
            "de", "Neue Ramme", "# Leiser rammen\n\n<script>alert(1)</script>", "# Danke!", ["Wie viele brauchen Sie?"], AsksPhone: true, wording, [], process, "website")));
        Assert.Null(fault);
        page = saved!;
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task Strangers_see_what_was_published_and_not_the_draft()
    {
        var stranger = desk.App.OpenBrowser();
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Http.GetAsync(new Uri("/p/pile-driver", UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode);

        await PublishAsync();
        await desk.Desk.DoAsync<SaveLanding, (LandingPage?, Fault?)>(verb => verb.RunAsync(page.Id, page.Path, page.Content with { Body = "# Noch nicht fertig" }));
        await stranger.VisitAsync("/p/pile-driver");
        Assert.Contains("Leiser rammen", stranger.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Noch nicht fertig", stranger.Text, StringComparison.Ordinal);
        Assert.Empty(stranger.Page.QuerySelectorAll(".tr-landing script"));
        await stranger.VisitAsync("/p/pile-driver?preview=true");
        Assert.DoesNotContain("Noch nicht fertig", stranger.Text, StringComparison.Ordinal);
        await desk.Desk.Browser.VisitAsync("/p/pile-driver?preview=true");
        Assert.Contains("Noch nicht fertig", desk.Desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_becomes_a_lead_with_its_origin_and_a_mail_that_asks_to_confirm()
    {
        await PublishAsync();
        var stranger = await SendAsync("/p/pile-driver?utm_source=linkedin&utm_medium=post&utm_campaign=ramme-2026", ("consent", "Newsletter"));
        Assert.Contains("Danke!", stranger.Text, StringComparison.Ordinal);

        var deal = await desk.App.InDbAsync(db => db.Deals.AsNoTracking().SingleAsync());
        Assert.Equal(("linkedin", "Neue Ramme: Jan Petry", "Petry Bau"), (deal.Source, deal.Name, deal.CompanyName));
        var touch = await desk.App.InDbAsync(db => db.Touches.AsNoTracking().SingleAsync());
        Assert.Equal((deal.Id, "linkedin", "post", "ramme-2026"), (touch.DealId, touch.Source, touch.Medium, touch.Campaign));
        var clock = await desk.App.InDbAsync(db => db.LeadClocks.AsNoTracking().SingleAsync());
        Assert.Equal(deal.Id, clock.DealId);

        var mail = await desk.App.InDbAsync(db => db.OutgoingMails.AsNoTracking().SingleAsync());
        await stranger.VisitAsync(new Uri(mail.Text.Split('\n').Single(line => line.Contains("/confirm/", StringComparison.Ordinal)).Trim()).PathAndQuery);
        await stranger.SubmitAsync("main form.tr-stack");
        Assert.Single(await desk.App.InDbAsync(db => db.ConsentEvents.AsNoTracking().ToListAsync()), its => its is { Action: ConsentAction.Confirmed, Purpose: Purpose.Newsletter });
        await desk.Desk.Browser.VisitAsync($"/deals/{deal.Id}");
        Assert.Contains("received the form of Neue Ramme", desk.Desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("Wie viele brauchen Sie? Zwei", desk.Desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_lead_goes_at_once_to_the_seller_who_speaks_the_language_and_has_the_fewest_waiting()
    {
        foreach (var name in new[] { "Anton", "Berta", "Cezary" }) await desk.Desk.HireAsync(name, Role.Seller);
        await desk.App.InDbAsync(db => db.Users.Where(user => user.Name == "Anton" || user.Name == "Berta").ExecuteUpdateAsync(set => set.SetProperty(user => user.Language, "de")));
        await desk.App.InDbAsync(db => db.Users.Where(user => user.Name == "Cezary").ExecuteUpdateAsync(set => set.SetProperty(user => user.Language, "pl")));
        await PublishAsync();
        await SendAsync("/p/pile-driver");
        await DeliverAsync();
        await SendAsync("/p/pile-driver", ("email", "eva@nowak.example"));
        await DeliverAsync();

        var owners = await desk.App.InDbAsync(async db => await (from deal in db.Deals join user in db.Users on deal.OwnerId equals user.Id orderby deal.Id select user.Name).ToListAsync());
        Assert.Equal(["Anton", "Berta"], owners);
        var deal = await desk.App.InDbAsync(db => db.Deals.AsNoTracking().OrderBy(its => its.Id).FirstAsync());
        await desk.Desk.Browser.VisitAsync($"/deals/{deal.Id}");
        Assert.Contains("gave the lead to Anton, who speaks the language and had 0 waiting", desk.Desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task R4_without_a_tick_nobody_is_asked_to_confirm_and_the_lead_comes_all_the_same()
    {
        await PublishAsync();
        var stranger = desk.App.OpenBrowser();
        await stranger.VisitAsync("/p/pile-driver");
        Assert.All(stranger.Page.QuerySelectorAll("form [type=checkbox]"), box => Assert.False(box.HasAttribute("checked") || box.HasAttribute("required")));
        await SendAsync("/p/pile-driver");
        Assert.Equal(0, await desk.App.InDbAsync(db => db.OutgoingMails.CountAsync()));
        Assert.Equal("website", (await desk.App.InDbAsync(db => db.Deals.AsNoTracking().SingleAsync())).Source);
    }

    [Fact]
    public async Task Sent_twice_it_is_one_person_and_one_lead_with_two_touches()
    {
        await PublishAsync();
        await SendAsync("/p/pile-driver?utm_source=fair");
        await SendAsync("/p/pile-driver?utm_source=linkedin");

        Assert.Equal((1, 1, 2), await desk.App.InDbAsync(async db => (await db.People.CountAsync(), await db.Deals.CountAsync(), await db.Touches.CountAsync())));
        Assert.Equal("fair", (await desk.App.InDbAsync(db => db.Deals.AsNoTracking().SingleAsync())).Source);
    }

    [Fact]
    public async Task Programs_that_fill_in_the_hidden_field_or_answer_at_once_are_thanked_and_forgotten()
    {
        await PublishAsync();
        await SendAsync("/p/pile-driver", ("website", "https://spam.example"));
        var hasty = await SendAsync("/p/pile-driver", seconds: 0);
        Assert.Contains("Danke!", hasty.Text, StringComparison.Ordinal);
        Assert.Equal(0, await desk.App.InDbAsync(db => db.Deals.CountAsync()));
    }

    [Fact]
    public async Task What_does_not_fit_is_said_beside_the_field_and_nothing_typed_is_lost()
    {
        await PublishAsync();
        var stranger = await SendAsync("/p/pile-driver?utm_source=fair", ("email", "jan@"));
        Assert.Contains("Das ist keine E-Mail-Adresse.", stranger.Text, StringComparison.Ordinal);
        Assert.Equal("Jan Petry", stranger.Page.QuerySelector("[name=name]")!.GetAttribute("value"));
        Assert.Equal("fair", stranger.Page.QuerySelector("[name=utm_source]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task R51_R52_views_and_clicks_are_counted_by_origin_without_telling_visitors_apart()
    {
        await PublishAsync();
        Assert.Null(await desk.Desk.DoAsync<SaveLink, Fault?>(verb => verb.RunAsync(new LinkDraft("stand-b12", "https://nordwerk.example/ramme?color=red", "fair", "print", "bauma", "", ""))));
        using var visitor = desk.App.CreateDefaultClient();
        await Task.WhenAll(Enumerable.Range(0, 40).Select(async n =>
        {
            var answer = await visitor.GetAsync(new Uri("/go/stand-b12", UriKind.Relative));
            Assert.Equal("https://nordwerk.example/ramme?color=red&utm_source=fair&utm_medium=print&utm_campaign=bauma", answer.Headers.Location!.ToString());
            await visitor.GetAsync(new Uri($"/p/pile-driver?utm_source=s{n % 2}", UriKind.Relative));
        }));

        var counts = await desk.App.InDbAsync(db => db.VisitCounts.AsNoTracking().ToListAsync());
        Assert.Equal([20L, 20L, 40L], counts.Select(its => its.Visits).Order());
        await desk.Desk.Browser.VisitAsync("/campaigns/links");
        Assert.Contains("40", desk.Desk.Browser.Text, StringComparison.Ordinal);
        await desk.Desk.Browser.VisitAsync("/campaigns/pages");
        Assert.Contains("published, version 1", desk.Desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_is_written_published_taken_down_and_brought_back_on_its_page()
    {
        var browser = desk.Desk.Browser;
        await browser.VisitAsync($"/campaigns/pages/{page.Id}");
        await browser.SubmitAsync("header form[action$='/publish']");
        await browser.SubmitAsync("main form:has([name=Body])", ("Title", "Neue Ramme 2"), ("Path", "Not an address"));
        Assert.Contains("Letters, digits and hyphens", browser.Text, StringComparison.Ordinal);
        await browser.SubmitAsync("main form:has([name=Body])", ("Path", "pile-driver"));
        await browser.SubmitAsync("header form[action$='/publish']");
        await browser.PressAsync("main form[action$='/bring-back']", "number", "1");
        Assert.Equal("Neue Ramme", browser.Page.QuerySelector("[name=Title]")!.GetAttribute("value"));
        await browser.SubmitAsync("header form[action$='/take-down']");
        Assert.Contains("not published", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_short_form_asks_the_rest_afterwards_a_few_at_a_time_and_the_product_without_asking()
    {
        var content = page.Content with { Questions = ["Wie viele?", "Bis wann?", "Welches Budget?"], QuestionsAtOnce = 1, Product = "Ramme R 20" };
        await desk.Desk.DoAsync<SaveLanding, (LandingPage?, Fault?)>(verb => verb.RunAsync(page.Id, page.Path, content));
        await PublishAsync();
        var stranger = await SendAsync("/p/pile-driver");
        Assert.Null(stranger.Page.QuerySelector("[name='answer-0']"));
        await stranger.SubmitAsync("form:has([name=ticket])", ("answer-1", new string('x', 2001)));
        Assert.Contains("Höchstens 2000 Zeichen.", stranger.Text, StringComparison.Ordinal);
        await stranger.SubmitAsync("form:has([name=ticket])", ("answer-1", "Bis Mai"));
        await stranger.SubmitAsync("form:has([name=ticket])");
        Assert.Null(stranger.Page.QuerySelector("[name=ticket]"));

        var deal = await desk.App.InDbAsync(db => db.Deals.AsNoTracking().SingleAsync());
        Assert.Equal("Ramme R 20", deal.Product);
        await desk.Desk.Browser.VisitAsync($"/deals/{deal.Id}");
        Assert.Contains("Bis wann? Bis Mai", desk.Desk.Browser.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Welches Budget?", desk.Desk.Browser.Text, StringComparison.Ordinal);
    }

    private Task DeliverAsync() => desk.App.WithAsync<TimelineDelivery, int>(async delivery =>
    {
        await delivery.DeliverPendingAsync();
        return 0;
    });

    private async Task PublishAsync() => Assert.True(await desk.Desk.DoAsync<SaveLanding, bool>(verb => verb.PublishAsync(page.Id)));

    private Task<Browser> SendAsync(string address, params (string, object)[] more) => SendAsync(address, 30, more);

    private async Task<Browser> SendAsync(string address, int seconds, params (string, object)[] more)
    {
        var stranger = desk.App.OpenBrowser();
        await stranger.VisitAsync(address);
        desk.App.Clock.Now = desk.App.Clock.Now.AddSeconds(seconds);
        await stranger.SubmitAsync("main form:has([name=email])", [("name", "Jan Petry"), ("email", "Jan@Petry.example"), ("company", "Petry Bau"), ("answer-0", "Zwei"), .. more]);
        return stranger;
    }
}
