using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Trichter.BrowserTests.Support;

namespace Trichter.BrowserTests;

/// <summary>On the phone a list is called one after another; a number key notes the result.</summary>
public sealed class CallListTests(Chromium chromium) : Journey(chromium)
{
    [Fact]
    public async Task A_list_is_called_through_on_the_phone()
    {
        var options = Screens.Showing(ColorScheme.Light, "390");
        options.BypassCSP = true; // axe brings styles of its own
        await OpenAsync(options);
        await SetUpAsync("sales-process-8");
        await SignInAsync();
        await Page.GotoAsync("/companies");
        await Page.GotoAsync((await Page.Locator("main [data-row] a[href^='/companies/']").First.GetAttributeAsync("href"))!);
        await Page.GetByLabel("Phone", new() { Exact = true }).FillAsync("+49 381 440155");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Page.GetByText("saved").First.WaitForAsync();
        await Page.GotoAsync("/calls/through/companies");
        await Page.Locator("main form button").ClickAsync();
        await Page.WaitForURLAsync("**/calls/rounds/**");

        Assert.NotEqual(0, await Page.Locator("a[href^='tel:']").CountAsync());
        Assert.Empty((await Page.RunAxe()).Violations.Select(violation => $"{violation.Id}: {violation.Nodes[0].Html}"));
        Assert.True(await Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
        var first = Page.Url;
        await Page.Keyboard.PressAsync("3");
        await Page.WaitForURLAsync(url => url != first);
        await Page.GotoAsync(new Uri(Page.Url).GetLeftPart(UriPartial.Path) + "?show=summary");
        Assert.Empty((await Page.RunAxe()).Violations.Select(violation => $"{violation.Id}: {violation.Nodes[0].Html}"));
        Assert.True(await Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
    }
}
