using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Trichter.BrowserTests.Support;

namespace Trichter.BrowserTests;

public sealed class AccessibilityTests(Chromium chromium) : Journey(chromium)
{
    private static readonly AxeRunOptions Everything = new()
    {
        RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
        ResultTypes = [ResultType.Violations],
    };

    private readonly List<string> violations = [];

    // Structure changes with the width and colours with the scheme: each is walked once.
    [Theory]
    [InlineData(ColorScheme.Light, "1440")]
    [InlineData(ColorScheme.Dark, "390")]
    public async Task No_page_has_a_violation(ColorScheme scheme, string width)
    {
        var options = Screens.Showing(scheme, width);
        options.BypassCSP = true; // axe brings styles of its own
        await OpenAsync(options);
        await LookAtAsync("/welcome");
        await SetUpAsync("sales-process-8");
        await LookAtAsync("/sign-in");
        await SignInAsync();

        // At 1440 every page; on the phone every third one, in the order of the list, which puts pages of one kind side by side.
        foreach (var address in (await Pages.OfAsync(Page)).Where((_, place) => width == "1440" || place % 3 == 0))
            await LookAtAsync(address);

        Assert.True(violations.Count == 0, string.Join("\n", violations.Distinct()));
    }

    private async Task LookAtAsync(string address)
    {
        var response = await Page.GotoAsync(address);
        Assert.True(response!.Ok || address == "/not-allowed", $"{response.Status} {address}");
        var result = await Page.RunAxe(Everything);
        violations.AddRange(
            from violation in result.Violations
            from node in violation.Nodes
            select $"{address}: {violation.Id}: {node.Target} {node.Html}\n    {node.Any.Concat(node.All).Concat(node.None).Select(check => check.Message).FirstOrDefault()}");
    }
}
