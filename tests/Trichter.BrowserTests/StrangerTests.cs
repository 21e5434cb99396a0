using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Trichter.BrowserTests.Support;
using Trichter.Customers.Consent;
using Trichter.Nurturing;
using Trichter.Platform.Mail;
using Trichter.Team;
using Trichter.Timeline;
using static Microsoft.Playwright.Assertions;

namespace Trichter.BrowserTests;

/// <summary>Marketing builds a page of blocks and a programme; a stranger sends the form from a phone and confirms the address; when the score is reached the right seller gets the lead and calls within the hour.</summary>
public sealed class StrangerTests(Chromium chromium) : Journey(chromium)
{
    [Fact]
    public async Task A_stranger_becomes_a_lead_that_is_called_within_the_hour()
    {
        await SetUpAsync("sales-cycle-7", withSampleData: false);
        await HireAsync("Berta", "berta@nordwerk.example", Role.Seller);
        PassToTuesday();
        await OpenAsync();
        await SignInAsync();
        await Write_the_consent_text();
        await Publish_a_page_of_blocks();
        await Publish_a_programme_that_waits_for_the_score();
        var phone = await OpenAnotherAsync(new() { Locale = "de-DE", ViewportSize = Screens.Phone });
        await Send_the_form(phone);
        await Confirm_the_address(phone);
        await DeliverAsync();
        await Nobody_is_asked_to_call_yet();
        PassDays(2);
        Assert.Equal(1, await Desk.App.WithAsync<RunProgrammes, int>(run => run.RunAsync()));
        await DeliverAsync();
        await OpenAsync();
        await SignInAsync("berta@nordwerk.example");
        await The_lead_is_mine_and_I_may_call();
    }

    private async Task Write_the_consent_text()
    {
        await Page.GotoAsync("/settings/consent");
        await Page.GetByLabel("Name", new() { Exact = true }).FillAsync("Newsletter");
        await Page.GetByLabel("Text in German").FillAsync("Ja, ich möchte Neues per E-Mail.");
        await Page.GetByLabel("Newsletter", new() { Exact = true }).CheckAsync();
        await Page.GetByLabel("E-mail", new() { Exact = true }).CheckAsync();
        await Page.GetByLabel("Who is responsible").FillAsync("Nordwerk GmbH, Rostock");
        await Button("Save").ClickAsync();
        await Expect(Toast).ToContainTextAsync("Saved");
    }

    private async Task Publish_a_page_of_blocks()
    {
        await Page.GotoAsync("/campaigns/pages/new");
        await Page.GetByLabel("Title").FillAsync("Neue Ramme");
        await Page.GetByLabel("Address after /p/").FillAsync("ramme");
        await Page.GetByLabel("Language").SelectOptionAsync("de");
        await Page.GetByLabel("Consent that is asked for").SelectOptionAsync(new SelectOptionValue { Label = "Newsletter" });
        await Page.GetByLabel("Text", new() { Exact = true }).FillAsync("# Leiser rammen");
        await Page.GetByLabel("Nurture first").CheckAsync();
        await Page.GetByLabel("Ask for the phone number").CheckAsync();
        await Button("Save the draft").ClickAsync();
        await Page.GetByRole(AriaRole.Link, new() { Name = "Edit the blocks" }).ClickAsync();
        await Expect(Page.Locator("form[data-blocks][data-ready]")).ToBeVisibleAsync();
        await Expect(Page.FrameLocator("iframe[title='The page']").Locator("h1")).ToHaveTextAsync("Leiser rammen");
        await Page.Locator(".gjs-block[title=Form]").ClickAsync();
        await Page.Locator(".gjs-block[title='Quote block']").ClickAsync();
        await AssertNothingSticksOutAsync();
        await Button("Save the draft").ClickAsync();
        await Expect(Page.Locator("main")).ToContainTextAsync("This page is built of blocks");
        await Button("Publish").ClickAsync();
        await Expect(Toast).ToContainTextAsync("Published");
        await AssertNothingSticksOutAsync();
    }

