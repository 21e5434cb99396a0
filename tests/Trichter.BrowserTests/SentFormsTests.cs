using Microsoft.Playwright;
using Trichter.BrowserTests.Support;
using static Microsoft.Playwright.Assertions;

namespace Trichter.BrowserTests;

/// <summary>Pages are changed in place: a form that was sent shows what was answered, neither rows twice nor what is saved already.</summary>
public sealed class SentFormsTests(Chromium chromium) : Journey(chromium)
{
    [Fact]
    public async Task A_refused_row_stays_once_and_a_saved_rate_leaves_empty_fields()
    {
        await SetUpAsync("sales-cycle-7");
        await OpenAsync();
        await SignInAsync();
        await Page.GotoAsync("/settings/departments/new");
        await Page.GetByLabel("Name", new() { Exact = true }).FillAsync("Logistics");
        var (text, days) = (Page.GetByLabel("What is to be done"), Page.GetByLabel("Due after working days"));
        await text.Nth(0).FillAsync("Book the lorry");
        await days.Nth(0).FillAsync("soon");
        await Page.GetByLabel("Proof needed").Nth(0).SelectOptionAsync("yes");
        await Button("Save").ClickAsync();
        await Expect(Page.GetByText("A whole number up to 365.")).ToHaveCountAsync(1);
        await Expect(text.Nth(0)).ToHaveValueAsync("Book the lorry");
        await Expect(text.Nth(1)).ToHaveValueAsync("");
        await Expect(Page.GetByLabel("Proof needed").Nth(0)).ToHaveValueAsync("yes");
        await Expect(Page.GetByLabel("Proof needed").Nth(1)).ToHaveValueAsync("no");
        await days.Nth(0).FillAsync("2");
        await days.Nth(0).PressAsync("Enter");
        await Expect(Toast).ToContainTextAsync("Saved");

        await Page.GotoAsync("/settings/rates");
        await Page.GetByLabel("Units", new() { Exact = true }).FillAsync("1.0823");
        await Page.GetByLabel("Currency", new() { Exact = true }).FillAsync("USD");
        await Page.GetByLabel("Published by").FillAsync("ECB");
        await Page.Locator("[name='Form.HomeUnits']").FillAsync("1");
        await Page.GetByLabel("Published by").PressAsync("Enter");
        await Expect(Toast).ToContainTextAsync("Saved");
        await Expect(Page.GetByRole(AriaRole.Cell, new() { Name = "ECB" })).ToBeVisibleAsync();
        await Expect(Page.GetByLabel("Currency", new() { Exact = true })).ToHaveValueAsync("");
        await Expect(Page.GetByLabel("Published by")).ToHaveValueAsync("");
    }
}
