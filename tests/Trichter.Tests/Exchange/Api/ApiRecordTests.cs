using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Process;
using Trichter.Team;
using Trichter.Tests.Support;

namespace Trichter.Tests.Exchange.Api;

/// <summary>Companies, people and deals, entered, read, changed and moved by a program.</summary>
public sealed class ApiRecordTests : IAsyncLifetime
{
    private Desk desk = null!;
    private Caller caller = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        caller = await desk.CallAsync();
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task A_company_is_entered_read_changed_and_deleted()
    {
        var entered = (await caller.PostAsync("companies", new { name = "Petry GmbH", employees = 120, tags = new[] { "rental", "crane" }, city = "Rostock" })).Expect(201);
        var read = (await caller.GetAsync(entered.Location)).Expect(200);
        Assert.Equal(("Petry GmbH", 120, 2, "Rostock"), (read["name"], read.Json.GetProperty("employees").GetInt32(), read.Json.GetProperty("tags").GetArrayLength(), read["city"]));

        var changed = (await caller.PatchAsync(entered.Location, new { employees = (int?)null, phone = "+49 381 440" })).Expect(200);
        Assert.Equal(("", "+49 381 440", "Petry GmbH"), (changed["employees"], changed["phone"], changed["name"]));

        (await caller.DeleteAsync(entered.Location)).Expect(204);
        (await caller.GetAsync(entered.Location)).Expect(404);
        Assert.Equal(["CompanyEntered", "CompanyChanged", "CompanyDeleted"], await desk.App.InDbAsync(db => db.Timeline.Where(entry => entry.SubjectId == entered.Id).OrderBy(entry => entry.Id).Select(entry => entry.Kind).ToListAsync()));
    }

    [Fact]
    public async Task A_person_is_entered_at_a_company_and_found_by_it()
    {
        var company = (await caller.PostAsync("companies", new { name = "Petry" })).Expect(201);
        var person = (await caller.PostAsync("people", new { last_name = "Wulf", emails = new[] { "Karin@Petry.example" }, company_id = company.Id, role = "Buyer" })).Expect(201);

        Assert.Equal(person.Id, (await caller.GetAsync($"people?company_id={company.Id}")).Expect(200).Items.Single().GetProperty("id").GetGuid());
        Assert.Equal(person.Id, (await caller.GetAsync("people?email=karin@petry.example")).Expect(200).Items.Single().GetProperty("id").GetGuid());
        (await caller.PatchAsync(person.Location, new { salutation = "Ms" })).Expect(200);
        (await caller.DeleteAsync(person.Location)).Expect(204);
    }

    [Fact]
    public async Task What_may_be_there_already_is_asked_about()
    {
        await caller.PostAsync("companies", new { name = "Petry GmbH" });

        var similar = (await caller.PostAsync("companies", new { name = "PETRY" })).Expect(409);
        Assert.Equal("Petry GmbH", similar.Json.GetProperty("similar")[0].GetProperty("name").GetString());
        (await caller.PostAsync("companies?even_if_similar=true", new { name = "PETRY" })).Expect(201);
    }

    [Fact]
    public async Task Values_that_do_not_fit_are_told_each_beside_its_field_in_the_language_of_the_user()
    {
        await desk.App.InDbAsync(db => db.Users.ExecuteUpdateAsync(set => set.SetProperty(user => user.Language, "de")));

        var faulty = (await caller.PostAsync("deals", new { name = "X", value = "1,50", expected_close = "soon", colour = "red", process = "none", owner_id = Guid.NewGuid() })).Expect(422);

        Assert.Equal(["colour", "expected_close", "owner_id", "process", "value"], faulty.Json.GetProperty("errors").EnumerateObject().Select(error => error.Name).Order());
        Assert.Equal("Das ist kein Datum.", faulty.ErrorOf("expected_close"));
        (await caller.PostAsync("companies", new { name = "X", vat_number = "DE123" })).Expect(422);
        (await caller.PostAsync("companies", new { })).Expect(422);
    }