    private async Task Publish_a_programme_that_waits_for_the_score()
    {
        await Page.GotoAsync("/programmes/new");
        await Page.GetByLabel("Name", new() { Exact = true }).FillAsync("After the form");
        await Page.GetByLabel("and for whoever sends the form of").SelectOptionAsync(new SelectOptionValue { Label = "Neue Ramme" });
        await Page.Locator("[name=Kind-0]").SelectOptionAsync("Wait");
        await Page.Locator("[name=Days-0]").FillAsync("2");
        await Page.Locator("[name=Kind-1]").SelectOptionAsync("Score");
        await Page.Locator("[name=Points-1]").FillAsync("25");
        await Page.Locator("[name=Otherwise-1]").FillAsync("4");
        await Page.Locator("[name=Kind-2]").SelectOptionAsync("Propose");
        await Button("Save").ClickAsync();
        await Button("Publish the steps").ClickAsync();
        await Expect(Toast).ToContainTextAsync("Published");
        await AssertNothingSticksOutAsync();
    }

    private async Task Nobody_is_asked_to_call_yet()
    {
        Assert.Equal(1, await Desk.App.WithAsync<RunProgrammes, int>(run => run.RunAsync()));
        Assert.True(await Desk.App.InDbAsync(db => db.Deals.AllAsync(deal => deal.IsNurtured && deal.OwnerId == null)));
        Assert.Equal(0, await Desk.App.InDbAsync(db => db.LeadClocks.CountAsync()));
    }

    private async Task Send_the_form(IPage phone)
    {
        await phone.GotoAsync("/p/ramme?utm_source=messe");
        await phone.GetByLabel("Ihr Name").FillAsync("Eva Nowak");
        await phone.GetByLabel("Ihre E-Mail-Adresse").FillAsync("eva@nowak.example");
        await phone.GetByLabel("Ihre Telefonnummer").FillAsync("+49 381 12345");
        await phone.GetByLabel("Newsletter").CheckAsync();
        PassMinutes(1);
        await phone.GetByRole(AriaRole.Button, new() { Name = "Senden" }).ClickAsync();
        await Expect(phone.Locator("main")).ToContainTextAsync("Wir melden uns bei Ihnen.");
    }

    private async Task Confirm_the_address(IPage phone)
    {
        var mail = await Desk.App.InDbAsync(db => db.Set<OutgoingMail>().AsNoTracking().SingleAsync(its => its.ToAddress == "eva@nowak.example"));
        await phone.GotoAsync(mail.Text.Split('\n').Single(line => line.Contains("/confirm/", StringComparison.Ordinal)).Trim());
        await phone.GetByRole(AriaRole.Button, new() { Name = "Ja, schreiben Sie mir" }).ClickAsync();
        await Expect(phone.Locator("main")).ToContainTextAsync("Ihre Adresse ist bestätigt.");
        Assert.True(await Desk.App.InDbAsync(db => db.Set<ConsentEvent>().AnyAsync(its => its.Action == ConsentAction.Confirmed && its.Purpose == Purpose.Newsletter)));
    }

    private async Task The_lead_is_mine_and_I_may_call()
    {
        PassMinutes(10);
        await Page.GotoAsync("/today");
        await Expect(Page.Locator("main")).ToContainTextAsync("Neue Ramme: Eva Nowak");
        var deal = await Desk.App.InDbAsync(db => db.Deals.AsNoTracking().SingleAsync());
        await Page.GotoAsync($"/deals/{deal.Id}");
        await Expect(Page.Locator("main")).ToContainTextAsync("gave the lead to Berta");
        await Page.GotoAsync($"/deals/{deal.Id}/call");
        await Expect(Page.Locator("[data-may-we]")).ToContainTextAsync("requested by them");
        await AssertNothingSticksOutAsync();
        await Page.GotoAsync("/today");
        await Button("Spoke").ClickAsync();
        await Expect(Toast).ToBeVisibleAsync();
        var clock = await Desk.App.InDbAsync(db => db.LeadClocks.AsNoTracking().SingleAsync());
        Assert.Equal((TimeSpan.FromMinutes(10), null), (clock.ContactedAt - clock.ArrivedAt, clock.MissedAt));
    }

    private Task<bool> DeliverAsync() => Desk.App.WithAsync<TimelineDelivery, bool>(async delivery =>
    {
        await delivery.DeliverPendingAsync();
        return true;
    });
}
