using Microsoft.Playwright;
using Trichter.BrowserTests.Support;
using static Microsoft.Playwright.Assertions;

namespace Trichter.BrowserTests;

public sealed class PictureTests(Chromium chromium) : Journey(chromium)
{
    [Fact]
    public async Task The_board_fits_its_window()
    {
        await SetUpAsync("sales-process-8", "de");
        await OpenAsync(Screens.Showing(ColorScheme.Light, "1440", "de-DE"));
        await SignInAsync();
        await Page.GotoAsync("/deals");

        await Expect(Page.Locator(".tr-card").First).ToBeVisibleAsync();
        await AssertNothingSticksOutAsync();
        if (Environment.GetEnvironmentVariable("TRICHTER_PICTURES") == "1") await Screens.KeepAsync(Page, "docs", "board");
    }

    [Theory, MemberData(nameof(Screens.All), MemberType = typeof(Screens))]
    public async Task Every_page_fits_its_window(ColorScheme scheme, string width)
    {
        await SetUpAsync("sales-process-8", "de");
        await OpenAsync(Screens.Showing(scheme, width, "de-DE"));
        await SignInAsync();

        foreach (var address in await Pages.OfAsync(Page))
        {
            await Page.GotoAsync(address);
            await AssertNothingSticksOutAsync();
            if (NameOf(address) is { } name) await Screens.KeepAsync(Page, Path.Combine("artifacts", "screens"), $"{name}-{scheme.ToString().ToLowerInvariant()}-{width}");
        }
    }

    private static string? NameOf(string address) => address.Trim('/').Split('/', '?') switch
    {
        ["deals"] => "board",
        ["deals", "list"] => "list",
        ["deals", "new"] => "new-deal",
        ["deals", _] => "deal",
        ["deals", _, var part] => "deal-" + part,
        ["deals", _, var part, var outcome] => $"deal-{part}-{outcome.Split('=')[^1]}",
        ["insight", var report] => report,
        ["processes", _] => "process",
        ["companies", not "new"] => "company",
        ["settings", var part] => "settings-" + part,
        [var only] => only,
        _ => null,
    };
}
