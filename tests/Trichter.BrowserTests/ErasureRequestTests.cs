using Trichter.BrowserTests.Support;
using Trichter.Customers;
using static Microsoft.Playwright.Assertions;

namespace Trichter.BrowserTests;

public sealed class ErasureRequestTests(Chromium chromium) : Journey(chromium)
{
    private Person jan = null!;

    [Fact]
    public async Task A_person_asks_to_be_erased_and_is_nowhere_to_be_found()
    {
        await SetUpAsync("funnel-5", withSampleData: false);
        jan = Assert.IsType<SaveResult<Person>.Saved>(await Desk.DoAsync<SavePerson, SaveResult<Person>>(verb => verb.CreateAsync(
            new Dictionary<string, string> { ["first_name"] = "Jan", ["last_name"] = "Kowalczyk", ["emails"] = "jan@kowalczyk.example" }, null, "", evenIfDuplicate: true))).Record;
        await Desk.EnterAsync("Two excavators");
        await OpenAsync();
        await SignInAsync();
        var before = await FiguresAsync();

        await The_request_is_noted();
        await What_goes_is_looked_at_and_erased();

        await Page.GotoAsync("/people");
        await Expect(Page.GetByRole(Microsoft.Playwright.AriaRole.Main)).Not.ToContainTextAsync("Kowalczyk");
        await Page.GotoAsync("/search?q=jan@kowalczyk.example");
        await Expect(Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Kowalczyk" })).ToHaveCountAsync(0);
        Assert.Equal(before, await FiguresAsync());
    }

    private async Task The_request_is_noted()
    {
        await Page.GotoAsync($"/settings/requests?person={jan.Id}");
        await Page.GetByLabel("What they ask for").SelectOptionAsync("Erasure");
        await Page.GetByLabel("How we know that it is they").FillAsync("Mail from the address we know");
        await Button("Note it").ClickAsync();
        await Expect(Toast).ToContainTextAsync("It has to be answered by");
    }

    private async Task What_goes_is_looked_at_and_erased()
    {
        await Link("See what erasing would do").ClickAsync();
        await Expect(Page.GetByText("Nobody can take this back.")).ToBeVisibleAsync();
        await Page.GetByLabel("Type the last name to confirm").FillAsync("Kowalczyk");
        await Button("Erase for good").ClickAsync();
        await Expect(Toast).ToContainTextAsync("The person was erased.");
    }

    private async Task<string> FiguresAsync()
    {
        await Page.GotoAsync("/insight/pipeline");
        return await Page.Locator("main").InnerTextAsync();
    }
}
