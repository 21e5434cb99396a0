using Microsoft.Playwright;
using Trichter.BrowserTests.Support;
using Trichter.Team;
using static Microsoft.Playwright.Assertions;

namespace Trichter.BrowserTests;

/// <summary>Ada and Theo work on one deal at the same time, each in a browser of their own.</summary>
public sealed class TwoBrowsersTests(Chromium chromium) : Journey(chromium)
{
    [Fact]
    public async Task Two_people_edit_one_deal_and_neither_loses_what_they_typed()
    {
        await SetUpAsync("sales-cycle-7", withSampleData: false);
        await HireAsync("Theo", "theo@nordwerk.example", Role.Seller);
        await OpenAsync();
        await SignInAsync();
        await Page.GotoAsync("/deals/new");
        await Page.GetByLabel("What is it about?").FillAsync("Tower crane");
        await Button("Enter the deal").ClickAsync();
        await Expect(Toast).ToContainTextAsync("Tower crane entered");
        var deal = new Uri(Page.Url).AbsolutePath;

        var theo = await OpenSecondAsync();
        await theo.GotoAsync(deal + "/edit");
        await Page.GotoAsync(deal + "/edit");
        await theo.GetByLabel("Product").FillAsync("Crane 80 t");
        await theo.GetByLabel("Source").FillAsync("Trade fair");
        await theo.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(theo.Locator("[data-toast]")).ToContainTextAsync("saved");

        await Page.GetByLabel("Product").FillAsync("Crane 120 t");
        await Page.GetByLabel("Tags").FillAsync("hot");
        await Button("Save").ClickAsync();
        await Expect(Page.GetByText("Saved by somebody else meanwhile: Crane 80 t")).ToBeVisibleAsync();
        await Expect(Page.GetByLabel("Product")).ToHaveValueAsync("Crane 120 t");
        await Expect(Page.GetByLabel("Tags")).ToHaveValueAsync("hot");

        await Button("Save").ClickAsync();
        await Expect(Toast).ToContainTextAsync("saved");
        await Expect(Page.Locator("dt:text-is('Product') + dd")).ToHaveTextAsync("Crane 120 t");
        await Expect(Page.Locator("dt:text-is('Source') + dd")).ToHaveTextAsync("Trade fair");
    }

    [Fact]
    public async Task What_one_moves_the_other_sees_without_asking()
    {
        await SetUpAsync("sales-cycle-7", withSampleData: false);
        await HireAsync("Theo", "theo@nordwerk.example", Role.Seller);
        await OpenAsync();
        await SignInAsync();
        var theo = await OpenSecondAsync();
        await theo.GotoAsync("/deals/list");
        await Expect(theo.GetByText("Nothing matches")).ToBeVisibleAsync();

        await Page.GotoAsync("/deals/new");
        await Page.GetByLabel("What is it about?").FillAsync("Tower crane");
        await Button("Enter the deal").ClickAsync();
        await Expect(theo.GetByRole(AriaRole.Link, new() { Name = "Tower crane", Exact = true })).ToBeVisibleAsync();
    }

    private async Task<IPage> OpenSecondAsync()
    {
        var theo = await OpenAnotherAsync();
        await theo.GotoAsync("/sign-in");
        await theo.FillAsync("input[type=email]", "theo@nordwerk.example");
        await theo.FillAsync("input[type=password]", Trichter.Tests.Support.App.Password);
        await theo.ClickAsync("form:has(input[type=password]) button");
        await theo.WaitForURLAsync("**/today");
        return theo;
    }
}
