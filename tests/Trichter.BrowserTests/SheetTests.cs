using Microsoft.Playwright;
using Trichter.BrowserTests.Support;
using static Microsoft.Playwright.Assertions;

namespace Trichter.BrowserTests;

/// <summary>A list is worked on like a sheet: a field of one's own is added, filled in cell by cell with the keyboard alone, and put together.</summary>
public sealed class SheetTests(Chromium chromium) : Journey(chromium)
{
    [Fact]
    public async Task A_column_of_ones_own_is_filled_in_with_the_keyboard()
    {
        await SetUpAsync("sales-cycle-7");
        await OpenAsync();
        await SignInAsync();
        await Page.GotoAsync("/settings/fields/new?record=Deal");
        await Page.GetByLabel("Name in English").FillAsync("Weight");
        await Page.GetByLabel("Type", new() { Exact = true }).SelectOptionAsync("Number");
        await Button("Add the field").ClickAsync();
        await Expect(Toast).ToContainTextAsync("Field saved");

        await Page.GotoAsync("/deals/list/sales-cycle-7?cols=name,custom:weight&sort=name");
        var cells = Page.Locator("[data-grid] tbody tr");
        await cells.Nth(0).Locator("td").Nth(0).FocusAsync();
        await Page.Keyboard.PressAsync("ArrowRight");
        await Page.Keyboard.PressAsync("ArrowRight");
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Page.Locator("[data-cell] input:focus")).ToBeVisibleAsync();
        await Page.Keyboard.TypeAsync("80.5");
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Toast).ToContainTextAsync("saved");
        await Expect(cells.Nth(0).Locator("td").Nth(2)).ToContainTextAsync("80.5");

        await Expect(cells.Nth(0).Locator("td").Nth(2)).ToBeFocusedAsync();
        await Page.Keyboard.PressAsync("ArrowDown");
        await Page.Keyboard.PressAsync("Enter");
        await Expect(Page.Locator("[data-cell] input:focus")).ToBeVisibleAsync();
        await Page.Keyboard.TypeAsync("heavy");
        await Page.Keyboard.PressAsync("Escape");
        await Expect(Page.Locator("[data-cell]")).ToHaveCountAsync(0);
        await Expect(cells.Nth(1).Locator("td").Nth(2)).ToBeFocusedAsync();

        await Button("Undo").ClickAsync();
        await Expect(cells.Nth(0).Locator("td").Nth(2)).Not.ToContainTextAsync("80.5");
        await Page.GetByLabel("Put together by").SelectOptionAsync("owner");
        await Expect(Page.GetByRole(AriaRole.Rowheader, new() { Name = "Together" })).ToBeVisibleAsync();
    }
}
