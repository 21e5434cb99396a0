using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Trichter.BrowserTests.Support;
using Trichter.Insight.ByMail;
using Trichter.Insight.Forecast;
using static Microsoft.Playwright.Assertions;

namespace Trichter.BrowserTests;

/// <summary>A controller asks for what was won by source and quarter, puts it on a dashboard, has it mailed, and finds the worst stage.</summary>
public sealed class ReportTests(Chromium chromium) : Journey(chromium)
{
    [Fact]
    public async Task Won_value_by_source_and_quarter_is_put_together_drawn_kept_shown_and_mailed()
    {
        await SetUpAsync("sales-cycle-7");
        await OpenAsync();
        await SignInAsync();
        await Page.GotoAsync("/insight/reports");
        await Link("Deals").Last.ClickAsync();
        await Page.GetByLabel("Rows", new() { Exact = true }).SelectOptionAsync("source");
        await Page.WaitForURLAsync("**rows=source**");
        await Page.GetByLabel("Columns", new() { Exact = true }).SelectOptionAsync("closed:quarter");
        await Page.WaitForURLAsync("**across=closed**");
        await Page.GetByLabel("Counted").SelectOptionAsync("sum:value");
        await Page.WaitForURLAsync("**measure=sum**");
        await Page.GetByLabel("Chart", new() { Exact = true }).SelectOptionAsync("Stacked");
        await Expect(Page.Locator(".tr-drawn svg")).ToBeVisibleAsync();
        await Page.GetByLabel("Add a condition").SelectOptionAsync("outcome");
        await Page.GetByLabel("Value", new() { Exact = true }).SelectOptionAsync("Won");
        await Button("Add").ClickAsync();
        await Expect(Page.GetByText("Outcome is")).ToBeVisibleAsync();
        await Expect(Page.Locator("main table tfoot")).ToContainTextAsync("€");
        await Page.Locator("main table tbody td a").First.ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "Records behind the figure" })).ToBeVisibleAsync();
        await Page.GoBackAsync();

        await Page.GetByLabel("Name", new() { Exact = true }).FillAsync("Won by source");
        await Page.GetByLabel("Who finds it").SelectOptionAsync("All");
        await Button("Save").ClickAsync();
        await Expect(Toast).ToContainTextAsync("Report saved");
        await Button("Send it as PDF and CSV").ClickAsync();
        await Expect(Toast.Last).ToContainTextAsync("It will be sent");
        await Button("Put it on my dashboard").ClickAsync();
        await Button("Contacted within an hour").ClickAsync();
        await Expect(Page.Locator("[data-tile^='report:'] tfoot")).ToContainTextAsync("€");
        await Page.SetViewportSizeAsync(Screens.Phone.Width, Screens.Phone.Height);
        await AssertNothingSticksOutAsync();

        PassDays(8);
        var mails = await Desk.App.WithAsync<SendReportMails, int>(async send =>
        {
            await send.RunAsync();
            return await Desk.App.InDbAsync(db => db.MailAttachments.CountAsync(file => file.Type == "application/pdf"));
        });
        Assert.Equal(1, mails);
    }

    [Fact]
    public async Task The_worst_stage_and_its_deals_are_three_clicks_away_and_the_forecast_of_last_month_says_how_good_it_was()
    {
        await SetUpAsync("sales-cycle-7");
        await OpenAsync();
        await SignInAsync();
        await Link("Insight").ClickAsync();
        await Link("Bottlenecks").First.ClickAsync();
        await Page.Locator("main table tbody a[href*='only=now-at']", new() { HasTextRegex = new("^[1-9]") }).First.ClickAsync();
        await Expect(Page.Locator("[data-row]").First).ToBeVisibleAsync();

        await KeepForecastAsync(new DateTime(DateTime.UtcNow.Year, DateTime.UtcNow.Month, 1, 9, 0, 0, DateTimeKind.Utc).AddMonths(1));
        await KeepForecastAsync(Desk.App.Clock.Now.AddMonths(1).AddDays(1));
        await SignInAsync();
        await Page.GotoAsync("/insight/forecast");
        var said = Page.Locator("section", new() { Has = Page.GetByRole(AriaRole.Heading, new() { Name = "What was said, and what came" }) });
        await Expect(said.Locator("tbody tr")).ToHaveCountAsync(1);
        await Expect(said.Locator("tbody tr").First).ToContainTextAsync("€");
    }

    private Task<int> KeepForecastAsync(DateTime now)
    {
        Desk.App.Clock.Now = now;
        return Desk.App.WithAsync<KeepForecasts, int>(async forecasts =>
        {
            await forecasts.RunAsync();
            return 0;
        });
    }
}
