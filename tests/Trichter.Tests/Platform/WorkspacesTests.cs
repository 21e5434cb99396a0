using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Trichter.Demo.FirstRun;
using Trichter.Exchange.Api.Tokens;
using Trichter.Platform.Operation;
using Trichter.Platform.Workspaces;
using Trichter.Team;
using Trichter.Tests.Support;

namespace Trichter.Tests.Platform;

/// <summary>One installation, two companies: Nordwerk and its rival Hansa.</summary>
public sealed class WorkspacesTests : IAsyncLifetime
{
    private const string Nordwerk = "crm.nordwerk.example";
    private const string Hansa = "crm.hansa.example";

    private readonly App app = new() { Settings = new() { ["Workspaces:nordwerk"] = Nordwerk, ["Workspaces:hansa"] = $"{Hansa}, hansa.example" } };

    public async ValueTask InitializeAsync()
    {
        foreach (var workspace in new[] { "nordwerk", "hansa" })
            await app.WithAsync<SetUpWorkspace, User?>(
                setUp => setUp.RunAsync(new Setup(workspace, "en", "Europe/Berlin", "EUR", "Ada Lovelace", App.OwnerEmail, App.Password, "funnel-5", WithSampleData: workspace == "nordwerk")),
                workspace);
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Each_company_sees_its_own_deals_under_its_own_name()
    {
        var (nordwerk, hansa) = (await app.SignInAsync(Nordwerk), await app.SignInAsync("hansa.example"));

        await nordwerk.VisitAsync("/deals/list");
        await hansa.VisitAsync("/deals/list");

        Assert.Contains("79 deals", nordwerk.Text, StringComparison.Ordinal);
        Assert.Contains("Nothing matches", hansa.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_of_one_company_opens_nothing_at_the_other()
    {
        var cookie = await CookieOfAsync(Nordwerk);

        Assert.Equal(HttpStatusCode.OK, (await GetAsync(Nordwerk, "/deals/list", ("Cookie", cookie))).StatusCode);
        var answer = await GetAsync(Hansa, "/deals/list", ("Cookie", cookie));
        Assert.Equal((HttpStatusCode.Found, "/sign-in"), (answer.StatusCode, answer.Headers.Location!.AbsolutePath));
    }

    [Fact]
    public async Task A_token_of_one_company_opens_nothing_at_the_other()
    {
        var bearer = ("Authorization", "Bearer " + await TokenAsync("nordwerk"));

        Assert.Equal(HttpStatusCode.OK, (await GetAsync(Nordwerk, "/api/v1/deals", bearer)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await GetAsync(Hansa, "/api/v1/deals", bearer)).StatusCode);
    }

    [Fact]
    public async Task Records_of_one_company_are_not_found_at_the_other()
    {
        var hansa = await app.SignInAsync(Hansa);
        var (deal, company, person, version) = await app.WithAsync<Db, (Guid, Guid, Guid, Guid)>(async db => (
            await db.Deals.Select(d => d.Id).FirstAsync(), await db.Companies.Select(c => c.Id).FirstAsync(), await db.People.Select(p => p.Id).FirstAsync(), await db.ProcessVersions.Select(v => v.Id).FirstAsync()), "nordwerk");

        foreach (var path in new[] { $"/deals/{deal}", $"/deals/{deal}/history", $"/companies/{company}", $"/people/{person}", $"/deals/{deal}/live" })
            Assert.Equal(HttpStatusCode.NotFound, (await hansa.Http.GetAsync(new Uri(path, UriKind.Relative))).StatusCode);

        Assert.False(await app.WithAsync<Db, bool>(db => db.ProcessVersions.AnyAsync(its => its.Id == version), "hansa"));
    }

    [Fact]
    public async Task No_route_tells_one_company_of_the_other()
    {
        var (hansa, caller) = (await app.SignInAsync(Hansa), await CallerAsync());
        var records = await app.WithAsync<Db, Records>(async db => new Records(
            await db.Deals.Select(d => d.Id).FirstAsync(), await db.Companies.Select(c => c.Id).FirstAsync(), await db.People.Select(p => p.Id).FirstAsync(),
            await db.Changes.Select(c => c.Id).FirstAsync(), await db.Users.Where(u => u.Email != App.OwnerEmail).Select(u => u.Id).FirstAsync()), "nordwerk");
        var words = await app.WithAsync<Db, List<string>>(async db =>
            [.. await db.Companies.Select(c => c.Name).ToListAsync(), .. await db.People.Select(p => p.LastName).ToListAsync(), .. await db.Users.Where(u => u.Email != App.OwnerEmail).Select(u => u.Name).ToListAsync(), "nordwerk"], "nordwerk");
        var addresses = Route.Of(app).Where(route => route.IsRead && !route.Path.EndsWith("/deals/live", StringComparison.Ordinal)).Select(route => route.For(records).Replace("sales-cycle-7", "funnel-5", StringComparison.Ordinal))
            .Append($"/search?q={Uri.EscapeDataString(words[0][..4])}").Append("/api/v1/companies?limit=200").Append("/deals/list?sort=-value")
            // The examples of its description are Nordwerk's, the same for everybody.
            .Except(["/api"]).ToList();

        Assert.True(addresses.Count > 60 && words.Count > 20, $"{addresses.Count} addresses, {words.Count} words");
        foreach (var address in addresses)
        {
            using var answer = await (address.StartsWith("/api/", StringComparison.Ordinal) ? caller : hansa.Http).GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
            var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.True((int)answer.StatusCode < 500, $"{answer.StatusCode} {address}");
            Assert.All(words, word => Assert.False(Regex.IsMatch(text, $@"\b{Regex.Escape(word)}\b", RegexOptions.IgnoreCase), $"{address} tells of {word}"));
        }
    }

    [Fact]
    public async Task A_name_that_nobody_has_is_answered_by_nothing()
    {
        var answer = await GetAsync("elsewhere.example", "/sign-in");

        Assert.Equal((HttpStatusCode.NotFound, "There is no workspace at this address."), (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
        Assert.Equal("ready", await (await GetAsync("elsewhere.example", "/health/ready")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Work_that_has_not_said_where_it_works_reads_nothing()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => app.InDbAsync(db => db.Deals.CountAsync()));

        Assert.Contains("several workspaces", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_data_of_each_lies_in_a_place_of_its_own()
    {
        if (app.Postgres is null)
            Assert.All(["nordwerk", "hansa"], key => Assert.True(File.Exists(Path.Combine(app.Folder, "workspaces", key, "trichter.db"))));
        else
            Assert.Equal("hansa 0, nordwerk 79", string.Join(", ", await app.WithAsync<Db, List<string>>(db => db.Database.SqlQuery<string>(
                $"""select 'hansa ' || (select count(*) from hansa.deals) as "Value" union all select 'nordwerk ' || (select count(*) from nordwerk.deals)""").ToListAsync(), "hansa")));
    }

    [Theory]
    [InlineData("Nordwerk", "crm.example", "Nordwerk")]
    [InlineData("public", "crm.example", "public")]
    [InlineData("nordwerk", "", "no host name")]
    [InlineData("nordwerk", "crm.hansa.example", "crm.hansa.example")]
    public void A_setting_that_cannot_work_is_refused_at_the_start(string key, string hosts, string named)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Workspaces:hansa"] = Hansa, [$"Workspaces:{key}"] = hosts }).Build();

        Assert.Contains(named, Assert.Throws<OperationException>(() => Places.From(settings)).Message, StringComparison.Ordinal);
    }

    private async Task<HttpClient> CallerAsync()
    {
        var client = app.CreateDefaultClient(new Uri($"http://{Hansa}/"));
        client.DefaultRequestHeaders.Add("Authorization", "Bearer " + await TokenAsync("hansa"));
        return client;
    }

    private async Task<string> TokenAsync(string workspace) => Assert.IsType<TokenResult.Made>(await app.WithAsync<IServiceProvider, TokenResult>(async services =>
    {
        var db = (Db)services.GetService(typeof(Db))!;
        ((Me)services.GetService(typeof(Me))!).ActAsProgram();
        return await ((MakeToken)services.GetService(typeof(MakeToken))!).RunAsync(await db.Users.FirstAsync(user => user.Email == App.OwnerEmail), "Sync", [ApiScope.Read], 30);
    }, workspace)).Secret;

    private async Task<string> CookieOfAsync(string host)
    {
        using var client = app.CreateDefaultClient(new Uri($"http://{host}/"));
        var door = await client.GetAsync(new Uri("/sign-in", UriKind.Relative), TestContext.Current.CancellationToken);
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await door.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        using var form = new FormUrlEncodedContent(page.QuerySelectorAll("form:has(input[type=password]) input[name]").ToDictionary(its => its.GetAttribute("name")!, its => its.GetAttribute("name") switch
        {
            "Form.Email" => App.OwnerEmail,
            "Form.Password" => App.Password,
            _ => its.GetAttribute("value") ?? "",
        }));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in") { Content = form };
        request.Headers.Add("Cookie", door.Headers.GetValues("Set-Cookie").Select(its => its.Split(';')[0]));
        var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.Headers.GetValues("Set-Cookie").Select(its => its.Split(';')[0]).Single(its => its.StartsWith("trichter=", StringComparison.Ordinal));
    }

    private async Task<HttpResponseMessage> GetAsync(string host, string path, (string Name, string Value)? header = null)
    {
        using var client = app.CreateDefaultClient(new Uri($"http://{host}/"));
        if (header is { } its) client.DefaultRequestHeaders.Add(its.Name, its.Value);
        client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        return await client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
    }
}
