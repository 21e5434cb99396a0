using Microsoft.Playwright;
using Trichter.BrowserTests.Support;
using Trichter.Tests.Offers.Quotes;
using static Microsoft.Playwright.Assertions;

namespace Trichter.BrowserTests;

/// <summary>A quote that must not go out says why not, and leads to where each thing is put right.</summary>
public sealed class RepairedQuoteTests(Chromium chromium) : Journey(chromium)
{
    private string quote = "";

    private ILocator Findings => Page.GetByRole(AriaRole.List, new() { Name = "What to look at" });

    [Fact]
    public async Task What_stops_a_quote_is_put_right_by_following_what_is_said_and_then_it_is_sent()
    {
        await A_quote_lacks_our_address_and_a_price();
        await Two_things_stop_it();
        await Say_who_we_are();
        await Name_the_price();
        await Send_it();
    }

    private async Task A_quote_lacks_our_address_and_a_price()
    {
        await SetUpAsync("sales-cycle-7", withSampleData: false);
        await Desk.ProductAsync("BAGGER-22", "Raupenbagger 22 t");
        var open = await Desk.BeginAsync((await Desk.EnterAsync("Two excavators", "Petry")).Id);
        quote = $"/quotes/{open.Quote.Id}";
        await Desk.WriteAsync(open, [WrittenQuotes.Of("BAGGER-22", "2")], form => (form.BuyerStreet, form.BuyerPostalCode, form.BuyerCity, form.BuyerCountry) = ("Hafen 3", "18055", "Rostock", "DE"));
    }

    private async Task Two_things_stop_it()
    {
        await OpenAsync();
        await SignInAsync();
        await Page.GotoAsync(quote);
        await Link("Check and send").ClickAsync();
        await Expect(Finding("Our name and address are missing")).ToBeVisibleAsync();
        await Expect(Finding("Raupenbagger 22 t has no price.")).ToBeVisibleAsync();
        await Expect(Button("Send")).ToHaveCountAsync(0);
    }

    private async Task Say_who_we_are()
    {
        await PutRight("Our name and address are missing").ClickAsync();
        await Page.WaitForURLAsync("**/settings/our-company");
        foreach (var (label, value) in new[] { ("Legal name", "Nordwerk GmbH"), ("Street", "Werftstraße 1"), ("Postal code", "18057"), ("City", "Rostock"), ("Country", "DE"), ("VAT number", "DE136695976") })
            await Page.GetByLabel(label, new() { Exact = true }).FillAsync(value);
        await Button("Save").ClickAsync();
        await Expect(Toast).ToContainTextAsync("Saved");
    }

    private async Task Name_the_price()
    {
        await Page.GotoAsync(quote + "/send");
        await Expect(Finding("Our name and address are missing")).ToHaveCountAsync(0);
        await Expect(Findings.GetByRole(AriaRole.Link, new() { Name = "Put it right" })).ToHaveCountAsync(1);
        await PutRight("Raupenbagger 22 t has no price.").ClickAsync();
        await Page.WaitForURLAsync("**" + quote);
        await Page.GetByLabel("Price", new() { Exact = true }).First.FillAsync("165000");
        await Button("Save").ClickAsync();
        await Expect(Toast).ToContainTextAsync("saved");
    }

    private async Task Send_it()
    {
        await Link("Check and send").ClickAsync();
        await Expect(Findings.GetByRole(AriaRole.Link, new() { Name = "Put it right" })).ToHaveCountAsync(0);
        await Page.GetByLabel("Whom it is for").FillAsync("Herr Wulf");
        await Button("Send").ClickAsync();
        var link = new Uri(await Page.Locator("[data-link]").InputValueAsync());

        var customer = await OpenAnotherAsync();
        await customer.GotoAsync(link.AbsolutePath);
        await Expect(customer.Locator(".tr-document")).ToContainTextAsync("Nordwerk GmbH");
        await Expect(customer.Locator(".tr-document")).ToContainTextAsync("392,700.00 EUR");
    }

    private ILocator Finding(string words) => Findings.GetByRole(AriaRole.Listitem).Filter(new() { HasText = words });

    private ILocator PutRight(string words) => Finding(words).GetByRole(AriaRole.Link, new() { Name = "Put it right" });
}
