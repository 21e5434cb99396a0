using Microsoft.Playwright;
using Trichter.BrowserTests.Support;
using static Microsoft.Playwright.Assertions;

namespace Trichter.BrowserTests;

public sealed class BookingTests(Chromium chromium) : Journey(chromium)
{
    [Fact]
    public async Task A_stranger_books_a_meeting_on_the_phone_in_polish_and_it_stands_in_the_calendar()
    {
        await SetUpAsync("sales-cycle-7", withSampleData: false);
        await OpenAsync();
        await SignInAsync();
        await Open_a_booking_page();

        await OpenAsync(new() { Locale = "pl-PL", ViewportSize = Screens.Phone, HasTouch = true, IsMobile = true });
        await Choose_the_first_free_time();
        await Say_who_one_is();
        await Keep_the_confirmation();

        await OpenAsync();
        await SignInAsync();
        await It_is_a_deal_with_a_meeting();
    }

    private async Task Open_a_booking_page()
    {
        await Page.GotoAsync("/settings/booking");
        await Page.GetByLabel("Address", new() { Exact = true }).FillAsync("ada");
        await Page.GetByLabel("Questions, one per line").FillAsync("What do you need?");
        await Page.GetByLabel("The page is open").CheckAsync();
        await Button("Save").ClickAsync();
        await Expect(Toast).ToBeVisibleAsync();
    }

    private async Task Choose_the_first_free_time()
    {
        await Page.GotoAsync("/book/ada");
        await Expect(Page.Locator("html")).ToHaveAttributeAsync("lang", "pl");
        await AssertNothingSticksOutAsync();
        await Page.Locator("[data-time]").First.TapAsync();
    }

    private async Task Say_who_one_is()
    {
        await Page.Locator("input[name=name]").FillAsync("Zofia Nałkowska");
        await Page.GetByLabel("Adres e-mail").FillAsync("zofia@kowalski.example");
        await Page.Locator("input[name=company]").FillAsync("Kowalski");
        await Page.GetByLabel("What do you need?").FillAsync("Ładowarka 6 t");
        await AssertNothingSticksOutAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Zarezerwuj ten termin" }).TapAsync();
    }

    private async Task Keep_the_confirmation()
    {
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Twoje spotkanie" })).ToBeVisibleAsync();
        await Expect(Page.GetByRole(AriaRole.Button, new() { Name = "Odwołaj spotkanie" })).ToBeVisibleAsync();
        await AssertNothingSticksOutAsync();
    }

    private async Task It_is_a_deal_with_a_meeting()
    {
        await Page.GotoAsync("/deals");
        await Card("Kowalski").Locator(".tr-card-name").ClickAsync();
        await Expect(Page.GetByText("Ładowarka 6 t").First).ToBeVisibleAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Planned", Exact = true })).ToBeVisibleAsync();
    }
}
