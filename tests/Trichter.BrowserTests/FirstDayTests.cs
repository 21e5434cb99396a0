using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Trichter.BrowserTests.Support;
using static Microsoft.Playwright.Assertions;

namespace Trichter.BrowserTests;

public sealed class FirstDayTests(Chromium chromium) : Journey(chromium)
{
    private const string Leads = """
        Deal,Company,Value,Source,Created,Stage
        Crane rental,Hafen Nord,12000.00,Fair,2026-01-12,First contact
        Two excavators,Globex,184000.00,Referral,2026-01-15,First contact
        Service contract,Initech,9600.00,Website,2026-01-20,First contact
        Conveyor belt,Umbra,43000.00,Fair,2026-01-26,Negotiate
        Spare parts,Vandelay,2500.00,Website,2026-02-02,First contact
        Dredger,Stark Marine,310000.00,Referral,2026-02-09,First contact
        """;

    [Fact]
    public async Task From_the_four_questions_to_the_first_deal_won()
    {
        await OpenAsync();
        await Answer_the_four_questions_and_start_with_an_import();
        await Import_the_leads_after_a_trial();
        await The_board_shows_them_with_sums();
        await A_drag_is_stopped_by_what_is_missing_and_goes_on_with_a_reason();
        await A_drag_is_blocked_until_the_criterion_is_confirmed();
        await A_red_flag_is_noted_and_removed();
        await A_deal_with_a_red_flag_is_won_only_with_an_acceptance();
        await The_funnel_counts_the_deal_as_won();
        await The_last_change_is_taken_back_from_the_toast();
    }

    private async Task Answer_the_four_questions_and_start_with_an_import()
    {
        await Page.GotoAsync("/");
        await Expect(Page).ToHaveURLAsync(new Regex("/welcome$"));
        await Page.GetByLabel("Company").FillAsync("Nordwerk");
        await Page.GetByLabel("Your name").FillAsync("Ada Lovelace");
        await Page.GetByLabel("E-mail").FillAsync("ada@example.org");
        await Page.GetByLabel("Password").FillAsync("correct horse battery");
        await Page.GetByLabel("Language").SelectOptionAsync("en");
        await Page.GetByLabel("Currency").SelectOptionAsync("EUR");
        await Page.GetByText("Sales cycle, 7 stages").ClickAsync();
        await Page.GetByText("Import a file").ClickAsync();
        await Button("Open the board").ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Import a file" })).ToBeVisibleAsync();
    }