    [Fact]
    public async Task A_deal_is_entered_with_company_owner_and_stage_and_changed()
    {
        var company = (await caller.PostAsync("companies", new { name = "Petry" })).Expect(201);
        var deal = (await caller.PostAsync("deals", new { name = "Two excavators", value = 412600.5, company_id = company.Id, owner_id = (string?)null, source = "Fair" })).Expect(201);
        Assert.Equal(("412600.50", "Petry", "open", ""), (deal["value"], deal["company"], deal["outcome"], deal["owner_id"]));

        var me = await desk.App.InDbAsync(db => db.Users.Select(user => user.Id).SingleAsync());
        var changed = (await caller.PatchAsync(deal.Location, new { product = "ZX 130", owner_id = me })).Expect(200);
        Assert.Equal(("ZX 130", me.ToString(), company.Id.ToString()), (changed["product"], changed["owner_id"], changed["company_id"]));
        Assert.Equal("", (await caller.PatchAsync(deal.Location, new { company_id = (string?)null })).Expect(200)["company"]);
        (await caller.DeleteAsync(deal.Location)).Expect(204);
    }

    [Fact]
    public async Task A_move_that_criteria_hold_back_lists_them_and_passes_with_a_reason()
    {
        var (deal, version) = (await desk.EnterAsync("Two excavators"), await desk.VersionAsync());
        var second = version.Stages[1].Key;

        var held = (await caller.PostAsync($"deals/{deal.Id}/move", new { stage = second })).Expect(409);
        Assert.Equal(("unmet_criteria", "False"), (held["code"], held["blocked"]));
        Assert.NotEmpty(held.Json.GetProperty("unmet").EnumerateArray());

        var moved = (await caller.PostAsync($"deals/{deal.Id}/move", new { stage = second, reason = "In a hurry" })).Expect(200);
        Assert.Equal(second, moved["stage"]);
        (await caller.PostAsync($"deals/{deal.Id}/move", new { stage = "nowhere" })).Expect(422);
    }

    [Fact]
    public async Task A_criterion_that_blocks_holds_the_deal_whatever_the_reason()
    {
        var (deal, version) = (await desk.EnterAsync("Two excavators"), await desk.VersionAsync());
        var blocked = version.Stages.First(stage => stage.Criteria.Any(criterion => criterion.Severity == Severity.Block));
        var beyond = blocked.EntryCriteria.Any(criterion => criterion.Severity == Severity.Block) ? blocked : version.Stages[blocked.Position];

        var held = (await caller.PostAsync($"deals/{deal.Id}/move", new { stage = beyond.Key, reason = "I want to" })).Expect(409);

        Assert.Equal("True", held["blocked"]);
        Assert.Contains(held.Json.GetProperty("unmet").EnumerateArray(), criterion => criterion.GetProperty("blocks").GetBoolean());
    }

    [Fact]
    public async Task Confirming_along_with_the_move_counts()
    {
        var (deal, version) = (await desk.EnterAsync("Two excavators"), await desk.VersionAsync());
        var confirmations = version.Stages[0].ExitCriteria.Where(criterion => criterion.Kind == "confirmation").Select(criterion => $"{version.Stages[0].Key}/{criterion.Key}").ToList();

        var reply = await caller.PostAsync($"deals/{deal.Id}/move", new { stage = version.Stages[1].Key, confirm = confirmations });

        if (reply.Status == 409) Assert.DoesNotContain(reply.Json.GetProperty("unmet").EnumerateArray(), criterion => confirmations.Contains(criterion.GetProperty("key").GetString()!));
        Assert.Equal(confirmations.Count, await desk.App.InDbAsync(db => db.Confirmations.CountAsync()));
    }

