using Trichter.Deals;
using Trichter.Deals.Close;
using Trichter.Process;
using Trichter.Team;
using Trichter.Tests.Support;

namespace Trichter.Tests.Exchange.Api;

/// <summary>Deals go from hand to hand, and from process to process, by a program.</summary>
public sealed class ApiHandOverTests : IAsyncLifetime
{
    private Desk desk = null!;
    private Caller caller = null!, sven = null!;
    private Deal deal = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        await desk.HireAsync("Sven", Role.Service, Visibility.Own);
        caller = await desk.CallAsync();
        sven = await desk.CallAsync("sven@nordwerk.example");
        deal = await desk.EnterAsync("Two excavators");
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task A_won_deal_is_given_returned_given_again_and_accepted()
    {
        Assert.Equal("nothing_due", (await caller.PostAsync($"deals/{deal.Id}/hand-over", new { reason = "Early" })).Expect(409)["code"]);
        Assert.IsType<CloseResult.Closed>(await desk.DoAsync<CloseDeal, CloseResult>(verb => verb.RunAsync(deal.Id, new Closing(Outcome.Won, null, "", null, ""))));

        var open = (await caller.PostAsync($"deals/{deal.Id}/hand-over", new { done = new[] { "order-complete" } })).Expect(409);
        Assert.Equal(("open_items", 3), (open["code"], open.Json.GetProperty("open").GetArrayLength()));
        var given = (await caller.PostAsync($"deals/{deal.Id}/hand-over", new { done = new[] { "order-complete" }, reason = "Later" })).Expect(200);
        Assert.Equal(("close", "service", "waiting", ""), (given["stage"], given["role"], given["state"], given["days_in_between"]));

        Assert.NotEmpty((await sven.PostAsync($"deals/{deal.Id}/hand-over/return", new { })).Expect(422).ErrorOf("reason"));
        desk.App.Clock.Now = desk.App.Clock.Now.AddHours(12);
        var returned = (await sven.PostAsync($"deals/{deal.Id}/hand-over/return", new { reason = "Which ones?" })).Expect(200);
        Assert.Equal(("returned", "Which ones?", "0.5"), (returned["state"], returned["answer"], returned["days_in_between"]));

        (await caller.PostAsync($"deals/{deal.Id}/hand-over", new { reason = "The yellow ones" })).Expect(200);
        Assert.Equal("accepted", (await sven.PostAsync($"deals/{deal.Id}/hand-over/accept", new { })).Expect(200)["state"]);
        Assert.Equal("nothing_waits", (await sven.PostAsync($"deals/{deal.Id}/hand-over/accept", new { })).Expect(409)["code"]);
        Assert.Equal(["accepted", "returned"], (await caller.GetAsync($"deals/{deal.Id}/hand-overs")).Expect(200).Items.Select(its => its.GetProperty("state").GetString()));
    }

    [Fact]
    public async Task A_deal_is_handed_to_another_process()
    {
        await desk.DoAsync<AddProcess, SalesProcess>(verb => verb.RunAsync(Template.With("aida")));

        Assert.NotEmpty((await caller.PostAsync($"deals/{deal.Id}/transfer", new { process = "nowhere" })).Expect(422).ErrorOf("process"));
        var next = (await caller.PostAsync($"deals/{deal.Id}/transfer", new { process = "aida", stage = "interest", value = 4200.00, note = "They rent first" })).Expect(201);

        Assert.Equal(("aida", "interest", "open", deal.Id.ToString(), "Two excavators"), (next["process"], next["stage"], next["outcome"], next["transferred_from_id"], next["name"]));
        Assert.Equal("transferred", (await caller.GetAsync($"deals/{deal.Id}")).Expect(200)["outcome"]);
        Assert.Single((await caller.GetAsync("deals?process=sales-cycle-7&outcome=transferred")).Expect(200).Items);
        (await sven.PostAsync($"deals/{deal.Id}/transfer", new { process = "aida" })).Expect(404);
    }
}
