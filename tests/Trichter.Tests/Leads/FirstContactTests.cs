using Microsoft.EntityFrameworkCore;
using Trichter.Activities;
using Trichter.Activities.Today;
using Trichter.Deals;
using Trichter.Deals.Move;
using Trichter.Leads.FirstContact;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Tests.Support;

namespace Trichter.Tests.Leads;

/// <summary>A new lead is called within the hour, in working hours; where nobody calls, it goes on to somebody else and to the managers.</summary>
public sealed class FirstContactTests : IAsyncLifetime
{
    private Desk desk = null!;

    private DateTime Now => desk.App.Clock.Now;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        while (Now.DayOfWeek != DayOfWeek.Tuesday) desk.App.Clock.Now = Now.AddDays(1);
        desk.App.Clock.Now = Now.Date.AddHours(10);
        await desk.HireAsync("Theo", Role.Seller);
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task A_lead_that_is_called_stops_its_clock_also_when_nobody_was_reached()
    {
        var lead = await desk.EnterAsync("Loader", "Holm");
        var item = Assert.Single((await WorkOfAsync()).Items);
        Assert.Equal((QueueGroup.FirstContact, (60, 60)), (item.Group, item.Clock));

        desk.App.Clock.Now = Now.AddMinutes(41);
        await desk.Browser.VisitAsync("/today");
        Assert.Contains("19 minutes left", desk.Browser.Page.QuerySelector(".tr-clock")!.GetAttribute("aria-label")!, StringComparison.Ordinal);
        await desk.Browser.PressAsync(".tr-focus form[action$='/activities']", "result", "NotReached");

        var clock = await ClockAsync();
        Assert.Equal(Now, clock.ContactedAt);
        Assert.DoesNotContain((await WorkOfAsync()).Items, its => its.Group == QueueGroup.FirstContact);
        await desk.Browser.VisitAsync($"/deals/{lead.Id}");
        Assert.Contains("after 41 working minutes", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_taken_back_lets_the_clock_run_again()
    {
        var lead = await desk.EnterAsync("Loader", "Holm");
        await CallAsync(lead);
        var change = await desk.App.InDbAsync(db => db.Ledger.Where(entry => entry.Record == nameof(Activity)).Select(entry => entry.ChangeId).SingleAsync());
        await desk.DoAsync<UndoChange, UndoResult>(undo => undo.RunAsync(change, _ => true));
        Assert.Null((await ClockAsync()).ContactedAt);
    }

    [Fact]
    public async Task An_hour_without_a_call_hands_the_lead_to_the_seller_with_the_fewest_and_then_to_the_managers()
    {
        await desk.HireAsync("Tomasz", Role.Seller);
        await desk.EnterAsync("Waits already", "Wulf", email: "tomasz@nordwerk.example");
        var lead = await desk.EnterAsync("Loader", "Holm");
        desk.App.Clock.Now = Now.AddMinutes(61);
        await CallAsync(await DealOfAsync("Waits already"), "tomasz@nordwerk.example");
        await desk.EnterAsync("Waits too", "Lüders", email: "tomasz@nordwerk.example");
        await WatchAsync();

        Assert.Equal("Theo", await OwnerOfAsync(lead));
        Assert.Equal(60, Assert.Single((await WorkOfAsync("theo@nordwerk.example")).Items).Clock!.Value.Left);
        await desk.Browser.VisitAsync($"/deals/{lead.Id}");
        Assert.Contains("handed the lead on from Ada Lovelace to Theo", desk.Browser.Text, StringComparison.Ordinal);

        desk.App.Clock.Now = Now.AddMinutes(61);
        await WatchAsync();
        Assert.Equal("Theo", await OwnerOfAsync(lead));
        var managers = Assert.Single((await WorkOfAsync()).Items, item => item.DealId == lead.Id);
        Assert.True(managers.IsLate);
        Assert.Equal("Theo", managers.Why.Data.Single());
    }

    [Fact]
    public async Task The_clock_stands_still_at_night_and_at_the_weekend()
    {
        while (Now.DayOfWeek != DayOfWeek.Friday) desk.App.Clock.Now = Now.AddDays(1);
        desk.App.Clock.Now = Now.Date.AddHours(20);
        await desk.EnterAsync("Loader", "Holm");
        desk.App.Clock.Now = Now.AddHours(36);
        await WatchAsync();
        Assert.Null((await ClockAsync()).MissedAt);
        Assert.Equal((60, 60), (await WorkOfAsync()).Items[0].Clock);
    }

    [Fact]
    public async Task A_lead_that_went_on_or_is_no_new_one_runs_no_clock()
    {
        await desk.EnterAsync("Quote wanted", "Petry", stage: "proposal");
        Assert.Equal(0, await desk.App.InDbAsync(db => db.LeadClocks.CountAsync()));

        var lead = await desk.EnterAsync("Loader", "Holm");
        var target = (await desk.VersionAsync()).Stages.First(stage => stage.Phase.Id == "qualify");
        await desk.DoAsync<MoveDeal, MoveResult>(verb => verb.RunAsync(lead.Id, target.Id, [], "They came by"));
        desk.App.Clock.Now = Now.AddHours(3);
        await WatchAsync();
        var clock = await ClockAsync();
        Assert.Null(clock.MissedAt);
        Assert.NotNull(clock.EndedAt);
    }

    [Fact]
    public async Task The_owner_sets_the_time_and_nonsense_is_refused_beside_the_field()
    {
        await desk.Browser.VisitAsync("/settings/first-contact");
        await desk.Browser.SubmitAsync("form:has([name='Form.Minutes'])", ("Form.Minutes", "soon"), ("Form.Reroutes", "0"), ("Form.Calls", "none"));
        Assert.Contains("A whole number from 5 to 10080.", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Equal("soon", desk.Browser.Page.QuerySelector("[name='Form.Minutes']")!.GetAttribute("value"));
        await desk.Browser.SubmitAsync("form:has([name='Form.Minutes'])", ("Form.Minutes", "30"), ("Form.Calls", "8"));

        await desk.EnterAsync("Loader", "Holm");
        desk.App.Clock.Now = Now.AddMinutes(31);
        await WatchAsync();
        var clock = await ClockAsync();
        Assert.Equal((0, Now), (clock.Rerouted, clock.MissedAt));
    }

    private Task<Work> WorkOfAsync(string email = App.OwnerEmail) => desk.DoAsync<ReadWork, Work>(work => work.RunAsync(), email);

    private Task<Told?> CallAsync(Deal deal, string email = App.OwnerEmail) =>
        desk.DoAsync<NoteActivity, Told?>(verb => verb.RunAsync(deal.Id, ActivityType.Call, "Spoke", null), email);

    private Task<LeadClock> ClockAsync() => desk.App.InDbAsync(db => db.LeadClocks.AsNoTracking().SingleAsync());

    private Task<Deal> DealOfAsync(string name) => desk.App.InDbAsync(db => db.Deals.AsNoTracking().SingleAsync(deal => deal.Name == name));

    private async Task<string> OwnerOfAsync(Deal deal)
    {
        var owner = (await desk.ReadAsync(deal.Id)).OwnerId;
        return await desk.App.InDbAsync(db => db.Users.Where(user => user.Id == owner).Select(user => user.Name).SingleAsync());
    }

    private Task WatchAsync() => desk.App.WithAsync<WatchFirstContacts, object?>(async watch =>
    {
        await watch.RunAsync();
        return null;
    });
}
