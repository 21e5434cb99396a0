using System.Globalization;
using System.Text;
using Microsoft.Playwright;
using Trichter.BrowserTests.Support;
using static Microsoft.Playwright.Assertions;

namespace Trichter.BrowserTests;

/// <summary>What happens to a team that is already at work: its process changes, a file was the wrong one, somebody asks for yesterday.</summary>
public sealed class RunningTeamTests(Chromium chromium) : Journey(chromium)
{
    private const int Rows = 10_000;

    [Fact]
    public async Task The_process_of_a_running_team_is_changed_and_its_deals_are_moved_over()
    {
        await SetUpAsync("sales-cycle-7");
        await OpenAsync();
        await SignInAsync();
        await Add_a_stage_in_a_draft();
        await The_difference_is_shown_and_published();
        await Deals_keep_to_their_version_until_they_are_moved_over();
    }

    [Fact]
    public async Task A_wrong_import_of_ten_thousand_rows_is_taken_back_as_a_whole()
    {
        await SetUpAsync("sales-cycle-7", withSampleData: false);
        await OpenAsync();
        await SignInAsync();
        await Import_the_wrong_file();
        await Expect(Page.Locator("dt:text-is('Created') + dd")).ToHaveTextAsync("10,000");

        await Button("Undo import").ClickAsync();
        await Page.WaitForURLAsync("**/import**", new() { Timeout = 120_000 });
        await Expect(Toast).ToContainTextAsync("Taken back", new() { Timeout = 120_000 });
        await Page.GotoAsync("/deals");
        await Expect(Page.GetByText("No deals here yet")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Yesterdays_board_is_shown_as_it_was()
    {
        await SetUpAsync("sales-cycle-7");
        await OpenAsync();
        await SignInAsync();
        await Page.GotoAsync("/deals/new?process=sales-cycle-7&stage=pitch");
        await Page.GetByLabel("What is it about?").FillAsync("Entered yesterday");
        await Button("Enter the deal").ClickAsync();
        await Expect(Toast).ToContainTextAsync("Entered yesterday entered");
        PassDays(1);
        await Page.GotoAsync("/deals/new?process=sales-cycle-7&stage=pitch");
        await Page.GetByLabel("What is it about?").FillAsync("Entered today");
        await Button("Enter the deal").ClickAsync();
        await Expect(Toast).ToContainTextAsync("Entered today entered");

        await Page.GotoAsync("/deals");
        await Expect(Column("Pitch")).ToContainTextAsync("Entered today");
        await Link("As of …").ClickAsync();
        await Expect(Column("Pitch")).ToContainTextAsync("Entered yesterday");
        await Expect(Page.GetByText("Entered today")).ToHaveCountAsync(0);
    }

    private async Task Add_a_stage_in_a_draft()
    {
        await Page.GotoAsync("/processes/sales-cycle-7");
        await Button("Edit draft").ClickAsync();
        await Page.GetByLabel("Name of the new stage").FillAsync("Site visit");
        await Button("Add a stage").ClickAsync();
        await Page.WaitForURLAsync("**/draft/site-visit");
        await Page.GotoAsync("/processes/sales-cycle-7/draft/pitch");
        await Page.GetByLabel("Target days").FillAsync("12");
        await Button("Save").ClickAsync();
        await Page.WaitForURLAsync("**/draft");
    }

    private async Task The_difference_is_shown_and_published()
    {
        var difference = Page.Locator("section:has(#difference)");
        await Expect(difference).ToContainTextAsync("Site visit");
        await Expect(difference).ToContainTextAsync("target days");
        await Button("Publish").ClickAsync();
        await Expect(Page.Locator("main")).ToContainTextAsync("Version 2");
    }

    private async Task Deals_keep_to_their_version_until_they_are_moved_over()
    {
        await Page.GotoAsync("/deals/migrate/sales-cycle-7");
        await Expect(Page.GetByLabel("Where the deals of Pitch go")).ToHaveValueAsync("pitch");
        await Page.Locator("main form button.btn-primary").ClickAsync();
        await Expect(Toast).ToContainTextAsync("15");
        await Page.GotoAsync("/deals/migrate/sales-cycle-7");
        await Expect(Page.GetByText("All deals in progress are on version 2")).ToBeVisibleAsync();
        await Page.GotoAsync("/deals");
        await Expect(Column("Site visit")).ToBeVisibleAsync();
        await Expect(Column("Pitch").Locator(".tr-card")).ToHaveCountAsync(3);
    }

    private async Task Import_the_wrong_file()
    {
        var file = new StringBuilder("id,name,company,value\n");
        for (var row = 0; row < Rows; row++) file.Append(CultureInfo.InvariantCulture, $"{row},Wrong {row},Company {row % 900},{row}\n");
        await Page.GotoAsync("/import");
        await Page.Locator("input[type=file][name=file]").SetInputFilesAsync(new FilePayload { Name = "wrong.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(file.ToString()) });
        await Button("Look at the file").ClickAsync();
        await Button("Import").ClickAsync();
        await RunImportsAsync();
        await Expect(Page.GetByText("What became of the rows")).ToBeVisibleAsync();
    }
}