    private async Task Import_the_leads_after_a_trial()
    {
        await Page.Locator("input[type=file][name=file]").SetInputFilesAsync(
            new FilePayload { Name = "leads.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(Leads) });
        await Button("Look at the file").ClickAsync();

        await Expect(Page.GetByLabel("Where Company goes")).ToHaveValueAsync("company");
        await Expect(Page.GetByLabel("Where Value goes")).ToHaveValueAsync("value");
        await Expect(Page.GetByLabel("Where Source goes")).ToHaveValueAsync("source");
        await Page.GetByLabel("Enter companies nobody knows yet").CheckAsync();

        await Button("Try (dry run)").ClickAsync();
        await RunImportsAsync();
        await Expect(Page.GetByText("This was a dry run: nothing was kept.")).ToBeVisibleAsync();

        await Button("Import").ClickAsync();
        await Expect(Page.GetByText("You can leave this page")).ToBeVisibleAsync();
        await RunImportsAsync();
        await Expect(Page.GetByText("What became of the rows")).ToBeVisibleAsync();
        await Expect(Page.Locator("dt:text-is('Created') + dd")).ToHaveTextAsync("6");
        await Expect(Page.Locator("dt:text-is('Refused') + dd")).ToHaveTextAsync("0");
    }

    private async Task The_board_shows_them_with_sums()
    {
        await Page.GotoAsync("/deals");
        await Expect(Column("First contact").Locator(".tr-card")).ToHaveCountAsync(5);
        await Expect(Column("First contact").Locator(".tr-col-sum [title]").First).ToHaveAttributeAsync("title", new Regex("^518,100"));
        await Expect(Column("Negotiate").Locator(".tr-card")).ToHaveCountAsync(1);
        await Expect(Page.Locator(".tr-figures")).ToContainTextAsync("6 open");
    }

    private async Task A_drag_is_stopped_by_what_is_missing_and_goes_on_with_a_reason()
    {
        await DragAsync(Card("Two excavators"), Column("Qualify fit"));
        await Expect(Column("Qualify fit").Locator(".tr-card-target")).ToContainTextAsync("Contact person recorded");
        await Page.Mouse.UpAsync();

        await Expect(Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Not everything is met");
        await Expect(Page.GetByText("Phone call in the last 30 days")).ToBeVisibleAsync();
        await Page.GetByLabel("Reason for moving on without it").FillAsync("They called us, the record follows.");
        await Button("Move").ClickAsync();

        await Expect(Toast).ToContainTextAsync("Two excavators moved to Qualify fit");
        await Expect(Column("Qualify fit")).ToContainTextAsync("Two excavators");
    }

    private async Task A_drag_is_blocked_until_the_criterion_is_confirmed()
    {
        await DragAsync(Card("Conveyor belt"), Column("Close"));
        await Expect(Column("Close").Locator(".tr-card-target")).ToContainTextAsync("Decision maker spoken to");
        await Page.Mouse.UpAsync();

        await Expect(Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The deal stays until what blocks is met.");
        await Page.GetByLabel("Reason for moving on without it").FillAsync("Agreed by word of mouth.");
        await Button("Move").ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The deal stays until what blocks is met.");

        await Page.GetByLabel("Decision maker spoken to").CheckAsync();
        await Page.GetByLabel("Reason for moving on without it").FillAsync("Agreed by word of mouth.");
        await Button("Move").ClickAsync();
        await Expect(Column("Close")).ToContainTextAsync("Conveyor belt");
    }

    private async Task A_red_flag_is_noted_and_removed()
    {
        await Card("Conveyor belt").GetByRole(AriaRole.Link).First.ClickAsync();
        await Note_an_obstacle("The buyer wants to leave the firm");
        await Page.GetByLabel("Removed: The buyer wants to leave the firm").ClickAsync();
        await Page.GetByLabel("How was it removed?").FillAsync("The successor is on board.");
        await Button("Removed").ClickAsync();
        await Expect(Toast).ToContainTextAsync("Obstacle removed");
    }

    private async Task A_deal_with_a_red_flag_is_won_only_with_an_acceptance()
    {
        await Page.GotoAsync("/deals");
        await Card("Conveyor belt").GetByRole(AriaRole.Link).First.ClickAsync();
        await Note_an_obstacle("No credit check yet");
        await Link("Won").ClickAsync();

        await Expect(Page.GetByText("Open red flags: No credit check yet")).ToBeVisibleAsync();
        await Page.GetByLabel("Why we close all the same").FillAsync("They pay in advance.");
        await Button("Win the deal").ClickAsync();
        await Expect(Toast).ToContainTextAsync("Conveyor belt: Won");
    }

    private async Task The_funnel_counts_the_deal_as_won()
    {
        await Page.GotoAsync("/insight");
        await Expect(Page.Locator("[data-tile='revenue.booked']")).ToContainTextAsync("1 won");
        await Page.GotoAsync("/insight/funnel");
        await Expect(Page.GetByText("1 won · 0 lost")).ToBeVisibleAsync();
        await Expect(Page.Locator(".tr-funnel")).ToContainTextAsync("First contact");
    }

    private async Task The_last_change_is_taken_back_from_the_toast()
    {
        await Page.GotoAsync("/deals");
        await DragAsync(Card("Spare parts"), Column("Qualify fit"));
        await Page.Mouse.UpAsync();
        await Page.GetByLabel("Reason for moving on without it").FillAsync("Small order.");
        await Button("Move").ClickAsync();
        await Expect(Column("Qualify fit")).ToContainTextAsync("Spare parts");

        await Toast.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(Column("First contact")).ToContainTextAsync("Spare parts");
    }

    private async Task Note_an_obstacle(string text)
    {
        await Page.GetByText("Note an obstacle").ClickAsync();
        await Page.GetByLabel("What stands in the way?").FillAsync(text);
        await Page.GetByLabel("Severity").SelectOptionAsync("Critical");
        await Button("Note it").ClickAsync();
        await Expect(Toast).ToContainTextAsync("Obstacle noted");
        await Expect(Page.Locator("section[aria-labelledby=obstacles]")).ToContainTextAsync(text);
    }
}
