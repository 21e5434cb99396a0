using System.Net;
using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Fields;
using Trichter.Team;
using Trichter.Team.Roles;
using Trichter.Tests.Exchange.Api;
using Trichter.Tests.Support;

namespace Trichter.Tests.Team;

/// <summary>Reads every route of the application, those of the API too, with every role and every visibility, and looks for words of records that are not theirs to see.</summary>
public sealed class VisibilityTests : IAsyncLifetime
{
    private static readonly string[] Kinds = ["Company", "Person", "Deal"];

    private readonly TeamGroup north = new() { Name = "North" };
    private Desk desk = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        await desk.App.InDbAsync(db => { db.Teams.Add(north); return db.SaveChangesAsync(); });
        await desk.HireAsync("Sabine", Role.Seller, Visibility.All, north.Id);
        await desk.HireAsync("Otto", Role.Seller);
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    /// <summary>All on SQLite; on PostgreSQL the one whose queries have every condition of the others.</summary>
    public static TheoryData<Visibility, Visibility> People => TestDatabase.IsPostgres
        ? new() { { Visibility.Team, Visibility.All } }
        : new()
        {
            { Visibility.Own, Visibility.All }, { Visibility.Team, Visibility.All }, { Visibility.All, Visibility.All },
            { Visibility.All, Visibility.Own }, { Visibility.Team, Visibility.Own }, { Visibility.All, Visibility.Team },
        };

    [Theory]
    [MemberData(nameof(People))]
    public async Task No_route_tells_anybody_of_records_they_may_not_see(Visibility person, Visibility role)
    {
        var shared = await desk.EnterAllAsync("gemeinsam", App.OwnerEmail);
        await desk.App.InDbAsync(async db => await db.Deals.ExecuteUpdateAsync(set => set.SetProperty(its => its.OwnerId, (Guid?)null))
            + await db.Companies.ExecuteUpdateAsync(set => set.SetProperty(its => its.OwnerId, (Guid?)null)) + await db.People.ExecuteUpdateAsync(set => set.SetProperty(its => its.OwnerId, (Guid?)null))
            + await db.SearchEntries.ExecuteUpdateAsync(set => set.SetProperty(its => its.OwnerId, (Guid?)null)));
        var groups = new (string Word, Records Records, Visibility Needs)[]
        {
            ("gemeinsam", shared, Visibility.Own),
            ("teamwort", await desk.EnterAllAsync("teamwort", "sabine@nordwerk.example", shared.Company), Visibility.Team),
            ("fremdwort", await desk.EnterAllAsync("fremdwort", "otto@nordwerk.example", shared.Company), Visibility.All),
        };
        await desk.App.InDbAsync(db => db.Deals.Where(its => its.Id == shared.Deal).ExecuteUpdateAsync(set => set.SetProperty(its => its.ContactId, groups[2].Records.Person)));
        var routes = Route.Of(desk.App).Where(route => route.IsRead).ToList();
        Assert.True(routes.Count > 60, $"{routes.Count} routes");
        var addresses = groups.SelectMany(group => routes.Select(route => route.For(group.Records)).Concat(Questions(group.Word, shared, group.Records))).Distinct().ToList();

        foreach (var who in Enum.GetValues<Role>())
        {
            var sees = who == Role.Owner || person < role ? person : role;
            var email = await HireAsync(who, person, role);
            var (browser, caller) = (await desk.SignInAsync(who.ToString()), await desk.CallAsync(email));
            var read = new Dictionary<string, int>();

            foreach (var address in addresses)
            {
                var text = address.StartsWith("/api/", StringComparison.Ordinal) ? (await caller.GetAsync(address)).Text : await TextAsync(browser, address);
                foreach (var (secret, _, needs) in groups)
                    if (Says(text, secret, address)) Assert.True(sees >= needs && (read[secret] = read.GetValueOrDefault(secret) + 1) > 0, $"{who}, who sees {sees}, reads of \"{secret}\" at {address}");
            }

            Assert.All(groups, group => Assert.True(group.Needs > sees || read.GetValueOrDefault(group.Word) >= 10, $"{who} reads {read.GetValueOrDefault(group.Word)} times of {group.Word}"));
        }
    }

