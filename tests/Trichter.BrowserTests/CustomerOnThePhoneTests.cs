using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Trichter.BrowserTests.Support;
using Trichter.Deals;
using Trichter.Tests.Offers.Quotes;
using static Microsoft.Playwright.Assertions;

namespace Trichter.BrowserTests;

/// <summary>A customer answers on the way, with a thumb, in Polish; the seller finds what was chosen and who signed.</summary>
public sealed class CustomerOnThePhoneTests(Chromium chromium) : Journey(chromium)
{
    private IPage phone = null!;
    private Deal deal = null!;
    private Guid quote;
    private string secret = "";

    [Fact]
    public async Task A_customer_takes_an_option_signs_with_a_finger_and_the_deal_is_worth_what_was_chosen()
    {
        await A_quote_in_Polish_is_on_its_way();
        await The_customer_opens_the_link();
        await Takes_the_option_and_counts_again();
        await Signs_with_a_finger_and_accepts();
        await The_seller_has_been_told_and_finds_the_evidence();
        await The_deal_is_worth_what_was_chosen();
    }

    private async Task A_quote_in_Polish_is_on_its_way()
    {
        await SetUpAsync("sales-cycle-7", withSampleData: false);
        deal = await Desk.PrepareQuotesAsync(buyerCountry: "PL", buyerVat: "PL8567346215");
        var open = await Desk.BeginAsync(deal.Id);
        quote = open.Quote.Id;
        await Desk.WriteAsync(open, [WrittenQuotes.Of("BAGGER-22", "1"), WrittenQuotes.Optional("Tiltrotator", "12000")], form => form.Language = "pl");
        secret = await Desk.SendAsync(quote);
    }

    private async Task The_customer_opens_the_link()
    {
        phone = await OpenAnotherAsync(new() { Locale = "pl-PL", ViewportSize = new() { Width = 390, Height = 800 }, HasTouch = true, IsMobile = true });
        await phone.RunAndWaitForResponseAsync(() => phone.GotoAsync($"/offer/{secret}"), answer => answer.Url.EndsWith("/seen", StringComparison.Ordinal));
        await Expect(phone.Locator("html")).ToHaveAttributeAsync("lang", "pl");
        await Expect(phone.Locator(".tr-document")).ToContainTextAsync("165 000,00 EUR");
        await AssertNothingSticksOutAsync(phone);
    }

    private async Task Takes_the_option_and_counts_again()
    {
        await phone.Locator(".tr-accept > summary").TapAsync();
        await phone.Locator(".tr-accept").GetByLabel("Imię i nazwisko").FillAsync("Jan Kowalski");
        await phone.GetByLabel("Tiltrotator").TapAsync();
        await phone.GetByRole(AriaRole.Button, new() { Name = "Przelicz ponownie" }).TapAsync();
        await Expect(phone.Locator(".tr-accept dl")).ToContainTextAsync("177 000,00 EUR");
        await Expect(phone.GetByLabel("Tiltrotator")).ToBeCheckedAsync();
        await Expect(phone.Locator(".tr-accept").GetByLabel("Imię i nazwisko")).ToHaveValueAsync("Jan Kowalski");
        await AssertNothingSticksOutAsync(phone);
    }

    private async Task Signs_with_a_finger_and_accepts()
    {
        await phone.GetByLabel("Stanowisko").FillAsync("Prezes zarządu");
        await phone.Locator(".tr-accept").GetByLabel("Adres e-mail").FillAsync("jan@petry.example");
        await Draw(phone.GetByRole(AriaRole.Img, new() { Name = "Pole na podpis" }));
        await Expect(phone.Locator("[name=drawing]")).ToHaveValueAsync(new Regex("^M.*L.*L"));
        await phone.GetByLabel("Przyjmuję tę ofertę w imieniu Straßenbau Petry AG").CheckAsync();
        await phone.GetByRole(AriaRole.Button, new() { Name = "Przyjmij ofertę" }).ClickAsync();
        await Expect(phone.GetByText("Dziękujemy. Odpowiedź dotarła.")).ToBeVisibleAsync();
        await AssertNothingSticksOutAsync(phone);
    }

    private async Task Draw(ILocator area)
    {
        await area.ScrollIntoViewIfNeededAsync();
        var box = (await area.BoundingBoxAsync())!;
        var touch = await phone.Context.NewCDPSessionAsync(phone);
        async Task Finger(string what, params float[] at) => await touch.SendAsync("Input.dispatchTouchEvent", new()
        {
            ["type"] = what,
            ["touchPoints"] = at.Length == 0 ? Array.Empty<object>() : new object[] { new Dictionary<string, object> { ["x"] = box.X + at[0], ["y"] = box.Y + at[1] } },
        });

        await Finger("touchStart", 20, 60);
        for (var step = 1; step <= 10; step++) await Finger("touchMove", 20 + (step * 20), step % 2 == 0 ? 60 : 30);
        await Finger("touchEnd");
        await touch.DetachAsync();
    }

    private async Task The_seller_has_been_told_and_finds_the_evidence()
    {
        await OpenAsync();
        await SignInAsync();
        await Page.GotoAsync("/notifications");
        await Expect(Page.Locator("main")).ToContainTextAsync("The customer looked at the quote AN-");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Jan Kowalski accepted the quote AN-" }).ClickAsync();
        await Page.WaitForURLAsync($"**/quotes/{quote}");
        var decision = Page.Locator("#decision");
        await Expect(decision).ToContainTextAsync("looked at on");
        await Expect(decision).ToContainTextAsync("Taken: Tiltrotator");
        await Expect(decision).ToContainTextAsync("Jan Kowalski, Prezes zarządu, jan@petry.example");
        await Expect(decision).ToContainTextAsync("Przyjmuję tę ofertę w imieniu Straßenbau Petry AG i mam prawo ją podpisać.");
        await Expect(decision.Locator("code")).ToHaveTextAsync(new Regex("^[0-9a-f]{64}$", RegexOptions.IgnoreCase));
        await Expect(decision.GetByRole(AriaRole.Img, new() { Name = "Signature of Jan Kowalski" }).Locator("path")).ToHaveAttributeAsync("d", new Regex("^M.*L"));
        await AssertNothingSticksOutAsync();
    }

    private async Task The_deal_is_worth_what_was_chosen()
    {
        await Page.GotoAsync($"/deals/{deal.Id}");
        await Expect(Page.Locator("main")).ToContainTextAsync(177_000.ToString("N0", CultureInfo.GetCultureInfo("en-GB")));
        Assert.Equal(177_000_00L, (await Desk.ReadAsync(deal.Id)).ValueMinor);
    }
}
