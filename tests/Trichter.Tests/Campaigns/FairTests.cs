using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Trichter.Campaigns.Costs;
using Trichter.Campaigns.Fairs;
using Trichter.Campaigns.Touches;
using Trichter.Customers.Consent;
using Trichter.Deals;
using Trichter.Leads.Proposals;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Team.FigureAgreements;
using Trichter.Tests.Support;

namespace Trichter.Tests.Campaigns;

/// <summary>Marketing describes a fair; sellers enter there whom they meet, and each becomes a lead of theirs.</summary>
public sealed class FairTests : IAsyncLifetime
{
    private readonly CampaignDesk desk = new();
    private Fair fair = null!;
    private Guid wording;

    public async ValueTask InitializeAsync()
    {
        await desk.OpenAsync();
        await desk.Desk.HireAsync("Berta", Role.Seller, Visibility.Own);
        var (process, text) = await desk.App.InDbAsync(async db => (await db.Processes.Select(its => its.Id).FirstAsync(), await db.ConsentWordings.Select(its => its.Id).SingleAsync()));
        wording = text;
        var today = DateOnly.FromDateTime(desk.App.Clock.Now);
        (var saved, var fault) = await desk.Desk.DoAsync<SaveFair, (Fair?, Fault?)>(verb => verb.RunAsync(null, new FairDraft("bauma", "München", today, today.AddDays(3), "", "bauma-2026", process, wording, ["Ramme", "Miete"])));
        Assert.Null(fault);
        fair = saved!;
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task Somebody_met_at_the_fair_becomes_a_lead_of_the_seller_and_is_asked_to_confirm()
    {
        var then = desk.App.Clock.Now.AddHours(-2);
        var answer = await EnterAsync(Jan with { At = then, MayWrite = true, WordingId = wording, Step = "Angebot schicken", StepOn = DateOnly.FromDateTime(then).AddDays(3) });
        Assert.Null(Assert.IsType<FairAnswer.Taken>(answer).But);

        var (berta, deal, touch, step) = await desk.App.InDbAsync(async db => (await BertaAsync(db), await db.Deals.AsNoTracking().SingleAsync(), await db.Touches.AsNoTracking().SingleAsync(), await db.Activities.AsNoTracking().SingleAsync()));
        Assert.Equal((berta, "bauma", "bauma: Jan Petry", "Petry Bau"), (deal.OwnerId, deal.Source, deal.Name, deal.CompanyName));
        Assert.Equal(["Ramme"], deal.Tags);
        Assert.Equal((TouchKind.Fair, "bauma", "fair", "bauma-2026", then), (touch.Kind, touch.Source, touch.Medium, touch.Campaign, touch.At));
        Assert.Equal((berta, "Angebot schicken", true), (step.OwnerId, step.Text, step.IsPlanned));

        var asked = await desk.App.InDbAsync(db => db.ConsentEvents.AsNoTracking().SingleAsync());
        Assert.Equal((ConsentAction.Requested, ConsentProof.Told, wording), (asked.Action, asked.Proof, asked.WordingId));
        Assert.Contains("bauma, München · Berta · ", asked.Evidence, StringComparison.Ordinal);
        Assert.Contains("/confirm/", (await desk.App.InDbAsync(db => db.OutgoingMails.AsNoTracking().SingleAsync())).Text, StringComparison.Ordinal);
        var entry = await desk.App.InDbAsync(db => db.FairEntries.AsNoTracking().SingleAsync());
        Assert.Equal((then, desk.App.Clock.Now), (entry.EnteredAt, entry.ArrivedAt));
    }

    [Fact]
    public async Task Sent_twice_it_arrives_once_and_a_clock_that_is_fast_counts_as_now()
    {
        var entry = Jan with { At = desk.App.Clock.Now.AddDays(400) };
        var answers = await Task.WhenAll(EnterAsync(entry), EnterAsync(entry), EnterAsync(entry));
        Assert.All(answers, answer => Assert.IsType<FairAnswer.Taken>(answer));
        Assert.Equal((1, 1, 1, 1), await desk.App.InDbAsync(async db => (await db.People.CountAsync(), await db.Deals.CountAsync(), await db.Touches.CountAsync(), await db.FairEntries.CountAsync())));
        Assert.Equal(desk.App.Clock.Now, (await desk.App.InDbAsync(db => db.FairEntries.AsNoTracking().SingleAsync())).EnteredAt);
        Assert.IsType<FairAnswer.Refused>(await EnterAsync(entry, App.OwnerEmail));
    }

    [Fact]
    public async Task Known_people_are_found_by_address_or_by_name_and_company_also_where_the_seller_does_not_see_them()
    {
        await desk.Desk.DoAsync<TakeFairEntry, FairAnswer>(verb => verb.RunAsync(Jan with { Id = Guid.NewGuid() }));
        await EnterAsync(Jan with { Id = Guid.NewGuid(), Name = "J. Petry", Email = "JAN@petry.example" });
        await EnterAsync(Jan with { Id = Guid.NewGuid(), Email = "", Company = "PETRY BAU GmbH", Interests = ["Miete"] });
        await EnterAsync(Jan with { Id = Guid.NewGuid(), Email = "", Company = "Anders" });
        Assert.Equal((2, 2, 4), await desk.App.InDbAsync(async db => (await db.People.CountAsync(), await db.Deals.CountAsync(), await db.FairEntries.CountAsync())));
        Assert.Equal(["Ramme", "Miete"], (await desk.App.InDbAsync(db => db.Deals.AsNoTracking().OrderBy(its => its.Id).FirstAsync())).Tags);
    }

    [Fact]
    public async Task What_does_not_fit_is_refused_with_its_reason_and_nothing_is_written()
    {
        var refused = Assert.IsType<FairAnswer.Refused>(await EnterAsync(Jan with { Email = "jan@", MayWrite = true, WordingId = Guid.NewGuid() }));
        Assert.Equal(["consent", "email"], refused.Faults.Keys.Order());
        Assert.Equal(["email"], Assert.IsType<FairAnswer.Refused>(await EnterAsync(Jan with { Email = "", Company = "" })).Faults.Keys);
        Assert.Equal([""], Assert.IsType<FairAnswer.Refused>(await EnterAsync(Jan with { User = Guid.NewGuid() })).Faults.Keys);
        await desk.Desk.DoAsync<SaveFair, bool>(verb => verb.RetireAsync(fair.Id));
        Assert.Equal(["fair"], Assert.IsType<FairAnswer.Refused>(await EnterAsync(Jan)).Faults.Keys);
        Assert.Equal(0, await desk.App.InDbAsync(async db => await db.People.CountAsync() + await db.Touches.CountAsync() + await db.FairEntries.CountAsync()));
    }

    [Fact]
    public async Task A_text_that_was_replaced_after_it_was_shown_is_proof_all_the_same()
    {
        var then = desk.App.Clock.Now;
        desk.App.Clock.Now = then.AddHours(1);
        await desk.Desk.DoAsync<KeepWordings, bool>(verb => verb.RetireAsync(wording));
        Assert.IsType<FairAnswer.Refused>(await EnterAsync(Jan with { MayWrite = true, WordingId = wording }));
        Assert.IsType<FairAnswer.Taken>(await EnterAsync(Jan with { At = then, MayWrite = true, WordingId = wording }));
        Assert.Equal(1, await desk.App.InDbAsync(db => db.OptInRequests.CountAsync()));
    }

    [Fact]
    public async Task The_page_works_without_scripts_and_the_phone_sends_with_a_fresh_token()
    {
        var berta = await desk.Desk.SignInAsync("Berta");
        await berta.VisitAsync("/fair");
        Assert.Contains("Yes, send me news by mail.", berta.Text, StringComparison.Ordinal);
        await berta.SubmitAsync("form[data-fair]", ("name", "Jan Petry"), ("email", "jan@"), ("company", "Petry Bau"));
        Assert.Contains("This is not an e-mail address.", berta.Text, StringComparison.Ordinal);
        Assert.Equal("Petry Bau", berta.Page.QuerySelector("[name=company]")!.GetAttribute("value"));
        await berta.SubmitAsync("form[data-fair]", ("email", "jan@petry.example"));
        Assert.Contains("Jan Petry is entered.", berta.Text, StringComparison.Ordinal);

        var token = await berta.Http.GetFromJsonAsync<JsonElement>(new Uri("/fair/token", UriKind.Relative));
        var fields = new Dictionary<string, string> { ["fair"] = fair.Id.ToString(), ["id"] = Guid.NewGuid().ToString(), ["user"] = token.GetProperty("user").GetString()!, ["name"] = "Eva", ["phone"] = "1", ["heat"] = "Hot", ["language"] = "pl" };
        using var forged = new FormUrlEncodedContent(fields);
        Assert.False((await berta.Http.PostAsync(new Uri("/fair/entries", UriKind.Relative), forged)).IsSuccessStatusCode);
        using var body = new FormUrlEncodedContent(fields.Append(new("__RequestVerificationToken", token.GetProperty("token").GetString()!)));
        using var answer = await berta.Http.PostAsync(new Uri("/fair/entries", UriKind.Relative), body);
        Assert.Equal("taken", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Marketing_sees_who_entered_what_what_became_of_it_and_what_it_cost()
    {
        await EnterAsync(Jan);
        await EnterAsync(Jan with { Id = Guid.NewGuid(), Name = "Eva Nowak", Email = "eva@nowak.example", Company = "Nowak" });
        var deals = await desk.App.InDbAsync(db => db.Deals.AsNoTracking().OrderBy(its => its.Id).Select(its => its.Id).ToListAsync());
        await desk.Desk.DoAsync<ProposeLead, Told?>(verb => verb.RunAsync(deals[0], ""));
        await desk.Desk.DoAsync<AnswerProposal, ProposalResult>(verb => verb.AcceptAsync(deals[0]));
        await desk.App.InDbAsync(db => db.Deals.Where(its => its.Id == deals[1]).ExecuteUpdateAsync(set => set.SetProperty(its => its.Outcome, Outcome.Won)));
        Assert.Null(await desk.Desk.DoAsync<NoteCost, Fault?>(verb => verb.RunAsync(new CostDraft("Marketing", "bauma", "2026-10-01", "2026-10-05", "9000.00", ""))));

        await desk.Desk.AgreeAsync();
        await desk.Desk.Browser.VisitAsync($"/campaigns/fairs/{fair.Id}");
        var text = desk.Desk.Browser.Text;
        Assert.Contains("2 entered2 new leads2 accepted by sales1 won0 asked to confirm", text, StringComparison.Ordinal);
        Assert.Contains("Berta20202 2 1".Replace(" ", "", StringComparison.Ordinal), text.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("4,500", text, StringComparison.Ordinal);
        await desk.Desk.Browser.VisitAsync($"/campaigns/fairs/{fair.Id}/edit");
        await desk.Desk.Browser.SubmitAsync("main form:has([name=Interests])", ("To", "2020-01-01"), ("Place", "Berlin"));
        Assert.Contains("The last day, not before the first", desk.Desk.Browser.Text, StringComparison.Ordinal);
        Assert.Equal("Berlin", desk.Desk.Browser.Page.QuerySelector("[name=Place]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task R90_without_an_agreement_a_fair_has_ones_own_row_and_one_of_all_others_where_they_are_enough()
    {
        await EnterAsync(Jan with { Id = Guid.NewGuid() });
        await EnterAsync(Jan with { Id = Guid.NewGuid(), Name = "Eva Nowak", Email = "eva@nowak.example" }, App.OwnerEmail);
        Assert.Equal(["Ada Lovelace 1"], await RowsAsync());
        Assert.Contains("are off until an agreement about them is recorded", desk.Desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains(desk.Desk.Browser.Page.QuerySelectorAll("[data-row]"), row => row.TextContent.Contains("Berta", StringComparison.Ordinal));

        foreach (var name in new[] { "Tom", "Nina", "Olaf", "Pia" })
        {
            await desk.Desk.HireAsync(name, Role.Seller);
            await EnterAsync(Jan with { Id = Guid.NewGuid() }, $"{name.ToLowerInvariant()}@nordwerk.example");
        }

        Assert.Equal(["Colleagues together 5", "Ada Lovelace 1"], await RowsAsync());
        await desk.Desk.AgreeAsync(FigureScope.Reports);
        Assert.Equal(["Ada Lovelace 1", "Berta 1", "Nina 1", "Olaf 1", "Pia 1", "Tom 1"], await RowsAsync());

        async Task<IEnumerable<string>> RowsAsync()
        {
            await desk.Desk.Browser.VisitAsync($"/campaigns/fairs/{fair.Id}");
            return desk.Desk.Browser.Page.QuerySelectorAll("[aria-label='By colleague'] tbody tr").Select(row => $"{row.Children[0].TextContent} {row.Children[1].TextContent}");
        }
    }

    private FairTyped Jan => new() { Id = new Guid("0193a1c0-0000-7000-8000-000000000001"), FairId = fair.Id, Name = "Jan Petry", Company = "Petry Bau", Email = "Jan@Petry.example", Language = "de", Interests = ["Ramme"], Heat = FairHeat.Warm, Note = "Zwei Stück" };

    private Task<FairAnswer> EnterAsync(FairTyped entry, string email = "berta@nordwerk.example") => desk.Desk.DoAsync<TakeFairEntry, FairAnswer>(verb => verb.RunAsync(entry), email);

    private static Task<Guid?> BertaAsync(Db db) => db.Users.Where(user => user.Name == "Berta").Select(user => (Guid?)user.Id).SingleAsync();
}