    [Fact]
    public async Task A_deal_is_lost_with_a_reason_opened_again_and_parked()
    {
        var deal = await desk.EnterAsync("Two excavators");
        Assert.NotEmpty((await caller.PostAsync($"deals/{deal.Id}/close", new { outcome = "lost" })).Expect(422).ErrorOf("reason_id"));
        var reason = (await caller.GetAsync("close-reasons")).Expect(200).Items.First(its => its.GetProperty("outcome").GetString() == "lost").GetProperty("id").GetGuid();

        Assert.Equal("lost", (await caller.PostAsync($"deals/{deal.Id}/close", new { outcome = "lost", reason_id = reason, note = "Too slow" })).Expect(200)["outcome"]);
        (await caller.PostAsync($"deals/{deal.Id}/close", new { outcome = "lost", reason_id = reason })).Expect(409);
        Assert.Equal("open", (await caller.PostAsync($"deals/{deal.Id}/reopen", new { })).Expect(200)["outcome"]);
        (await caller.PostAsync($"deals/{deal.Id}/reopen", new { })).Expect(409);
        Assert.Equal("2026-04-01", (await caller.PostAsync($"deals/{deal.Id}/close", new { outcome = "parked", until = "2026-04-01" })).Expect(200)["until"]);
        (await caller.PostAsync($"deals/{deal.Id}/close", new { outcome = "sold" })).Expect(422);
    }

    [Fact]
    public async Task Whose_records_the_user_does_not_see_are_not_there_for_the_token_either()
    {
        await desk.HireAsync("Tom", Role.Seller, Visibility.Own);
        var mine = await desk.EnterAsync("Toms deal", company: "Lüders", email: "tom@nordwerk.example");
        var others = await desk.EnterAsync("Adas deal");
        var tom = await desk.CallAsync("tom@nordwerk.example");

        Assert.Equal(mine.Id, (await tom.GetAsync("deals")).Expect(200).Items.Single().GetProperty("id").GetGuid());
        (await tom.GetAsync($"deals/{others.Id}")).Expect(404);
        (await tom.PatchAsync($"deals/{others.Id}", new { name = "Mine" })).Expect(404);
        (await tom.PostAsync("deals", new { name = "X", company_id = others.CompanyId })).Expect(422);
        Assert.Equal("Adas deal", (await desk.ReadAsync(others.Id)).Name);
    }

    [Fact]
    public async Task Who_changes_what_somebody_else_changed_meanwhile_is_told()
    {
        var deal = (await caller.PostAsync("deals", new { name = "Two excavators" })).Expect(201);
        (await caller.GetAsync(deal.Location, ("If-None-Match", deal.Tag))).Expect(304);

        var changed = (await caller.PatchAsync(deal.Location, new { product = "ZX" }, ("If-Match", deal.Tag))).Expect(200);
        Assert.NotEqual(deal.Tag, changed.Tag);
        (await caller.PatchAsync(deal.Location, new { product = "YY" }, ("If-Match", deal.Tag))).Expect(412);
        (await caller.PostAsync($"{deal.Location}/move", new { stage = "x" }, ("If-Match", deal.Tag))).Expect(412);
        (await caller.DeleteAsync(deal.Location, ("If-Match", deal.Tag))).Expect(412);
        (await caller.GetAsync(deal.Location, ("If-None-Match", deal.Tag))).Expect(200);
        (await caller.DeleteAsync(deal.Location, ("If-Match", changed.Tag))).Expect(204);
    }

    [Fact]
    public async Task Of_two_who_read_the_same_version_only_one_changes_it()
    {
        var deal = (await caller.PostAsync("deals", new { name = "Two excavators" })).Expect(201);

        var replies = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => caller.PatchAsync(deal.Location, new { product = $"P{i}" }, ("If-Match", deal.Tag))));

        Assert.Single(replies, reply => reply.Status == 200);
        Assert.All(replies.Where(reply => reply.Status != 200), reply => reply.Expect(412));
        Assert.Equal(1, await desk.App.InDbAsync(db => db.Timeline.CountAsync(entry => entry.Kind == nameof(DealChanged))));
    }
}
