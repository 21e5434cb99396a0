using Trichter.BrowserTests.Support;
using Trichter.Team;
using static Microsoft.Playwright.Assertions;

namespace Trichter.BrowserTests;

public sealed class FirstContactTests(Chromium chromium) : Journey(chromium)
{
    [Fact]
    public async Task A_lead_is_called_within_the_hour_and_one_that_nobody_calls_goes_to_somebody_else()
    {
        await SetUpAsync("sales-cycle-7", withSampleData: false);
        await HireAsync("Theo", "theo@nordwerk.example", Role.Seller);
        PassToTuesday();
        await OpenAsync();
        await SignInAsync();
        await Enter_a_lead("Loader", "Holm");
        await Enter_a_lead("Mixer", "Wulf");
        PassMinutes(40);
        await Call_within_the_hour("Wulf");

        PassMinutes(25);
        await WatchFirstContactsAsync();
        await The_manager_sees_who_has_it_now("Holm", "Theo");
        await OpenAsync();
        await SignInAsync("theo@nordwerk.example");
        await It_was_handed_to_me("Holm");
    }

    private async Task Enter_a_lead(string name, string company)
    {
        await Page.GotoAsync("/deals/new");
        await Page.GetByLabel("What is it about?").FillAsync(name);
        await Page.GetByLabel("Company").FillAsync(company);
        await Button("Enter the deal").ClickAsync();
        await Expect(Toast).ToContainTextAsync($"{name} entered");
    }

    private async Task Call_within_the_hour(string company)
    {
        await Page.GotoAsync("/today");
        await Expect(Page.GetByRole(Microsoft.Playwright.AriaRole.Img, new() { Name = "20 minutes left" })).ToHaveCountAsync(3);
        await Link(company).ClickAsync();
        await Expect(Page.Locator("#focus-title")).ToHaveTextAsync(company);
        await Button("Spoke").ClickAsync();
        await Page.GetByLabel("What is to be done?").FillAsync("Send the price list");
        await Button("Plan it").ClickAsync();
        await Expect(Toast).ToContainTextAsync("Saved");
        await Expect(Link(company)).ToHaveCountAsync(0);
    }

    private async Task The_manager_sees_who_has_it_now(string company, string seller)
    {
        await Page.GotoAsync("/today");
        await Expect(Page.Locator(".tr-item", new() { HasText = company })).ToContainTextAsync($"nobody has called; with {seller}");
    }

    private async Task It_was_handed_to_me(string company)
    {
        await Page.GotoAsync("/today");
        await Expect(Page.Locator(".tr-item", new() { HasText = company })).ToContainTextAsync("handed to you: nobody had called in time");
        await Button("Spoke").ClickAsync();
        await Expect(Page.GetByRole(Microsoft.Playwright.AriaRole.Heading, new() { Name = "What is the next step?" })).ToBeVisibleAsync();
    }
}
