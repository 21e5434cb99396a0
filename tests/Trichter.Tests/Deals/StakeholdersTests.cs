using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Trichter.Customers;
using Trichter.Deals;
using Trichter.Deals.Commitments;
using Trichter.Deals.Plan;
using Trichter.Deals.Stakeholders;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Tests.Support;

namespace Trichter.Tests.Deals;

/// <summary>Who has a say at the customer, what is missing among them, and the plan both sides share.</summary>
public sealed class StakeholdersTests : IAsyncLifetime
{
    private Desk desk = null!;
    private Deal petry = null!;

    public async ValueTask InitializeAsync() => desk = await Desk.OpenAsync();

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Theory]
    [InlineData("decision-maker-known", true, true)]
    [InlineData("decision-maker-met", false, true)]
    public async Task The_criteria_ask_for_one_who_decides_and_for_having_spoken_with_them(string kind, bool known, bool met)
    {
        await DemandAsync(kind);
        await NoteAsync(Draft("Klaus Wulf", StakeholderRole.Uses) with { SpokenOn = new DateOnly(2026, 11, 18) });
        Assert.False(await desk.IsPassedAsync(petry.Id));
        await NoteAsync(Draft("Andrea Petry", StakeholderRole.Decides));
        Assert.Equal(known, await desk.IsPassedAsync(petry.Id));

        var andrea = (await AllAsync()).Single(its => its.Decides);
        Assert.Null(await desk.DoAsync<NoteStakeholder, Told?>(verb => verb.ChangeAsync(petry.Id, andrea.Id, Draft("Andrea Petry", StakeholderRole.Decides) with { SpokenOn = new DateOnly(2026, 11, 18) })));
        Assert.Equal(met, await desk.IsPassedAsync(petry.Id));
        Assert.True(await desk.DoAsync<NoteStakeholder, bool>(verb => verb.RemoveAsync(petry.Id, andrea.Id)));
        Assert.False(await desk.IsPassedAsync(petry.Id));
        await UndoAsync();
        Assert.Equal(met, await desk.IsPassedAsync(petry.Id));
    }

    [Fact]
    public async Task The_page_draws_the_map_tells_it_to_screen_readers_and_lists_the_gaps()
    {
        await DemandAsync("decision-maker-met");
        await desk.Browser.VisitAsync($"/deals/{petry.Id}");
        await desk.Browser.SubmitAsync($"form[action='/deals/{petry.Id}/stakeholders']", ("text", "Otto Lüders"), ("role", "Buys"), ("influence", "High"), ("stance", "Against"), ("spokenOn", "2026-11-18"));
        Assert.Equal(["Nobody is known who decides.", "Otto Lüders has high influence and is against us.", "Nobody is known who is for us."], Gaps());

        await desk.Browser.SubmitAsync($"form[action='/deals/{petry.Id}/stakeholders']", ("text", "Andrea Petry"), ("role", "Decides"), ("influence", "High"), ("stance", "For"));
        Assert.Equal(["Andrea Petry decides, and nobody has spoken with them.", "Otto Lüders has high influence and is against us."], Gaps());

        var map = desk.Browser.Page.QuerySelector("svg.tr-map")!;
        Assert.Contains("Andrea Petry, decides, high influence, for us, not spoken with yet", map.GetAttribute("aria-label"), StringComparison.Ordinal);
        Assert.Equal("AP", map.QuerySelector("g.for.unmet.decides .ini")!.TextContent);
        Assert.NotNull(map.QuerySelector("g.against polygon"));
        var row = desk.Browser.Page.QuerySelectorAll("table.visually-hidden tbody tr").Single(its => its.TextContent.Contains("Otto", StringComparison.Ordinal));
        Assert.Equal("Otto Lüdersbuyshigh influenceagainst us18/11/2026", row.TextContent);
    }

    [Fact]
    public async Task A_person_whom_somebody_may_not_see_stays_nameless_for_them()
    {
        await DemandAsync("decision-maker-met");
        var person = Assert.IsType<SaveResult<Person>.Saved>(await desk.DoAsync<SavePerson, SaveResult<Person>>(verb => verb.CreateAsync(
            new Dictionary<string, string> { ["first_name"] = "Andrea", ["last_name"] = "Geheimrat" }, petry.CompanyId, "Vorstand", true))).Record;
        await NoteAsync(Draft("", StakeholderRole.Decides) with { PersonId = person.Id });
        await desk.HireAsync("Tom", Role.Seller, Visibility.Own);
        await desk.App.InDbAsync(db => db.Deals.Where(deal => deal.Id == petry.Id).ExecuteUpdateAsync(set => set.SetProperty(deal => deal.OwnerId, (Guid?)null)));

        var tom = await desk.SignInAsync("Tom");
        await tom.VisitAsync($"/deals/{petry.Id}");
        Assert.DoesNotContain("Geheimrat", tom.Page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Contains("Somebody you may not see", tom.Text, StringComparison.Ordinal);
        Assert.NotNull(await desk.DoAsync<NoteStakeholder, Told?>(verb => verb.RunAsync(petry.Id, Draft("", StakeholderRole.Buys) with { PersonId = person.Id }), "tom@nordwerk.example"));

        await desk.Browser.VisitAsync($"/deals/{petry.Id}");
        Assert.Contains("Andrea Geheimrat", desk.Browser.Text, StringComparison.Ordinal);
        Assert.NotNull(await desk.DoAsync<NoteStakeholder, Told?>(verb => verb.RunAsync(petry.Id, Draft("", StakeholderRole.Buys) with { PersonId = person.Id })));
    }

    [Fact]
    public async Task The_shared_plan_orders_the_steps_of_the_customer_and_the_commitments_of_both_sides()
    {
        await DemandAsync("decision-maker-met");
        var today = DateOnly.FromDateTime(desk.App.Clock.Now);
        await desk.DoAsync<NoteCommitment, Told?>(verb => verb.RunAsync(petry.Id, new CommitmentDraft("Visit to the works", CommitmentSide.Us, CommitmentState.Given, false, "", today.AddDays(4))));
        await desk.Browser.VisitAsync($"/deals/{petry.Id}");
        await desk.Browser.SubmitAsync($"form[action='/deals/{petry.Id}/buying-steps']", ("text", "Board decides"), ("dueDay", today.AddDays(9).ToString("O", CultureInfo.InvariantCulture)));
        await desk.Browser.SubmitAsync($"form[action='/deals/{petry.Id}/buying-steps']", ("text", "Budget is set"), ("dueDay", today.AddDays(-1).ToString("O", CultureInfo.InvariantCulture)));

        var lines = Plan();
        Assert.Equal(["Budget is set", "Visit to the works", "Board decides"], lines.Select(line => line.QuerySelector(".tr-wordy")!.TextContent));
        Assert.Contains("late", lines[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("We · commitment", lines[1].TextContent, StringComparison.Ordinal);

        await desk.Browser.SubmitAsync("form[action$='/done']");
        Assert.Contains("done on", Plan()[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("1 of 3 done", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.SubmitAsync("[data-toast] form");
        Assert.All(await desk.App.InDbAsync(db => db.BuyingSteps.AsNoTracking().ToListAsync()), step => Assert.Null(step.DoneOn));
    }

    [Fact]
    public async Task A_reader_notes_nobody_and_no_step()
    {
        await DemandAsync("decision-maker-met");
        await desk.HireAsync("Rita", Role.Reader);
        await Assert.ThrowsAsync<NotAllowedException>(() => desk.DoAsync<NoteStakeholder, Told?>(verb => verb.RunAsync(petry.Id, Draft("Wulf", StakeholderRole.Uses)), "rita@nordwerk.example"));
        await Assert.ThrowsAsync<NotAllowedException>(() => desk.DoAsync<NoteBuyingStep, Told?>(verb => verb.RunAsync(petry.Id, "Decide", null), "rita@nordwerk.example"));
        Assert.Empty(await AllAsync());
    }

    private static StakeholderDraft Draft(string name, StakeholderRole role) => new(null, name, role, Influence.High, Stance.For, null, "");

    private async Task DemandAsync(string kind)
    {
        await desk.DemandAsync(kind);
        petry = await desk.EnterAsync("Two excavators");
    }

    private async Task NoteAsync(StakeholderDraft draft) => Assert.Null(await desk.DoAsync<NoteStakeholder, Told?>(verb => verb.RunAsync(petry.Id, draft)));

    private Task<List<Stakeholder>> AllAsync() => desk.App.InDbAsync(db => db.Stakeholders.AsNoTracking().ToListAsync());

    private List<string> Gaps() => [.. desk.Browser.Page.QuerySelectorAll("[data-gap]").Select(gap => gap.TextContent.Trim())];

    private List<AngleSharp.Dom.IElement> Plan() => [.. desk.Browser.Page.QuerySelectorAll("section[aria-labelledby=plan] li")];

    private async Task UndoAsync()
    {
        var last = await desk.App.InDbAsync(db => db.Changes.OrderByDescending(change => change.Id).Select(change => change.Id).FirstAsync());
        Assert.IsType<UndoResult.Undone>(await desk.DoAsync<UndoChange, UndoResult>(undo => undo.RunAsync(last, _ => true)));
    }
}
