using Microsoft.Playwright;
using Trichter.BrowserTests.Support;
using static Microsoft.Playwright.Assertions;

namespace Trichter.BrowserTests;

public sealed class PolishPhoneTests(Chromium chromium) : Journey(chromium)
{
    [Fact]
    public async Task A_seller_in_Warsaw_starts_on_the_phone()
    {
        await OpenAsync(new() { Locale = "pl-PL", ViewportSize = Screens.Phone, HasTouch = true, IsMobile = true });
        await Answer_the_four_questions_with_sample_data();
        await Note_a_call_on_the_first_deal();
        await Move_a_deal_by_its_menu();
        await No_page_scrolls_sideways();
    }

    private async Task Answer_the_four_questions_with_sample_data()
    {
        await Page.GotoAsync("/");
        await Expect(Page.Locator("html")).ToHaveAttributeAsync("lang", "pl");
        await Page.GetByRole(AriaRole.Textbox, new() { Name = "Firma" }).FillAsync("Nordwerk");
        await Page.Locator("[name='Form.OwnerName']").FillAsync("Zofia Nałkowska");
        await Page.Locator("[name='Form.OwnerEmail']").FillAsync("zofia@example.org");
        await Page.GetByLabel("Hasło").FillAsync("correct horse battery");
        await Expect(Page.Locator("[name='Form.TimeZone']")).ToHaveValueAsync("Europe/Warsaw");
        await Expect(Page.Locator("[name='Form.Currency']")).ToHaveValueAsync("PLN");
        await AssertNothingSticksOutAsync();
        await Page.Locator("main form button.btn-primary").TapAsync();

        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Cykl sprzedaży w 7 etapach" })).ToBeVisibleAsync();
        await Expect(Column("Ocena dopasowania").Locator(".tr-card").First).ToContainTextAsync("zł");
    }

    private async Task Note_a_call_on_the_first_deal()
    {
        await Page.Locator(".tr-card-name").First.TapAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Przeszkody" })).ToBeAttachedAsync();
        await AssertNothingSticksOutAsync();
        await Page.Locator("#compose label", new() { HasText = "Rozmowa" }).TapAsync();
        await Page.Locator("#compose textarea").FillAsync("Zadzwonić ponownie w środę, klient żąda próbki.");
        await Page.Locator("#compose button").Last.TapAsync();

        await Expect(Page.Locator(".tr-event").First).ToContainTextAsync("klient żąda próbki");
        await Expect(Toast).ToContainTextAsync("Zapisano");
    }

    private async Task Move_a_deal_by_its_menu()
    {
        await Page.GotoAsync("/deals");
        var card = Column("Ocena dopasowania").Locator(".tr-card").First;
        var name = await card.GetAttributeAsync("aria-label");
        await card.Locator(".tr-card-menu a").TapAsync();
        await card.GetByRole(AriaRole.Button, new() { Name = "Analiza potrzeb" }).TapAsync();

        await Page.WaitForFunctionAsync("() => document.querySelector('[name=\"Form.Reason\"]') || document.querySelector('[data-toast]')");
        if (await Page.Locator("[name='Form.Reason']").IsVisibleAsync())
        {
            await AssertNothingSticksOutAsync();
            await Page.FillAsync("[name='Form.Reason']", "Klient nalega.");
            await Page.Locator("main form button.btn-primary").TapAsync();
        }

        await Expect(Column("Analiza potrzeb").Locator($".tr-card[aria-label=\"{name}\"]")).ToBeAttachedAsync();
    }

    private async Task No_page_scrolls_sideways()
    {
        foreach (var address in new[] { "/deals", "/deals/list", "/deals/new", "/insight", "/settings/account", "/settings/team", "/import", "/more" })
        {
            await Page.GotoAsync(address);
            await AssertNothingSticksOutAsync();
        }
    }
}
