using System.Net;
using Microsoft.EntityFrameworkCore;
using Trichter.Team;
using Trichter.Team.FigureAgreements;
using Trichter.Tests.Support;

namespace Trichter.Tests.Team;

/// <summary>Walks every route of the application with every role. Those of the API, which know tokens only, have tests of their own.</summary>
public sealed class RightsTests : IAsyncLifetime
{
    /// <summary>Pages that ask for no right: everybody who is signed in, or everybody at all.</summary>
    private static readonly string[] ForAll = ["/", "/more", "/search", "/settings/account", "/settings/api", "/api", "/not-allowed"];

    private Desk desk = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        foreach (var role in Enum.GetValues<Role>().Except([Role.Owner])) await desk.HireAsync(role.ToString(), role);
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public void Every_route_says_who_may_use_it()
    {
        var silent = Routes().Where(route => route.Right is null && !route.ForEverybody)
            .Select(route => route.Path)
            .Where(path => !ForAll.Contains(path)
                && path is not ("/sign-out" or "/theme" or "/undo/{id:guid}" or "/undo/{Id:guid}/decide" or "/settings/api/{id:guid}/revoke"
                    or "/settings/sessions/{id:guid}/end" or "/settings/second-factor" or "/settings/passkeys/{id:guid}/name" or "/settings/passkeys/{id:guid}/remove" or "/settings/passkeys/options" or "/settings/passkeys" or "/views" or "/views/{id:guid}/remove"
                    or "/favourites/{kind}/{id:guid}" or "/bulk/{Id:guid}"
                    or "/settings/absences" or "/settings/absences/{id:guid}/remove" or "/notifications" or "/notifications/{id:guid}/open" or "/notifications/read" or "/settings/notifications"));

        Assert.Empty(silent);
    }