    [Fact]
    public async Task A_person_belongs_to_who_entered_them_and_can_be_given_away()
    {
        var otto = await desk.EnterAllAsync("Karin", "otto@nordwerk.example");
        await desk.HireAsync("Tom", Role.Seller, Visibility.Own);
        var tom = await desk.SignInAsync("Tom");
        Assert.Equal(HttpStatusCode.NotFound, (await tom.Http.GetAsync(new Uri($"/people/{otto.Person}", UriKind.Relative))).StatusCode);

        await desk.Browser.VisitAsync($"/people/{otto.Person}");
        await desk.Browser.SubmitAsync("form:has(select[name=OwnerId])", ("OwnerId", await IdOfAsync("Tom")));

        await tom.VisitAsync($"/people/{otto.Person}");
        Assert.Contains("changed the person", tom.Text, StringComparison.Ordinal);
        await tom.VisitAsync("/search?q=Karinmann");
        Assert.Contains("Karinmann", tom.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_owner_narrows_a_role_and_takes_it_back_with_one_undo()
    {
        var otto = await desk.EnterAllAsync("ottos", "otto@nordwerk.example");
        await desk.HireAsync("Tom", Role.Seller);
        var tom = await desk.SignInAsync("Tom");
        await tom.VisitAsync($"/companies/{otto.Company}");

        await desk.Browser.VisitAsync("/settings/roles");
        await desk.Browser.SubmitAsync("#form-Seller", ("sees-Company", "Own"));
        Assert.Contains("changed what the role Seller may see", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await tom.Http.GetAsync(new Uri($"/companies/{otto.Company}", UriKind.Relative))).StatusCode);
        await tom.VisitAsync($"/deals/{otto.Deal}");

        await desk.Browser.VisitAsync($"/settings/team/{await IdOfAsync("Tom")}/sees");
        Assert.Contains("CompaniesOwn records · because of the role0 of 1", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("PeopleAll records · role and own setting agree1 of 1", desk.Browser.Text, StringComparison.Ordinal);

        var change = await desk.App.InDbAsync(db => db.Ledger.Where(entry => entry.Record == nameof(RoleRule)).Select(entry => entry.ChangeId).SingleAsync());
        await desk.Browser.VisitAsync($"/undo/{change}/decide");
        await desk.Browser.SubmitAsync("form:has(button.btn-primary)");
        await tom.VisitAsync($"/companies/{otto.Company}");
    }

    [Fact]
    public async Task A_manager_takes_back_nothing_that_touched_what_they_may_not_see()
    {
        var otto = await desk.EnterAllAsync("ottos", "otto@nordwerk.example");
        await desk.HireAsync("Mona", Role.Manager, Visibility.Own);
        var mona = await desk.SignInAsync("Mona");

        Assert.Equal(HttpStatusCode.NotFound, (await mona.Http.GetAsync(new Uri($"/undo/{otto.Change}/decide", UriKind.Relative))).StatusCode);
        await desk.Browser.VisitAsync($"/undo/{otto.Change}/decide");
        Assert.Contains("ottos", desk.Browser.Text, StringComparison.Ordinal);
    }

    /// <summary>Addresses with a question, which the routes alone do not ask.</summary>
    private static IEnumerable<string> Questions(string word, Records shared, Records records) =>
    [
        $"/search?q={word}", $"/search?q={word[..2]}", $"/companies/{shared.Company}/merge?q={word}", $"/people/{shared.Person}/merge?q={word}",
        $"/companies/{shared.Company}/merge?with={records.Company}", $"/people/{shared.Person}/merge?with={records.Person}", "/deals/list?sort=-value", "/deals/list?sort=name",
        $"/companies?q={word}", $"/people?q={word}", "/deals/list?outcome=all", $"/people/new?company={records.Company}", "/deals/board?show=all",
        $"/api/v1/people?company_id={records.Company}", $"/api/v1/deals?company_id={records.Company}", "/api/v1/deals?limit=200", "/api/v1/companies?sort=-name",
    ];

    /// <summary>What was asked for stands in the search field, and in the links that lead on; that tells nothing.</summary>
    private static bool Says(string text, string word, string address) =>
        (address.Contains('?', StringComparison.Ordinal) ? text.Replace($"\"{word}\"", "", StringComparison.Ordinal).Replace($"q={word}", "", StringComparison.Ordinal).Replace($"q%3D{word}", "", StringComparison.Ordinal) : text)
        .Contains(word, StringComparison.OrdinalIgnoreCase);

    private static async Task<string> TextAsync(Browser browser, string address)
    {
        using var answer = await browser.Http.GetAsync(new Uri(address, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        Assert.True((int)answer.StatusCode < 500, $"{(int)answer.StatusCode} {address}");
        return answer.Content.Headers.ContentType?.MediaType == "text/event-stream" ? "" : await answer.Content.ReadAsStringAsync();
    }

    private async Task<string> HireAsync(Role who, Visibility person, Visibility role)
    {
        await desk.HireAsync(who.ToString(), who, person, north.Id);
        if (role != Visibility.All) await desk.DoAsync<SetRoleRule, bool>(verb => verb.RunAsync(who, Kinds.ToDictionary(kind => kind, _ => role), new Dictionary<string, FieldAccess>()));
        return $"{who.ToString().ToLowerInvariant()}@nordwerk.example";
    }

    private Task<Guid> IdOfAsync(string name) => desk.App.InDbAsync(db => db.Users.Where(user => user.Name == name).Select(user => user.Id).SingleAsync());
}
