using System.Net;
using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Deals.Close;
using Trichter.Deals.Commitments;
using Trichter.Insight.Coaching;
using Trichter.Leads.FirstContact;
using Trichter.Offers.Objections;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Team.Coaching;
using Trichter.Team.FigureAgreements;
using Trichter.Tests.Support;

namespace Trichter.Tests.Insight;

/// <summary>The weekly talk has an agenda of facts, and what is said in it stays between two people.</summary>
public sealed class CoachingTests : IAsyncLifetime
{
    private const string Tom = "tom@nordwerk.example";
    private const string Mia = "mia@nordwerk.example";

    private Desk desk = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        await desk.HireAsync("Tom", Role.Seller);
        await desk.HireAsync("Nina", Role.Seller);
        await desk.HireAsync("Mia", Role.Manager);
        await desk.AgreeAsync(FigureScope.Talks);
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task The_agenda_holds_what_happened_since_the_last_talk_and_what_stands_still()
    {
        var won = await desk.EnterAsync("Won one", email: Tom);
        await desk.EnterAsync("Sleeping one", "Holm", email: Tom);
        var doubted = await desk.EnterAsync("Doubted one", "Wulf", email: Tom);
        await desk.EnterAsync("Of Nina", "Lüders", email: "nina@nordwerk.example");
        await desk.DoAsync<NoteCommitment, Told?>(verb => verb.RunAsync(doubted.Id, new CommitmentDraft("Noise report", CommitmentSide.Us, CommitmentState.Given, false, "", new DateOnly(2026, 3, 9))));
        var kind = await desk.App.InDbAsync(db => db.ObjectionKinds.OrderBy(its => its.Position).Select(its => its.Id).FirstAsync());
        await desk.DoAsync<NoteObjection, Told?>(verb => verb.RunAsync(doubted.Id, new ObjectionDraft(kind, "Too dear", "", ObjectionWeight.Heavy, null)));
        await desk.App.WithAsync<WatchFirstContacts, int>(async watch => { desk.App.Clock.Now = desk.App.Clock.Now.AddHours(3); await watch.RunAsync(); return 0; });
        desk.App.Clock.Now = new DateTime(2026, 3, 18, 9, 0, 0, DateTimeKind.Utc);
        Assert.IsType<CloseResult.Closed>(await desk.DoAsync<CloseDeal, CloseResult>(verb => verb.RunAsync(won.Id, new Closing(Outcome.Won, null, "", null, ""))));

        var (tom, nina) = (await IdOfAsync(Tom), await IdOfAsync("nina@nordwerk.example"));
        await desk.App.InDbAsync(db => db.Deals.ExecuteUpdateAsync(set => set.SetProperty(deal => deal.OwnerId, deal => deal.Name == "Of Nina" ? nina : tom)));
        var agenda = await AgendaAsync(tom, new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc));
        Assert.Equal((1, 0, 2, 1, 1, 3), (agenda.CountOf(AgendaTopic.Won), agenda.CountOf(AgendaTopic.Lost), agenda.CountOf(AgendaTopic.Stuck), agenda.CountOf(AgendaTopic.Promises), agenda.CountOf(AgendaTopic.Objections), agenda.CountOf(AgendaTopic.Missed)));
        Assert.DoesNotContain(agenda.Items, item => item.Deal == "Of Nina");
        Assert.Equal(0, (await AgendaAsync(tom, new DateTime(2026, 3, 10, 0, 0, 0, DateTimeKind.Utc))).CountOf(AgendaTopic.Missed));

