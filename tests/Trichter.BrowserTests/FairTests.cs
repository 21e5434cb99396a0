using Deque.AxeCore.Playwright;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Trichter.BrowserTests.Support;
using Trichter.Campaigns.Fairs;
using Trichter.Customers.Consent;
using static Microsoft.Playwright.Assertions;

namespace Trichter.BrowserTests;

/// <summary>In a hall without a connection a seller enters people on the phone; later they arrive, each once.</summary>
public sealed class FairTests(Chromium chromium) : Journey(chromium)
{
    [Fact]
    public async Task People_are_entered_without_a_connection_and_arrive_once()
    {
        await SetUpAsync("sales-cycle-7", withSampleData: false);
        var today = DateOnly.FromDateTime(Desk.App.Clock.Now);
        var process = await Desk.App.InDbAsync(db => db.Processes.Select(its => its.Id).FirstAsync());
        await Desk.DoAsync<SaveFair, (Fair?, Fault?)>(verb => verb.RunAsync(null, new FairDraft("bauma", "München", today, today.AddDays(3), "", "", process, null, ["Ramme"])));
        var forAxe = Screens.Showing(ColorScheme.Light, "390");
        forAxe.BypassCSP = true; // axe brings styles of its own
        await OpenAsync(forAxe);
        await SignInAsync();
        await Page.GotoAsync("/fair");
        Assert.Empty((await Page.RunAxe()).Violations.Select(violation => $"{violation.Id}: {violation.Nodes[0].Html}"));

        await OpenAsync(Screens.Showing(ColorScheme.Light, "390"));
        await SignInAsync();
        await Page.GotoAsync("/fair");
        await Expect(Page.GetByText("This page opens without a connection now.")).ToBeVisibleAsync();
        await AssertNothingSticksOutAsync();

        await Page.Context.SetOfflineAsync(true);
        await EnterAsync("Jan Petry", "jan@petry.example");
        await EnterAsync("Eva Nowak", "eva@nowak");
        await Desk.App.InDbAsync(db => db.Fairs.ExecuteUpdateAsync(set => set.SetProperty(its => its.Name, "Renamed meanwhile")));
        await Page.ReloadAsync();
        await Expect(Page.GetByRole(AriaRole.Heading, new() { Name = "bauma, München" })).ToBeVisibleAsync();
        await Expect(Waiting).ToHaveTextAsync("Waiting on this phone: 2");
        await Expect(Page.GetByText("No connection: entries wait on this phone.")).ToBeVisibleAsync();
        Assert.Equal(0, await Desk.App.InDbAsync(db => db.FairEntries.CountAsync()));

        await Page.Context.SetOfflineAsync(false);
        await Expect(Waiting).ToHaveTextAsync("Waiting on this phone: 1");
        await Expect(Page.GetByText("This is not an e-mail address.")).ToBeVisibleAsync();
        await AssertNothingSticksOutAsync();
        await Button("Correct").ClickAsync();
        await Expect(Page.GetByLabel("Name")).ToHaveValueAsync("Eva Nowak");
        await Page.GetByLabel("E-mail").FillAsync("eva@nowak.example");
        await Button("Enter it").ClickAsync();
        await Expect(Waiting).ToBeHiddenAsync();
        Assert.Equal(["Eva Nowak", "Jan Petry"], await Desk.App.InDbAsync(async db => await (from entry in db.FairEntries join person in db.People on entry.PersonId equals person.Id orderby person.FirstName select person.FirstName + " " + person.LastName).ToListAsync()));
    }

    private ILocator Waiting => Page.GetByRole(AriaRole.Heading, new() { Name = "Waiting on this phone:" });

    private async Task EnterAsync(string name, string email)
    {
        await Page.GetByLabel("Name").FillAsync(name);
        await Page.GetByLabel("E-mail").FillAsync(email);
        await Page.GetByLabel("Ramme").CheckAsync();
        await Button("Enter it").ClickAsync();
        await Expect(Page.GetByLabel("Name")).ToHaveValueAsync("");
        await Expect(Page.GetByText(name)).ToBeVisibleAsync();
    }
}
