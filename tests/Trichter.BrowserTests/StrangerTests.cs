using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Trichter.BrowserTests.Support;
using Trichter.Customers.Consent;
using Trichter.Platform.Mail;
using Trichter.Team;
using Trichter.Timeline;
using static Microsoft.Playwright.Assertions;

namespace Trichter.BrowserTests;

/// <summary>Marketing publishes a page; a stranger sends its form from a phone, confirms the address from the mail, and is called by the right seller within the hour.</summary>
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
        await Publish_a_page();
        var phone = await OpenAnotherAsync(new() { Locale = "de-DE", ViewportSize = Screens.Phone });
        await Send_the_form(phone);
        await Confirm_the_address(phone);
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

    private async Task Publish_a_page()
    {
        await Page.GotoAsync("/campaigns/pages/new");
        await Page.GetByLabel("Title").FillAsync("Neue Ramme");
        await Page.GetByLabel("Address after /p/").FillAsync("ramme");
        await Page.GetByLabel("Language").SelectOptionAsync("de");
        await Page.GetByLabel("Consent that is asked for").SelectOptionAsync(new SelectOptionValue { Label = "Newsletter" });
        await Page.GetByLabel("Text", new() { Exact = true }).FillAsync("# Leiser rammen");
        await Page.GetByLabel("Ask for the phone number").CheckAsync();
        await Button("Save the draft").ClickAsync();
        await Button("Publish").ClickAsync();
        await Expect(Toast).ToContainTextAsync("Published");
        await AssertNothingSticksOutAsync();
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
    }

    private Task<bool> DeliverAsync() => Desk.App.WithAsync<TimelineDelivery, bool>(async delivery =>
    {
        await delivery.DeliverPendingAsync();
        return true;
    });
}
