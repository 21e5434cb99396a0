using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Exchange.Api.Tokens;
using Trichter.Offers.Competitors;
using Trichter.Platform.Mail;
using Trichter.Team;
using Trichter.Tests.Support;

namespace Trichter.Tests.Exchange.Api;

/// <summary>What belongs to a deal, listed, read, entered and changed by a program.</summary>
public sealed class ApiDealPartTests : IAsyncLifetime
{
    private Desk desk = null!;
    private Deal deal = null!;
    private Caller caller = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        deal = await desk.EnterAsync("Tower crane");
        caller = await desk.CallAsync();
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task A_need_is_noted_once_changed_by_who_read_it_confirmed_and_removed()
    {
        var noted = (await caller.PostAsync(At("needs"), new { text = "Lift 12 t", importance = "high" }, ("Idempotency-Key", "n1"))).Expect(201);
        Assert.Equal(noted.Id, (await caller.PostAsync(At("needs"), new { text = "Lift 12 t", importance = "high" }, ("Idempotency-Key", "n1"))).Expect(201).Id);
        (await caller.PostAsync(At("needs"), new { text = "Reach 40 m" })).Expect(201);

        var first = (await caller.GetAsync(At("needs?limit=1"))).Expect(200);
        Assert.Equal(["Lift 12 t", "Reach 40 m"], first.Items.Concat((await caller.GetAsync(first["next"])).Expect(200).Items).Select(its => its.GetProperty("text").GetString()));
        var changed = (await caller.PatchAsync(noted.Location, new { met_by = "Crane" }, ("If-Match", noted.Tag))).Expect(200);
        Assert.Equal(("Lift 12 t", "high", "Crane", "stated"), (changed["text"], changed["importance"], changed["met_by"], changed["kind"]));
        (await caller.PatchAsync(noted.Location, new { met_by = "Other" }, ("If-Match", noted.Tag))).Expect(412);
        Assert.Equal("Frau Petry", (await caller.PostAsync(noted.Location + "/confirm", new { by = "Frau Petry", how = "meeting" })).Expect(200)["confirmed_by"]);
        Assert.Equal("", (await caller.PostAsync(noted.Location + "/withdraw", new { reason = "They rent" })).Expect(200)["confirmed_by"]);
        (await caller.DeleteAsync(noted.Location)).Expect(204);
        (await caller.GetAsync(noted.Location)).Expect(404);

        Assert.Equal("One of: low, medium, high.", (await caller.PostAsync(At("needs"), new { text = "x", importance = "huge" })).Expect(422).ErrorOf("importance"));
        Assert.Contains("what they need", (await caller.PostAsync(At("needs"), new { text = "" })).Expect(422)["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stakeholders_promises_and_steps_to_buying_make_the_shared_plan()
    {
        var who = (await caller.PostAsync(At("stakeholders"), new { name = "Frau Petry", role = "decides", stance = "for" })).Expect(201);
        Assert.Equal(("decides", "neutral", "2026-02-01"), ((await caller.PatchAsync(who.Location, new { stance = "neutral", spoken_on = "2026-02-01" })).Expect(200) is var changed ? changed["role"] : "", changed["stance"], changed["spoken_on"]));
        (await caller.DeleteAsync(who.Location)).Expect(204);

        var promise = (await caller.PostAsync(At("commitments"), new { text = "Send the site plan", by = "us", state = "given", due = "2027-03-31" })).Expect(201);
        Assert.Equal("kept", (await caller.PostAsync(promise.Location + "/settle", new { state = "kept" })).Expect(200)["state"]);
        var step = (await caller.PostAsync(At("buying-steps"), new { text = "Budget round", due = "2027-02-01" })).Expect(201);
        Assert.NotEqual("", (await caller.PatchAsync(step.Location, new { done = true })).Expect(200)["done_on"]);
        Assert.NotEqual("", (await caller.PatchAsync(step.Location, new { done = true })).Expect(200)["done_on"]);
        Assert.Equal(["buying_step Budget round done", "commitment Send the site plan done"],
            (await caller.GetAsync(At("plan"))).Expect(200).Items.Select(its => $"{its.GetProperty("kind")} {its.GetProperty("text")} {its.GetProperty("state")}"));
        (await caller.DeleteAsync(step.Location)).Expect(204);
    }

    [Fact]
    public async Task Objections_are_answered_competitors_met_and_trials_ended()
    {
        var kind = await desk.App.InDbAsync(db => db.ObjectionKinds.OrderBy(its => its.Position).Select(its => its.Key).FirstAsync());
        var objection = (await caller.PostAsync(At("objections"), new { kind, words = "Twice the price", weight = "heavy" })).Expect(201);
        Assert.Equal("resolved", (await caller.PostAsync(objection.Location + "/answer", new { text = "Over five years it costs less", result = "resolved" })).Expect(200)["state"]);
        Assert.Equal("open", (await caller.PostAsync(objection.Location + "/reopen", new { })).Expect(200)["state"]);
        Assert.Equal("Choose what kind of objection it is.", (await caller.PostAsync(At("objections"), new { kind = "none", words = "x" })).Expect(422).ErrorOf("kind"));

        await desk.App.InDbAsync(async db =>
        {
            db.Competitors.Add(new Competitor { Name = "Kranbau Nord" });
            return await db.SaveChangesAsync();
        });
        await desk.App.InDbAsync(db => db.Users.ExecuteUpdateAsync(set => set.SetProperty(user => user.Language, "de")));
        var met = (await caller.PostAsync(At("competitors"), new { competitor = "Kranbau Nord", price = 1389000.50m, source = "Said by the customer" })).Expect(201);
        Assert.Equal((1389000.50m, "EUR"), (met.Json.GetProperty("price").GetDecimal(), met["currency"]));
        (await caller.DeleteAsync(met.Location)).Expect(204);

        var trial = (await caller.PostAsync(At("trials"), new { text = "Crane", goal = "12 t", starts_on = "2027-03-01", days = 14 })).Expect(201);
        Assert.Equal("2027-03-21", (await caller.PatchAsync(trial.Location, new { days = 21 })).Expect(200)["ends_on"]);
        Assert.Equal("reached", (await caller.PostAsync(trial.Location + "/end", new { result = "reached", note = "12.4 t" })).Expect(200)["result"]);
        (await caller.PostAsync(At("trials"), new { text = "Crane", starts_on = "2027-03-01", days = 1.5 })).Expect(422);
    }

    [Fact]
    public async Task Activities_are_noted_planned_with_guests_put_off_and_done()
    {
        var note = (await caller.PostAsync(At("activities"), new { text = "They build in May" })).Expect(201);
        Assert.Equal("note", note["type"]);
        var at = desk.App.Clock.Now.AddDays(2);
        var meeting = (await caller.PostAsync(At("activities"), new { type = "meeting", text = "Site visit", due_at = at.ToString("O"), place = "Rostock", guests = new[] { "guest@kran.example" }, invite = true })).Expect(201);
        Assert.Equal(60, meeting.Json.GetProperty("length_minutes").GetInt32());
        (await caller.PatchAsync(meeting.Location, new { due_at = at.AddDays(1).ToString("O") })).Expect(200);
        Assert.Equal(2, await desk.App.InDbAsync(db => db.OutgoingMails.CountAsync((OutgoingMail mail) => mail.CalendarMethod == "REQUEST")));
        Assert.Equal("Nice", (await caller.PostAsync(meeting.Location + "/done", new { outcome = "Nice" })).Expect(200)["outcome"]);
        (await caller.PostAsync(meeting.Location + "/done", new { outcome = "Again" })).Expect(409);
        Assert.Equal("Only of what is planned ahead.", (await caller.PostAsync(At("activities"), new { type = "call", text = "Spoke", result = "spoke", guests = new[] { "a@b.example" } })).Expect(422).ErrorOf("guests"));
        Assert.Equal(2, (await caller.GetAsync(At("activities"))).Expect(200).Items.Count());
    }

    [Fact]
    public async Task Whoever_does_not_see_the_deal_or_may_only_read_gets_no_further()
    {
        var need = (await caller.PostAsync(At("needs"), new { text = "Lift 12 t" })).Expect(201);
        await desk.HireAsync("Sam", Role.Seller, Visibility.Own);
        var sam = await desk.CallAsync("sam@nordwerk.example");
        foreach (var part in new[] { "needs", "stakeholders", "commitments", "buying-steps", "plan", "objections", "competitors", "trials", "activities" }) (await sam.GetAsync(At(part))).Expect(404);
        (await sam.GetAsync(need.Location)).Expect(404);
        (await sam.PostAsync(At("needs"), new { text = "x" })).Expect(404);
        var reader = await desk.CallAsync(App.OwnerEmail, ApiScope.Read);
        (await reader.GetAsync(need.Location)).Expect(200);
        (await reader.DeleteAsync(need.Location)).Expect(403);
    }

    private string At(string part) => $"deals/{deal.Id}/{part}";
}
