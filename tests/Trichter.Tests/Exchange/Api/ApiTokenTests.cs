using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Trichter.Exchange.Api.Document;
using Trichter.Exchange.Api.Tokens;
using Trichter.Ledger;
using Trichter.Team;
using Trichter.Tests.Support;

namespace Trichter.Tests.Exchange.Api;

/// <summary>Who gets in over the API, and how far.</summary>
public sealed class ApiTokenTests : IAsyncLifetime
{
    private Desk desk = null!;

    public async ValueTask InitializeAsync() => desk = await Desk.OpenAsync();

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task Every_route_of_the_api_asks_for_a_token_and_never_leads_to_the_sign_in_page()
    {
        var routes = desk.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/api/v1", StringComparison.Ordinal) && !endpoint.RoutePattern.RawText.EndsWith(".json", StringComparison.Ordinal))
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
                .Select(method => (Method: method, Path: endpoint.RoutePattern.RawText!, Right: Described.RightOf(endpoint.Metadata)))).ToList();
        Assert.True(routes.Count > 25, $"{routes.Count} routes");
        Assert.All(routes, route => Assert.NotNull(route.Right));

        foreach (var (method, path, _) in routes.Append(("GET", "/api/v1/nothing", null)).Append(("PUT", "/api/v1/deals", null)))
        {
            var address = path.Replace("{id:guid}", Guid.NewGuid().ToString(), StringComparison.Ordinal);
            (await desk.CallWith(null).SendAsync(new HttpMethod(method), address, null)).Expect(401);
            (await desk.CallWith("trichter_forged").SendAsync(new HttpMethod(method), address, null)).Expect(401);
        }
    }

    [Fact]
    public async Task A_cookie_lets_nobody_into_the_api()
    {
        var answer = await desk.Browser.Http.GetAsync(new Uri("/api/v1/deals", UriKind.Relative));

        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("/api/v1/deals", answer.RequestMessage!.RequestUri!.AbsolutePath);
    }

    [Fact]
    public async Task A_token_that_is_revoked_expired_tampered_with_or_of_somebody_locked_out_is_refused()
    {
        await desk.HireAsync("Tom", Role.Seller);
        var (revoked, brief, toms) = (await desk.TokenAsync(), await desk.TokenAsync(days: 1), await desk.TokenAsync("tom@nordwerk.example"));
        foreach (var token in new[] { revoked, brief, toms }) (await desk.CallWith(token).GetAsync("deals")).Expect(200);

        (await desk.CallWith(revoked[..^1] + (revoked[^1] == 'A' ? 'B' : 'A')).GetAsync("deals")).Expect(401);
        var id = await desk.App.InDbAsync(db => db.ApiTokens.OrderBy(token => token.Id).Select(token => token.Id).FirstAsync());
        Assert.False(await desk.DoAsync<RevokeToken, bool>(verb => verb.RunAsync(id), "tom@nordwerk.example"));
        Assert.True(await desk.DoAsync<RevokeToken, bool>(verb => verb.RunAsync(id)));
        (await desk.CallWith(revoked).GetAsync("deals")).Expect(401);

        await desk.App.InDbAsync(db => db.Users.Where(user => user.Name == "Tom").ExecuteUpdateAsync(set => set.SetProperty(user => user.DisabledAt, desk.App.Clock.Now)));
        (await desk.CallWith(toms).GetAsync("deals")).Expect(401);

        desk.App.Clock.Now = desk.App.Clock.Now.AddDays(1);
        (await desk.CallWith(brief).GetAsync("deals")).Expect(401);
    }

    [Fact]
    public async Task A_token_never_may_do_more_than_its_scopes_and_its_user()
    {
        foreach (var role in Enum.GetValues<Role>().Except([Role.Owner])) await desk.HireAsync(role.ToString(), role);
        (string Method, string Path, Right Right)[] reach =
        [
            ("GET", "companies", Right.SeeCustomers), ("POST", "companies", Right.ChangeCustomers), ("GET", "deals", Right.SeeDeals), ("POST", "deals", Right.ChangeDeals),
            ("GET", "reports/funnel", Right.SeeInsight), ("POST", "imports", Right.Import), ("GET", "processes", Right.SeeProcesses),
        ];

        foreach (var role in Enum.GetValues<Role>())
        {
            var email = role == Role.Owner ? App.OwnerEmail : $"{role.ToString().ToLowerInvariant()}@nordwerk.example";
            foreach (var scope in Enum.GetValues<ApiScope>())
            {
                var caller = await desk.CallAsync(email, scope);
                foreach (var (method, path, right) in reach)
                {
                    using var body = method == "POST" ? new StringContent("{}", System.Text.Encoding.UTF8, "application/json") : null;
                    var reply = await caller.SendAsync(new HttpMethod(method), path, body);
                    var may = Rights.Of(role).Contains(right) && ApiScopes.RightsOf([scope]).Contains(right);
                    Assert.True(reply.Status == 403 != may, $"{role} {scope} {method} {path}: {reply.Status}");
                }
            }
        }
    }

    [Fact]
    public async Task Who_manages_no_team_sees_names_of_colleagues_only()
    {
        Assert.Equal(App.OwnerEmail, (await (await desk.CallAsync(scopes: ApiScope.Admin)).GetAsync("users")).Items.Single().GetProperty("email").GetString());
        Assert.False((await (await desk.CallAsync(scopes: ApiScope.Read)).GetAsync("users")).Items.Single().TryGetProperty("email", out _));
    }

    [Fact]
    public async Task What_a_token_does_is_written_down_as_done_over_the_api_by_its_user()
    {
        var caller = await desk.CallAsync();
        (await caller.PostAsync("companies", new { name = "Petry" })).Expect(201);

        var change = await desk.App.InDbAsync(db => db.Changes.OrderByDescending(its => its.Id).FirstAsync());
        Assert.Equal((ChangeSource.Api, await desk.App.InDbAsync(db => db.Users.Select(user => (Guid?)user.Id).SingleAsync())), (change.Via, change.By));
        var token = await desk.App.InDbAsync(db => db.ApiTokens.SingleAsync());
        Assert.Equal(new DateOnly(2026, 3, 2), token.LastUsedOn);
        Assert.DoesNotContain(await desk.App.InDbAsync(db => db.Ledger.Select(entry => entry.Fields).ToListAsync()), fields => fields.Contains(token.Hash, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_person_makes_a_token_on_its_page_sees_it_once_and_revokes_it()
    {
        var page = desk.Browser;
        await page.VisitAsync("/settings/api");
        await page.SubmitAsync("form:has([name='Form.Name'])", ("Form.Name", "Shop"), ("Form.Days", 10));
        var secret = page.Page.QuerySelector("[role=status] input")!.GetAttribute("value")!;
        Assert.StartsWith("trichter_", secret, StringComparison.Ordinal);
        (await desk.CallWith(secret).GetAsync("deals")).Expect(200);

        await page.VisitAsync("/settings/api");
        Assert.DoesNotContain(secret, page.Page.Source.Text, StringComparison.Ordinal);
        await page.SubmitAsync("form[action$=revoke]");
        (await desk.CallWith(secret).GetAsync("deals")).Expect(401);
        Assert.Equal(["TokenMade", "TokenRevoked"], await desk.App.InDbAsync(db => db.Timeline.Where(entry => entry.Kind.StartsWith("Token")).OrderBy(entry => entry.Id).Select(entry => entry.Kind).ToListAsync()));
    }

    [Fact]
    public async Task Everybody_sees_their_own_tokens_and_an_owner_sees_all()
    {
        await desk.HireAsync("Tom", Role.Seller);
        await desk.TokenAsync();
        var tom = await desk.SignInAsync("Tom");

        await tom.VisitAsync("/settings/api");
        Assert.DoesNotContain("Ada Lovelace", tom.Page.QuerySelector("main")?.TextContent ?? tom.Text, StringComparison.Ordinal);
        await desk.TokenAsync("tom@nordwerk.example");
        await desk.Browser.VisitAsync("/settings/api");
        Assert.Contains("Tom", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_many_requests_of_one_token_are_told_when_to_come_back()
    {
        var token = await desk.TokenAsync();
        await using var slow = desk.App.WithWebHostBuilder(host => host.UseSetting("Api:RequestsPerMinute", "2"));
        using var http = slow.CreateDefaultClient();
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        var caller = new Caller(http);

        for (var i = 0; i < 2; i++) (await caller.GetAsync("processes")).Expect(200);
        var refused = (await caller.GetAsync("processes")).Expect(429);

        Assert.InRange(int.Parse(refused.Headers["Retry-After"], System.Globalization.CultureInfo.InvariantCulture), 1, 60);
    }
}