        var mia = await desk.SignInAsync("Mia");
        await mia.VisitAsync($"/insight/coaching/{tom}");
        Assert.Contains("“Too dear”", mia.Text, StringComparison.Ordinal);
        Assert.Contains("We until 09/03/2026: Noise report", mia.Text, StringComparison.Ordinal);
        desk.App.Clock.Now = desk.App.Clock.Now.AddHours(1);
        await mia.SubmitAsync("form[action$='/notes']", ("text", "Answer doubts the same day"), ("isTalk", true));
        desk.App.Clock.Now = desk.App.Clock.Now.AddHours(1);
        await mia.VisitAsync($"/insight/coaching/{tom}");
        Assert.Null(mia.Page.QuerySelector("[data-topic=Won]"));
        Assert.NotNull(mia.Page.QuerySelector("[data-topic=Objections]"));
    }

    [Fact]
    public async Task A_note_is_read_by_the_two_and_by_nobody_else()
    {
        var tom = await IdOfAsync(Tom);
        Assert.Null(await desk.DoAsync<WriteCoachingNote, Told?>(verb => verb.RunAsync(tom, "Listen longer", false), Mia));

        var (seller, manager, owner) = (await desk.SignInAsync("Tom"), await desk.SignInAsync("Mia"), desk.Browser);
        foreach (var browser in new[] { seller, manager, owner }) await browser.VisitAsync($"/insight/coaching/{tom}");
        Assert.Equal((true, true, false), (Reads(seller), Reads(manager), Reads(owner)));
        Assert.Empty(seller.Page.QuerySelectorAll("form[action$='/notes']"));

        var written = await desk.App.InDbAsync(async db => string.Join('\n', await db.Ledger.Select(entry => entry.Fields).ToListAsync()) + string.Join('\n', await db.Timeline.Select(entry => entry.Data).ToListAsync()));
        Assert.DoesNotContain("Listen longer", written, StringComparison.Ordinal);
        Assert.Contains(await desk.App.InDbAsync(db => db.Ledger.Select(entry => entry.Record).Distinct().ToListAsync()), record => record == nameof(CoachingNote));

        static bool Reads(Browser browser) => browser.Text.Contains("Listen longer", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sellers_see_their_own_agenda_and_figures_of_teams_but_no_colleagues()
    {
        await desk.EnterAsync("Secret of Nina", email: "nina@nordwerk.example");
        var (tom, nina) = (await IdOfAsync(Tom), await IdOfAsync("nina@nordwerk.example"));
        var seller = await desk.SignInAsync("Tom");

        Assert.Equal(HttpStatusCode.OK, (await seller.Http.GetAsync(new Uri($"/insight/coaching/{tom}", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await seller.Http.GetAsync(new Uri($"/insight/coaching/{nina}", UriKind.Relative))).StatusCode);
        await seller.VisitAsync("/insight/coaching");
        Assert.DoesNotContain("Nina", seller.Text, StringComparison.Ordinal);
        Assert.Contains("shown to that seller, and to the manager who opens the talk", seller.Text, StringComparison.Ordinal);
        await Assert.ThrowsAsync<NotAllowedException>(() => desk.DoAsync<WriteCoachingNote, Told?>(verb => verb.RunAsync(nina, "Mine", false), Tom));
        Assert.NotNull(await desk.DoAsync<WriteCoachingNote, Told?>(async verb => await verb.RunAsync(await IdOfAsync(Mia), "To myself", false), Mia));
        Assert.NotNull(await desk.DoAsync<WriteCoachingNote, Told?>(verb => verb.RunAsync(tom, " ", false), Mia));
        Assert.Equal(0, await desk.App.InDbAsync(db => db.CoachingNotes.CountAsync()));
    }

    [Fact]
    public async Task A_team_of_one_is_not_shown_to_others()
    {
        var north = new TeamGroup { Name = "North" };
        await desk.App.InDbAsync(db => { db.Teams.Add(north); return db.SaveChangesAsync(); });
        await desk.HireAsync("Olaf", Role.Seller, Visibility.All, north.Id);
        var deal = await desk.EnterAsync("Of Olaf", email: "olaf@nordwerk.example");
        await desk.DoAsync<CloseDeal, CloseResult>(verb => verb.RunAsync(deal.Id, new Closing(Outcome.Won, null, "", null, "")));

        Assert.Equal(("–", "–"), (await WonOfNorthAsync("Tom"), await WonOfNorthAsync("Mia")));
        Assert.Equal("1", await WonOfNorthAsync("Olaf"));
    }

    private async Task<string> WonOfNorthAsync(string name)
    {
        var browser = await desk.SignInAsync(name);
        await browser.VisitAsync("/insight/coaching");
        return browser.Page.QuerySelectorAll("[data-row]").Single(row => row.TextContent.Contains("North", StringComparison.Ordinal)).QuerySelectorAll("td")[2].TextContent;
    }

    private async Task<Agenda> AgendaAsync(Guid seller, DateTime since) =>
        Assert.Single(await desk.DoAsync<ReadAgendas, IReadOnlyList<Agenda>>(reader => reader.RunAsync(new Dictionary<Guid, DateTime> { [seller] = since }), Mia));

    private Task<Guid> IdOfAsync(string email) => desk.App.InDbAsync(db => db.Users.Where(user => user.Email == email).Select(user => user.Id).SingleAsync());
}
