using Microsoft.Playwright;
using Trichter.BrowserTests.Support;
using Trichter.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Trichter.BrowserTests;

public sealed class KeyboardOnlyTests(Chromium chromium) : Journey(chromium)
{
    [Fact]
    public async Task A_deal_is_moved_opened_and_noted_without_a_mouse()
    {
        await SetUpAsync("sales-cycle-7");
        await OpenAsync();
        await Sign_in();
        await Go_to_the_board();
        var name = await Walk_to_a_card();
        await Move_it_one_stage(name);
        await Open_it_and_write_a_note(name);
        await Search_for_it(name);
        await Go_to_a_page_by_its_name();
        await Look_up_the_keys();
    }

    [Fact]
    public async Task A_day_is_worked_from_today_without_a_mouse()
    {
        await SetUpAsync("sales-cycle-7", withSampleData: false);
        await OpenAsync();
        await Sign_in();
        await Enter_a_deal("Tower crane", "Petry");
        await Enter_a_deal("Loader", "Holm");
        await Call_a_new_lead("Holm", "Send the price of the loader");
        await Finish_the_call_and_plan_the_next();
    }

    private async Task Enter_a_deal(string name, string company)
    {
        await PressAsync("n");
        await Page.WaitForURLAsync("**/deals/new");
        await TabToAsync("[name='Form.Name']");
        await Page.Keyboard.TypeAsync(name);
        await TabToAsync("[name='Form.Company']");
        await Page.Keyboard.TypeAsync(company);
        await PressAsync("Enter");
        await Expect(Toast).ToContainTextAsync($"{name} entered");
    }

    private async Task Call_a_new_lead(string company, string next)
    {
        await PressAsync("g", "t");
        await Page.WaitForURLAsync("**/today");
        await Expect(Page.Locator(".tr-item")).ToHaveCountAsync(2);
        await PressAsync("j", "j");
        await Expect(Page.Locator(".tr-item-name:focus")).ToHaveTextAsync(company);
        await PressAsync("Enter");
        await Expect(Page.Locator("#focus-title")).ToHaveTextAsync(company);
        await PressAsync("d");
        await Expect(Page.Locator("[id^=plan-text]")).ToBeFocusedAsync();
        await Page.Keyboard.TypeAsync(next);
        await PressAsync("Enter");
        await Expect(Toast).ToContainTextAsync("Saved");
        await Expect(Page.Locator(".tr-item")).ToHaveCountAsync(1);
    }

    private async Task Finish_the_call_and_plan_the_next()
    {
        PassDays(4);
        await PressAsync("g", "t");
        await Expect(Page.Locator(".tr-item")).ToHaveCountAsync(2);
        await PressAsync("j", "j");
        await PressAsync("Enter");
        await Expect(Page.Locator("#focus-title")).ToHaveTextAsync("Holm");
        await PressAsync("x");
        await Expect(Page.Locator("[id^=plan-text]")).ToBeFocusedAsync();
        await Expect(Page.Locator("[id^=plan-text]")).ToHaveValueAsync("Send the price of the loader");
        await PressAsync("Enter");
        await Expect(Toast).ToContainTextAsync("Saved");
        await Expect(Page.Locator("#focus-title")).ToHaveTextAsync("Petry");
    }

    private async Task Sign_in()
    {
        await Page.GotoAsync("/sign-in");
        await TabToAsync("input[type=email]");
        await Page.Keyboard.TypeAsync(App.OwnerEmail);
        await PressAsync("Tab");
        await Page.Keyboard.TypeAsync(App.Password);
        await PressAsync("Enter");
        await Page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
    }

    private async Task Go_to_the_board()
    {
        await PressAsync("n");
        await Page.WaitForURLAsync("**/deals/new");
        await PressAsync("g", "b");
        await Page.WaitForURLAsync("**/deals");
    }

    private async Task<string> Walk_to_a_card()
    {
        await PressAsync("j", "j", "k");
        var focused = Page.Locator(".tr-card:focus");
        await Expect(focused).ToHaveCountAsync(1);
        await Expect(Column("Qualify fit").Locator(".tr-card:focus")).ToHaveCountAsync(1);
        return (await focused.GetAttributeAsync("aria-label"))!;
    }

    private async Task Move_it_one_stage(string name)
    {
        await PressAsync("Shift+ArrowRight");
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Qualify fit → Analyse needs" })).ToBeVisibleAsync();
        await TabToAsync("[name='Form.Reason']");
        await Page.Keyboard.TypeAsync("They are in a hurry.");
        await TabToAsync("main button.btn-primary");
        await PressAsync("Enter");
        await Expect(Column("Analyse needs").Locator($".tr-card[aria-label=\"{name}\"]")).ToBeVisibleAsync();
    }

    private async Task Open_it_and_write_a_note(string name)
    {
        for (var step = 0; step < 30 && await Page.Locator($".tr-card[aria-label=\"{name}\"]:focus").CountAsync() == 0; step++)
            await PressAsync("j");
        await PressAsync("Enter");
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = name, Exact = true })).ToBeVisibleAsync();

        await TabToAsync("#compose textarea");
        await Page.Keyboard.TypeAsync("Noted by hand, never touched a mouse / n.");
        await TabToAsync("#compose button");
        await PressAsync("Enter");
        await Expect(Page.Locator(".tr-event").First).ToContainTextAsync("never touched a mouse / n.");
    }

    private async Task Search_for_it(string name)
    {
        await PressAsync("/");
        await Expect(Page.Locator("#search")).ToBeFocusedAsync();
        await Page.Keyboard.TypeAsync(name);
        await PressAsync("Enter");
        await Expect(Page.Locator("main [data-row]").First).ToContainTextAsync(name);
    }

    private async Task Go_to_a_page_by_its_name()
    {
        await Page.GotoAsync("/today");
        await PressAsync("Control+k");
        await Page.Keyboard.TypeAsync("working");
        await Expect(Page.Locator("#found-here a").First).ToHaveTextAsync("Working hours");
        await PressAsync("ArrowDown");
        await PressAsync("Enter");
        await Page.WaitForURLAsync("**/settings/hours");
    }

    private async Task Look_up_the_keys()
    {
        await PressAsync("Escape");
        await Page.EvaluateAsync("document.activeElement.blur()");
        await PressAsync("?");
        await Expect(Page.GetByRole(AriaRole.Dialog, new() { Name = "Keyboard" })).ToBeVisibleAsync();
        await PressAsync("Escape");
        await Expect(Page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
    }

    private async Task PressAsync(params string[] keys)
    {
        foreach (var key in keys) await Page.Keyboard.PressAsync(key);
    }

    private async Task TabToAsync(string target)
    {
        for (var step = 0; step < 120; step++)
        {
            await PressAsync("Tab");
            if (await Page.Locator($"{target}:focus").CountAsync() > 0) return;
        }

        Assert.Fail($"Tab never came to {target} on {Page.Url}.");
    }
}