    [Fact]
    public async Task A_manager_can_look_up_what_a_colleague_sees()
    {
        await desk.EnterAsync("Of the owner");
        await desk.HireAsync("Theo", Role.Seller, Visibility.Own);
        await desk.EnterAsync("Of Theo", email: "theo@nordwerk.example");
        var theo = await desk.App.InDbAsync(db => db.Users.Where(user => user.Name == "Theo").Select(user => user.Id).SingleAsync());

        await desk.Browser.VisitAsync($"/settings/team/{theo}/sees");
        Assert.Contains("DealsOwn records · because of their own setting1 of 2", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("Manage the teamno", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_page_answers_every_role_as_its_rights_say()
    {
        var deal = await desk.EnterAsync("Two excavators");
        var company = deal.CompanyId!.Value;
        var pages = Routes().Where(route => route.IsRead).ToList();
        Assert.True(pages.Count > 20, $"{pages.Count} pages");

        foreach (var role in Enum.GetValues<Role>())
        {
            var browser = role == Role.Owner ? desk.Browser : await desk.SignInAsync(role.ToString());
            foreach (var route in pages)
            {
                var address = route.For(new Records(deal.Id, company));
                using var answer = await browser.Http.GetAsync(new Uri(address, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
                var ended = answer.RequestMessage!.RequestUri!.AbsolutePath;
                var allowed = route.Right is not { } needed || Rights.Of(role).Contains(needed);

                Assert.True((int)answer.StatusCode < 500, $"{role} {address}: {(int)answer.StatusCode}");
                if (allowed) Assert.True(ended != "/not-allowed" && ended != "/sign-in", $"{role} should see {address}, was led to {ended}");
                else Assert.True(ended == "/not-allowed", $"{role} must not see {address}, got {(int)answer.StatusCode} at {ended}");
            }
        }
    }

    [Fact]
    public async Task Nobody_who_is_not_signed_in_sees_anything_but_the_door()
    {
        var visitor = desk.App.OpenBrowser();
        foreach (var route in Routes().Where(route => route.Methods.Contains("GET") && !route.ForEverybody))
        {
            var answer = await visitor.Http.GetAsync(new Uri(route.For(new Records(Guid.NewGuid(), Guid.NewGuid())), UriKind.Relative));
            Assert.Equal("/sign-in", answer.RequestMessage!.RequestUri!.AbsolutePath);
        }
    }

    [Fact]
    public async Task A_form_without_its_token_changes_nothing()
    {
        var deal = await desk.EnterAsync("Two excavators");
        using var body = new FormUrlEncodedContent([KeyValuePair.Create("text", "Forged"), KeyValuePair.Create("type", "Note")]);

        var answer = await desk.Browser.Http.PostAsync(new Uri($"/deals/{deal.Id}/activities", UriKind.Relative), body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(0, await desk.App.InDbAsync(db => Task.FromResult(db.Activities.Count())));
    }

    [Theory]
    [InlineData("/deals/{0}/files/{0}/remove")]
    [InlineData("/deals/{0}/activities/{0}/drop-following")]
    [InlineData("/settings/calendar/revoke")]
    public async Task A_button_without_fields_asks_for_the_token_as_well(string address)
    {
        var deal = await desk.EnterAsync("Two excavators");
        using var nothing = new FormUrlEncodedContent([]);

        var answer = await desk.Browser.Http.PostAsync(new Uri(string.Format(System.Globalization.CultureInfo.InvariantCulture, address, deal.Id), UriKind.Relative), nothing);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task A_reader_who_forges_a_form_is_refused_by_the_verb()
    {
        var deal = await desk.EnterAsync("Two excavators");

        await Assert.ThrowsAsync<NotAllowedException>(() => desk.DoAsync<Trichter.Deals.Move.MoveDeal, Trichter.Deals.Move.MoveResult>(
            verb => verb.RunAsync(deal.Id, deal.StageId, [], ""), "reader@nordwerk.example"));
    }

    [Theory]
    [InlineData(Visibility.Own, false, false)]
    [InlineData(Visibility.Team, true, false)]
    [InlineData(Visibility.All, true, true)]
    public async Task A_seller_sees_own_records_those_of_the_team_or_all(Visibility sees, bool ofTeam, bool ofOthers)
    {
        var north = new TeamGroup { Name = "North" };
        await desk.App.InDbAsync(db => { db.Teams.Add(north); return db.SaveChangesAsync(); });
        await desk.HireAsync("Tom", Role.Seller, sees, north.Id);
        await desk.HireAsync("Sabine", Role.Seller, Visibility.All, north.Id);
        var mine = await desk.EnterAsync("Toms deal", email: "tom@nordwerk.example");
        var hers = await desk.EnterAsync("Sabines deal", email: "sabine@nordwerk.example");
        var others = await desk.EnterAsync("Adas deal", company: "Lüders");

        var tom = await desk.SignInAsync("Tom");

        Assert.Equal((true, ofTeam, ofOthers), (await SeesAsync(tom, mine.Id), await SeesAsync(tom, hers.Id), await SeesAsync(tom, others.Id)));
        await tom.VisitAsync("/deals/list");
        Assert.Equal(ofOthers, tom.Text.Contains("Adas deal", StringComparison.Ordinal));
        await tom.VisitAsync("/search?q=deal");
        Assert.Equal((ofTeam, ofOthers), (tom.Text.Contains("Sabines deal", StringComparison.Ordinal), tom.Text.Contains("Adas deal", StringComparison.Ordinal)));
        await desk.AgreeAsync(FigureScope.Ranking);
        await tom.VisitAsync("/insight/leaderboard");
        Assert.Equal(ofOthers, tom.Text.Contains("Ada Lovelace", StringComparison.Ordinal));
    }

    private static async Task<bool> SeesAsync(Browser browser, Guid deal) =>
        (await browser.Http.GetAsync(new Uri($"/deals/{deal}", UriKind.Relative))).StatusCode == HttpStatusCode.OK;

    /// <summary>Those of pages and forms, without files.</summary>
    private IEnumerable<Route> Routes() => Route.Of(desk.App).Where(route => !route.IsOfApi && !route.Path.Contains('.', StringComparison.Ordinal));
}
