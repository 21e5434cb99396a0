using Microsoft.Playwright;
using Trichter.BrowserTests.Support;
using Trichter.Deals;
using Trichter.Offers.Quotes.Decide;
using Trichter.Platform.Language;
using Trichter.Tests.Offers.Quotes;
using static Microsoft.Playwright.Assertions;

namespace Trichter.BrowserTests;

/// <summary>What was accepted is ordered, confirmed, delivered in two parts and taken over by the customer, and nothing is typed twice.</summary>
public sealed class OrderTests(Chromium chromium) : Journey(chromium)
{
    private Deal deal = null!;

    [Fact]
    public async Task An_accepted_quote_becomes_an_order_that_is_delivered_in_two_parts()
    {
        await Petry_has_accepted();
        await Take_the_order_and_confirm_it();
        await Deliver("1", "4");
        await Expect(Page.Locator(".tr-top")).ToContainTextAsync("Confirmed");
        await The_customer_takes_it_over("5");
        await Deliver_the_rest();
        await Expect(Page.Locator(".tr-top")).ToContainTextAsync("Fully delivered");
        await The_customer_takes_it_over("4");
        await The_deal_tells_the_whole_story();
    }

    private async Task Petry_has_accepted()
    {
        await SetUpAsync("sales-cycle-7", withSampleData: false);
        deal = await Desk.PrepareQuotesAsync();
        var open = await Desk.BeginAsync(deal.Id);
        await Desk.WriteAsync(open, [WrittenQuotes.Of("BAGGER-22", "2"), WrittenQuotes.Of("SERVICE", "10")]);
        await Desk.SendAsync(open.Quote.Id);
        Assert.Null(await Desk.DoAsync<DecideQuote, Told?>(verb => verb.AcceptAsync(open.Quote.Id, "Frau Petry", [])));
    }

    private async Task Take_the_order_and_confirm_it()
    {
        await OpenAsync();
        await SignInAsync();
        await Page.GotoAsync($"/deals/{deal.Id}");
        await Page.GetByLabel("The customer's order number").FillAsync("B-4711");
        await Button("Take the order").ClickAsync();
        await Expect(Toast).ToContainTextAsync("taken");
        await Expect(Page.Locator("main")).ToContainTextAsync("394,104.20 EUR");
        await Button("Confirm the order").ClickAsync();
        await Expect(Toast).ToContainTextAsync("Order confirmed");
    }

    private async Task Deliver(string excavators, string hours)
    {
        await Page.GetByLabel("Deliver now: Raupenbagger 22 t").FillAsync(excavators);
        await Page.GetByLabel("Serial numbers: Raupenbagger 22 t").FillAsync("RB22-0815");
        await Page.GetByLabel("Deliver now: Wartung").FillAsync(hours);
        await Button("Write the delivery note").ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Region, new() { Name = "Delivery note" }).First).ToContainTextAsync("RB22-0815");
    }

    private async Task Deliver_the_rest()
    {
        await Expect(Page.GetByLabel("Deliver now: Raupenbagger 22 t")).ToHaveValueAsync("1");
        await Expect(Page.GetByLabel("Deliver now: Wartung")).ToHaveValueAsync("6");
        await Button("Write the delivery note").ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Region, new() { Name = "Delivery note" })).ToHaveCountAsync(2);
    }

    private async Task The_customer_takes_it_over(string satisfaction)
    {
        await Page.Locator("summary", new() { HasText = "Acceptance protocol" }).ClickAsync();
        await Page.GetByLabel("Who of the customer, in which role").FillAsync("Klaus Wulf, site manager");
        await Page.GetByLabel("Satisfaction, 1 to 5").FillAsync(satisfaction);
        await Button("Note it").ClickAsync();
        await Expect(Page.Locator("main")).ToContainTextAsync($"satisfaction {satisfaction} of 5");
        await AssertNothingSticksOutAsync();
    }

    private async Task The_deal_tells_the_whole_story()
    {
        await Page.GotoAsync($"/deals/{deal.Id}");
        await Expect(Page.Locator("#orders")).ToContainTextAsync("Fully delivered");
        await Expect(Page.Locator(".tr-event").Filter(new() { HasText = "delivered for the order" })).ToHaveCountAsync(2);
    }
}
