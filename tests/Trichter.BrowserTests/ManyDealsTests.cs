using Trichter.BrowserTests.Support;
using static Microsoft.Playwright.Assertions;

namespace Trichter.BrowserTests;

public sealed class ManyDealsTests(Chromium chromium) : Journey(chromium)
{
    [Fact]
    public async Task A_list_is_set_up_saved_changed_as_a_whole_and_taken_back()
    {
        await SetUpAsync("sales-cycle-7");
        await OpenAsync();
        await SignInAsync();
        await Ask_for_valuable_deals_without_a_next_step();
        await Save_it_as_a_view();
        await Tag_all_of_them();
        await Take_it_back();
        await Find_the_view_again();
    }

    private async Task Ask_for_valuable_deals_without_a_next_step()
    {
        await Page.GotoAsync("/deals/list");
        await Page.GetByLabel("Add a condition").SelectOptionAsync("Value");
        await Page.GetByLabel("Amount").FillAsync("50000");
        await Button("Add").ClickAsync();
        await Page.GetByLabel("Add a condition").SelectOptionAsync("Next step");
        await Page.GetByLabel("Compares").SelectOptionAsync("is empty");
        await Button("and").ClickAsync();
        await Expect(Page.GetByText("Next step is empty")).ToBeVisibleAsync();
        await AssertNothingSticksOutAsync();
    }

    private async Task Save_it_as_a_view()
    {
        await Page.Locator("summary", new() { HasText = "Views" }).ClickAsync();
        await Page.GetByLabel("Save this list as").FillAsync("Forgotten money");
        await Button("Save the view").ClickAsync();
        await Expect(Toast).ToContainTextAsync("View saved");
        await Expect(Page.Locator("summary", new() { HasText = "Forgotten money" })).ToBeVisibleAsync();
    }

    private async Task Tag_all_of_them()
    {
        await Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { NameRegex = new("Change all .* found") }).ClickAsync();
        await Page.Locator("input[value=AddTag]").CheckAsync();
        await Page.Locator("input[name=AddTag]").FillAsync("forgotten");
        await Page.Locator("main button.btn-primary").ClickAsync();
        await Expect(Page.GetByText("deals changed")).ToBeVisibleAsync();
    }

    private async Task Take_it_back()
    {
        await Button("Undo all of it").ClickAsync();
        await Expect(Page.Locator("#bulk-state").GetByText("Taken back")).ToBeVisibleAsync();
    }

    private async Task Find_the_view_again()
    {
        await Page.GotoAsync("/deals/list");
        await Page.Locator("summary", new() { HasText = "Views" }).ClickAsync();
        await Link("Forgotten money").ClickAsync();
        await Expect(Page.GetByText("Next step is empty")).ToBeVisibleAsync();
    }
}
