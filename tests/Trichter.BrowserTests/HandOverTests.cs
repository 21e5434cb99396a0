using Trichter.BrowserTests.Support;
using static Microsoft.Playwright.Assertions;

namespace Trichter.BrowserTests;

public sealed class HandOverTests(Chromium chromium) : Journey(chromium)
{
    [Fact]
    public async Task A_won_deal_is_handed_over_and_returned()
    {
        await SetUpAsync("sales-cycle-8", withSampleData: false);
        await HireForServiceAsync("Sven", "sven@nordwerk.example");
        await OpenAsync();
        await SignInAsync();
        await Enter_a_deal_in_the_last_stage_and_win_it();
        await The_checklist_asks_for_what_is_open();
        await The_card_says_who_it_waits_for();

        await OpenAsync();
        await SignInAsync("sven@nordwerk.example");
        await The_receiver_returns_it_with_a_reason();

        await OpenAsync();
        await SignInAsync();
        await The_giver_reads_why_and_gives_it_again();
    }

    private async Task Enter_a_deal_in_the_last_stage_and_win_it()
    {
        await Page.GotoAsync("/deals/new?process=sales-cycle-8&stage=close");
        await Page.GetByLabel("What is it about?").FillAsync("Tower crane");
        await Page.GetByLabel("Company").FillAsync("Petry");
        await Button("Enter the deal").ClickAsync();
        await Expect(Toast).ToContainTextAsync("Tower crane entered");

        await Link("Won").ClickAsync();
        await Button("Win the deal").ClickAsync();
        await Expect(Toast).ToContainTextAsync("Tower crane: Won");
        await Expect(Page.GetByRole(Microsoft.Playwright.AriaRole.Heading, new() { Name = "Hand over", Exact = true })).ToBeVisibleAsync();
    }

    private async Task The_checklist_asks_for_what_is_open()
    {
        await Page.GetByLabel("Order confirmed in writing").CheckAsync();
        await Button("Hand over").ClickAsync();
        await Expect(Page.GetByRole(Microsoft.Playwright.AriaRole.Alert)).ToContainTextAsync("Not everything is done");
        await Expect(Page.GetByLabel("Order confirmed in writing")).ToBeCheckedAsync();

        await Page.GetByLabel("Reason for handing over without it").FillAsync("The list follows tomorrow.");
        await Button("Hand over").ClickAsync();
        await Expect(Toast).ToContainTextAsync("Tower crane waits for acceptance by Sven");
    }

    private async Task The_card_says_who_it_waits_for()
    {
        await Page.GotoAsync("/deals");
        await Expect(Column("Customer retention").Locator(".tr-card")).ToContainTextAsync("waits for Sven");
    }

    private async Task The_receiver_returns_it_with_a_reason()
    {
        await Page.GotoAsync("/hand-overs");
        await Link("Tower crane").ClickAsync();
        await Expect(Page.GetByText("Waiting for acceptance by Sven since")).ToBeVisibleAsync();
        await Page.Locator("summary", new() { HasText = "Return" }).ClickAsync();
        await Page.GetByLabel("Why is it returned?").FillAsync("The list of promises is missing.");
        await Button("Return it").ClickAsync();
        await Expect(Toast).ToContainTextAsync("Hand-over returned");
    }

    private async Task The_giver_reads_why_and_gives_it_again()
    {
        await Page.GotoAsync("/deals");
        await Card("Tower crane").GetByRole(Microsoft.Playwright.AriaRole.Link).First.ClickAsync();
        await Expect(Page.Locator(".tr-handover")).ToContainTextAsync("Returned by Sven");
        await Expect(Page.Locator(".tr-handover")).ToContainTextAsync("The list of promises is missing.");

        await Page.Locator(".tr-handover a").ClickAsync();
        await Expect(Page.GetByLabel("Who takes over")).ToBeVisibleAsync();
        foreach (var item in await Page.Locator("[name='Form.Done']").AllAsync()) await item.CheckAsync();
        await Button("Hand over").ClickAsync();
        await Expect(Toast).ToContainTextAsync("Tower crane waits for acceptance by Sven");
    }
}
