using System.Text;
using Microsoft.Playwright;
using Trichter.BrowserTests.Support;
using static Microsoft.Playwright.Assertions;

namespace Trichter.BrowserTests;

public sealed class WithoutScriptsTests(Chromium chromium) : Journey(chromium)
{
    [Fact]
    public async Task Everything_that_matters_works_with_scripts_switched_off()
    {
        await SetUpAsync("funnel-5", withSampleData: false);
        await OpenAsync(new() { JavaScriptEnabled = false });
        await SignInAsync();
        await Enter_a_deal();
        await Move_it_by_the_menu_of_its_card();
        await Confirm_a_criterion();
        await Write_a_note();
        await Win_it();
        await Find_it();
        await Upload_a_file();
        await Switch_to_dark_and_sign_out();
    }

    private async Task Enter_a_deal()
    {
        await Page.GotoAsync("/deals/new");
        await Page.GetByLabel("What is it about?").FillAsync("Two excavators");
        await Page.GetByLabel("Company").FillAsync("Globex");
        await Page.GetByLabel("Value").FillAsync("184000");
        await Button("Enter the deal").ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Two excavators" })).ToBeVisibleAsync();
    }

    private async Task Move_it_by_the_menu_of_its_card()
    {
        await Page.GotoAsync("/deals");
        await Card("Two excavators").Locator(".tr-card-menu a").ClickAsync();
        await Page.Locator("#card-actions button[name='Form.StageId']").First.ClickAsync();
        if (await Page.Locator("[name='Form.Reason']").IsVisibleAsync())
        {
            await Page.FillAsync("[name='Form.Reason']", "They called us.");
            await Button("Move").ClickAsync();
        }

        await Expect(Page.Locator("[data-board] > section").Nth(1)).ToContainTextAsync("Two excavators");
    }

    private async Task Confirm_a_criterion()
    {
        await Card("Two excavators").Locator("a.tr-card-name").ClickAsync();
        var criterion = Page.Locator(".tr-crit-button").First;
        await criterion.ClickAsync();
        await Expect(Page.Locator(".tr-crit-button").First).ToHaveAttributeAsync("aria-pressed", "true");
    }

    private async Task Write_a_note()
    {
        await Page.Locator("#compose textarea").FillAsync("They want it in March.");
        await Button("Keep").ClickAsync();
        await Expect(Page.Locator(".tr-event").First).ToContainTextAsync("They want it in March.");
    }

    private async Task Win_it()
    {
        await Link("Won").ClickAsync();
        await Button("Win the deal").ClickAsync();
        await Page.GetByLabel("Reason for handing over without it").FillAsync("I deliver it myself.");
        await Button("Hand over").ClickAsync();
        await Expect(Page.Locator(".tr-record-head")).ToContainTextAsync("Won");
        await Expect(Page.Locator("section[aria-labelledby=hand-overs]")).ToContainTextAsync("accepted");
    }

    private async Task Find_it()
    {
        await Page.GotoAsync("/search?q=excavators");
        await Expect(Page.Locator("main [data-row]")).ToContainTextAsync(["Two excavators"]);
    }

    private async Task Upload_a_file()
    {
        await Page.GotoAsync("/import");
        await Page.Locator("input[type=file][name=file]").SetInputFilesAsync(
            new FilePayload { Name = "leads.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes("Deal,Value\nCrane,1200\n") });
        await Button("Look at the file").ClickAsync();
        await Expect(Page.GetByText("Where the columns go")).ToBeVisibleAsync();
    }

    private async Task Switch_to_dark_and_sign_out()
    {
        await OpenTheUserMenu();
        await Button("Dark").ClickAsync();
        await Expect(Page.Locator("html")).ToHaveAttributeAsync("data-bs-theme", "dark");

        await OpenTheUserMenu();
        await Button("Sign out").ClickAsync();
        await Page.GotoAsync("/deals");
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
    }

    private Task OpenTheUserMenu() => Page.Locator(".tr-side-foot summary").ClickAsync();
}
