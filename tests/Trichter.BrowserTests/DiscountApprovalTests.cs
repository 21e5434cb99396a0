using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Trichter.BrowserTests.Support;
using Trichter.Deals;
using Trichter.Offers.Quotes.Approve;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Tests.Offers.Quotes;
using static Microsoft.Playwright.Assertions;

namespace Trichter.BrowserTests;

/// <summary>Theo gives more than he may; Maria agrees in a browser of her own; then it goes out.</summary>
public sealed class DiscountApprovalTests(Chromium chromium) : Journey(chromium)
{
    private const string Theo = "theo@nordwerk.example", Maria = "maria@nordwerk.example";
    private Deal deal = null!;
    private string quote = "";

    [Fact]
    public async Task A_discount_over_the_limit_waits_for_the_manager_and_is_sent_after_that()
    {
        await Nobody_gives_more_than_ten_percent_alone();
        await Theo_offers_fifteen_percent();
        await He_is_stopped_and_asks();
        await Maria_finds_the_question_and_approves();
        await Theo_sends_it();
    }

    private async Task Nobody_gives_more_than_ten_percent_alone()
    {
        await SetUpAsync("sales-cycle-7", withSampleData: false);
        await Desk.PrepareQuotesAsync();
        await HireAsync("Theo", Theo, Role.Seller);
        await HireAsync("Maria", Maria, Role.Manager);
        Assert.Null(await Desk.DoAsync<SaveApprovalRules, Told?>(verb => verb.AddAsync(ApprovalMeasure.Discount, "10", Role.Manager)));
        deal = await Desk.EnterAsync("Wheel loader", "Straßenbau Petry AG", email: Theo);
    }

    private async Task Theo_offers_fifteen_percent()
    {
        await OpenAsync();
        await SignInAsync(Theo);
        await Page.GotoAsync($"/deals/{deal.Id}");
        await Button("New quote").ClickAsync();
        await Page.WaitForURLAsync("**/quotes/*");
        quote = new Uri(Page.Url).AbsolutePath;
        await Page.GetByLabel("Product", new() { Exact = true }).First.FillAsync("BAGGER-22");
        await Page.GetByLabel("Discount %", new() { Exact = true }).First.FillAsync("15");
        await Button("Save").ClickAsync();
        await Expect(Toast).ToContainTextAsync("saved");
        await Expect(Page.Locator("[data-sums]")).ToContainTextAsync("140,250.00 EUR");
    }

    private async Task He_is_stopped_and_asks()
    {
        await Link("Check and send").ClickAsync();
        var finding = Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Approval is missing: 15 % discount, allowed are 10 %." });
        await Expect(Button("Send")).ToHaveCountAsync(0);
        await finding.GetByRole(AriaRole.Link, new() { Name = "Put it right" }).ClickAsync();
        await Page.GetByLabel("Why it should be approved").FillAsync("They buy three more in May.");
        await Button("Ask for approval").ClickAsync();
        await Expect(Page.Locator(".tr-top")).ToContainTextAsync("Waits for approval");
        await Expect(Button("Approve")).ToHaveCountAsync(0);
    }

    private async Task Maria_finds_the_question_and_approves()
    {
        var maria = await OpenAnotherAsync();
        await SignInAsync(maria, Maria);
        await maria.GotoAsync("/notifications");
        await maria.GetByRole(AriaRole.Button, new() { Name = "Theo asks you to approve the quote" }).ClickAsync();
        await maria.WaitForURLAsync("**" + quote);
        await Expect(maria.Locator("#approval")).ToContainTextAsync("They buy three more in May.");
        await maria.GetByLabel("Answer", new() { Exact = true }).FillAsync("Fine, this once.");
        await maria.GetByRole(AriaRole.Button, new() { Name = "Approve", Exact = true }).ClickAsync();
        await Expect(maria.Locator("#approval")).ToContainTextAsync("approved by Maria on");
        await AssertNothingSticksOutAsync(maria);
    }

    private async Task Theo_sends_it()
    {
        await Page.GotoAsync(quote);
        await Expect(Page.Locator("#approval")).ToContainTextAsync("Fine, this once.");
        await Link("Check and send").ClickAsync();
        await Button("Send").ClickAsync();
        await Expect(Page.Locator("[data-link]")).ToHaveValueAsync(new Regex("/offer/"));
        await Page.GotoAsync(quote);
        await Expect(Page.Locator(".tr-top")).ToContainTextAsync("Sent");
    }
}
