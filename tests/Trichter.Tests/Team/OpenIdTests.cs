using System.Net;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.IdentityModel.Tokens;
using Trichter.Demo.FirstRun;
using Trichter.Platform.Operation;
using Trichter.Platform.Workspaces;
using Trichter.Team;
using Trichter.Team.Invite;
using Trichter.Team.OpenId;
using Trichter.Tests.Support;

namespace Trichter.Tests.Team;

/// <summary>Nordwerk's people have their accounts at Werk-ID. Who comes from there is believed only as far as it is proven.</summary>
[Trait("Database", "any")]
public sealed class OpenIdTests : IAsyncLifetime
{
    private static readonly FixedClock Clock = new();
    private readonly SmallProvider provider = new(Clock);
    private App app = null!;

    public async ValueTask InitializeAsync()
    {
        app = new App { Settings = SmallProvider.Settings(), Provider = provider };
        await app.SetUpAsync();
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Who_the_provider_vouches_for_comes_in_and_goes_where_they_wanted()
    {
        var visit = new Visit(app);
        var door = await visit.TextAsync("/sign-in?returnUrl=%2Fcompanies");
        Assert.Contains("Sign in with Werk-ID", door, StringComparison.Ordinal);

        var asked = await visit.AskAsync("/companies");
        Assert.Equal("/companies", await visit.ReturnAsync(asked, provider.Code(asked, App.OwnerEmail.ToUpperInvariant())));

        Assert.Contains("No companies here", await visit.TextAsync("/companies"), StringComparison.Ordinal);
        Assert.Equal(1, await app.InDbAsync(db => db.Sessions.CountAsync()));
    }

    [Fact]
    public async Task The_second_factor_of_the_provider_is_one()
    {
        await app.InDbAsync(async db =>
        {
            (await db.Users.SingleAsync()).SwitchSecondFactorOn("JBSWY3DPEHPK3PXP", 1, [], app.Clock.Now);
            return await db.SaveChangesAsync();
        });
        var visit = new Visit(app);
        var asked = await visit.AskAsync();

        Assert.Equal("/", await visit.ReturnAsync(asked, provider.Code(asked, App.OwnerEmail)));
    }

    [Theory]
    [InlineData("nonce")]
    [InlineData("no nonce")]
    [InlineData("signature")]
    [InlineData("no signature")]
    [InlineData("shared secret")]
    [InlineData("issuer")]
    [InlineData("audience")]
    [InlineData("several parties")]
    [InlineData("expired")]
    [InlineData("not yet")]
    [InlineData("no address")]
    public async Task A_token_that_proves_nothing_lets_nobody_in(string wrong)
    {
        var visit = new Visit(app);
        var asked = await visit.AskAsync();
        var code = provider.Code(asked, App.OwnerEmail, token => Bend(token, wrong));

        Assert.Equal("/sign-in?refused=provider", await visit.ReturnAsync(asked, code));
        Assert.Contains("did not succeed", await visit.TextAsync("/sign-in?refused=provider"), StringComparison.Ordinal);
        await AssertNobodyIsInAsync(visit);
    }

    [Fact]
    public async Task An_address_that_is_not_verified_lets_nobody_in()
    {
        var visit = new Visit(app);
        var asked = await visit.AskAsync();

        Assert.Equal("/sign-in?refused=provider", await visit.ReturnAsync(asked, provider.Code(asked, App.OwnerEmail, verified: false)));
        await AssertNobodyIsInAsync(visit);
    }

    [Fact]
    public async Task Somebody_whom_nobody_here_knows_stays_outside()
    {
        var visit = new Visit(app);
        var asked = await visit.AskAsync();

        Assert.Equal("/sign-in?refused=unknown", await visit.ReturnAsync(asked, provider.Code(asked, "stranger@id.example")));
        Assert.Equal(1, await app.InDbAsync(db => db.Users.CountAsync()));
        await AssertNobodyIsInAsync(visit);
    }

    [Fact]
    public async Task A_code_and_its_state_work_once_and_only_in_the_browser_that_asked()
    {
        var visit = new Visit(app);
        var asked = await visit.AskAsync();
        var code = provider.Code(asked, App.OwnerEmail);

        var thief = new Visit(app);
        Assert.Equal("/sign-in?refused=provider", await thief.ReturnAsync(asked, code));
        var hers = await thief.AskAsync();
        Assert.Equal("/sign-in?refused=provider", await thief.ReturnAsync(hers, code));
        await AssertNobodyIsInAsync(thief);

        var again = await visit.AskAsync();
        var good = provider.Code(again, App.OwnerEmail);
        Assert.Equal("/", await visit.ReturnAsync(again, good));
        Assert.Equal("/sign-in?refused=provider", await visit.ReturnAsync(again, good));
        Assert.Equal(1, await app.InDbAsync(db => db.Sessions.CountAsync()));
    }

    [Fact]
    public async Task Closed_and_locked_accounts_stay_so()
    {
        var visit = new Visit(app);
        await ChangeOwnerAsync(user => { for (var i = 0; i < 5; i++) user.SignInFailed(app.Clock.Now); });
        var asked = await visit.AskAsync();
        Assert.Equal("/sign-in?refused=locked", await visit.ReturnAsync(asked, provider.Code(asked, App.OwnerEmail)));

        await ChangeOwnerAsync(user => { user.SignInSucceeded(); user.DisabledAt = app.Clock.Now; });
        asked = await visit.AskAsync();
        Assert.Equal("/sign-in?refused=unknown", await visit.ReturnAsync(asked, provider.Code(asked, App.OwnerEmail)));
        await AssertNobodyIsInAsync(visit);
    }

    [Fact]
    public async Task Who_is_invited_comes_in_without_a_password_and_again_later()
    {
        await app.InDbAsync(async db =>
        {
            var lotte = new User { Name = "Lotte", Email = "lotte@id.example", Role = Role.Seller };
            lotte.Invite(InviteUser.HashOf("token"), app.Clock.Now.AddDays(7));
            db.Users.Add(lotte);
            db.Users.Add(new User { Name = "Only named", Email = "named@id.example", Role = Role.Seller });
            return await db.SaveChangesAsync();
        });

        foreach (var _ in new[] { "the first time", "later" })
        {
            var visit = new Visit(app);
            var asked = await visit.AskAsync();
            Assert.Equal("/", await visit.ReturnAsync(asked, provider.Code(asked, "lotte@id.example")));
            Assert.Contains("Lotte", await visit.TextAsync("/settings/account"), StringComparison.Ordinal);
        }

        var other = new Visit(app);
        var question = await other.AskAsync();
        Assert.Equal("/sign-in?refused=unknown", await other.ReturnAsync(question, provider.Code(question, "named@id.example")));
        Assert.DoesNotContain("Come in", await other.TextAsync("/invitation/token"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_keys_of_the_provider_are_learnt()
    {
        var visit = new Visit(app);
        var asked = await visit.AskAsync();
        Assert.Equal("/", await visit.ReturnAsync(asked, provider.Code(asked, App.OwnerEmail)));
        provider.ChangeKey();

        var later = new Visit(app);
        asked = await later.AskAsync();
        Assert.Equal("/", await later.ReturnAsync(asked, provider.Code(asked, App.OwnerEmail)));
    }

    [Fact]
    public async Task A_provider_that_does_not_answer_breaks_nothing()
    {
        provider.IsDown = true;
        var visit = new Visit(app);

        Assert.Equal("/sign-in?refused=provider", (await visit.LocationAsync("/sign-in/openid")).ToString());
    }

    [Fact]
    public async Task Nothing_of_it_is_there_without_the_setting_and_each_workspace_has_its_own()
    {
        await using var plain = new App();
        await plain.SetUpAsync();
        Assert.DoesNotContain("/sign-in/openid", await new Visit(plain).TextAsync("/sign-in"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await new Visit(plain).StatusAsync("/sign-in/openid"));

        await using var two = new App
        {
            Settings = new(SmallProvider.Settings("OpenId:hansa")) { ["Workspaces:nordwerk"] = "crm.nordwerk.example", ["Workspaces:hansa"] = "crm.hansa.example" },
            Provider = provider,
        };
        foreach (var workspace in new[] { "nordwerk", "hansa" })
            await two.WithAsync<SetUpWorkspace, User?>(
                setUp => setUp.RunAsync(new Setup(workspace, "en", "Europe/Berlin", "EUR", "Ada Lovelace", App.OwnerEmail, App.Password, "funnel-5", WithSampleData: false)), workspace);

        Assert.Equal(HttpStatusCode.NotFound, await new Visit(two, "crm.nordwerk.example").StatusAsync("/sign-in/openid"));
        var asked = await new Visit(two, "crm.hansa.example").AskAsync();
        var state = Uri.EscapeDataString(QueryHelpers.ParseQuery(asked.Query)["state"]!);
        Assert.Contains("ReturnUrl", (await new Visit(two, "crm.nordwerk.example").LocationAsync($"/sign-in/openid/callback?code=1&state={state}")).Query, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://id.example", "https")]
    [InlineData("https://id.example", "ClientId")]
    public void A_setting_that_cannot_work_is_refused_at_the_start(string authority, string named)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["OpenId:Authority"] = authority }).Build();

        Assert.Contains(named, Assert.Throws<OperationException>(() => new OpenIdProviders(Places.From(settings), settings)).Message, StringComparison.Ordinal);
    }

    private static void Bend(SecurityTokenDescriptor token, string wrong)
    {
        var now = Clock.Now;
        switch (wrong)
        {
            case "nonce": token.Claims["nonce"] = "of somebody else"; break;
            case "no nonce": token.Claims.Remove("nonce"); break;
            case "signature": token.SigningCredentials = new SigningCredentials(new RsaSecurityKey(System.Security.Cryptography.RSA.Create(2048)) { KeyId = token.SigningCredentials.Key.KeyId }, SecurityAlgorithms.RsaSha256); break;
            case "no signature": token.SigningCredentials = null; break;
            case "shared secret": token.SigningCredentials = new SigningCredentials(new SymmetricSecurityKey(new byte[64]), SecurityAlgorithms.HmacSha256); break;
            case "issuer": token.Issuer = "https://other.example"; break;
            case "audience": token.Audience = "another"; break;
            case "several parties": token.Audiences.Add("another"); break;
            case "expired": (token.IssuedAt, token.NotBefore, token.Expires) = (now.AddHours(-2), now.AddHours(-2), now.AddHours(-1)); break;
            case "not yet": (token.NotBefore, token.Expires) = (now.AddHours(1), now.AddHours(2)); break;
            default: token.Claims.Remove("email"); break;
        }
    }

    private static async Task AssertNobodyIsInAsync(Visit visit) => Assert.Equal("/sign-in", (await visit.LocationAsync("/companies")).AbsolutePath);

    private Task<int> ChangeOwnerAsync(Action<User> change) => app.InDbAsync(async db =>
    {
        change(await db.Users.SingleAsync());
        return await db.SaveChangesAsync();
    });

    /// <summary>A browser that stops at every redirect, with cookies of its own.</summary>
    private sealed class Visit(App app, string host = "localhost")
    {
        private readonly HttpClient http = app.CreateDefaultClient(new Uri($"http://{host}/"), new CookieJar());

        public async Task<string> TextAsync(string path) => await http.GetStringAsync(new Uri(path, UriKind.Relative));

        public async Task<HttpStatusCode> StatusAsync(string path) => (await http.GetAsync(new Uri(path, UriKind.Relative))).StatusCode;

        public async Task<Uri> LocationAsync(string path)
        {
            var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
            Assert.True(answer.StatusCode == HttpStatusCode.Found, $"{answer.StatusCode} {path}");
            return answer.Headers.Location!;
        }

        public Task<Uri> AskAsync(string returnUrl = "/") => LocationAsync($"/sign-in/openid?returnUrl={Uri.EscapeDataString(returnUrl)}");

        public async Task<string> ReturnAsync(Uri asked, string code) =>
            (await LocationAsync($"/sign-in/openid/callback?code={code}&state={Uri.EscapeDataString(QueryHelpers.ParseQuery(asked.Query)["state"]!)}")).ToString();
    }
}
