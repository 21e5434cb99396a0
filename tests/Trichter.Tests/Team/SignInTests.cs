using Microsoft.EntityFrameworkCore;
using Trichter.Team;
using Trichter.Team.SignIn;
using Trichter.Tests.Support;

namespace Trichter.Tests.Team;

public sealed class SignInTests : IAsyncLifetime
{
    private Desk desk = null!;

    public async ValueTask InitializeAsync() => desk = await Desk.OpenAsync();

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task Five_wrong_passwords_lock_the_account_for_ten_minutes()
    {
        for (var attempt = 0; attempt < 5; attempt++)
            Assert.IsType<SignInResult.Refused>(await TryAsync("wrong password"));

        Assert.IsType<SignInResult.Locked>(await TryAsync(App.Password));
        desk.App.Clock.Now = desk.App.Clock.Now.AddMinutes(11);
        Assert.IsType<SignInResult.Welcome>(await TryAsync(App.Password));
    }

    [Fact]
    public async Task The_answer_does_not_tell_whether_an_address_is_known()
    {
        var browser = desk.App.OpenBrowser();
        await browser.VisitAsync("/sign-in");
        await browser.SubmitAsync("form:has(input[type=password])", ("Form.Email", "nobody@nordwerk.example"), ("Form.Password", "whatever it is"));

        Assert.Contains("do not match an account", browser.Text, StringComparison.Ordinal);
        Assert.Equal("nobody@nordwerk.example", browser.Page.QuerySelector("[name='Form.Email']")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_the_other_sessions()
    {
        var phone = await desk.App.SignInAsync();
        await desk.Browser.VisitAsync("/settings/account");
        await desk.Browser.PressAsync("main form[action='/sign-out']", "everywhere", "1");

        await phone.VisitAsync("/deals");

        Assert.Equal("/sign-in", phone.Address.AbsolutePath);
    }

    [Fact]
    public async Task An_invitation_lets_one_colleague_in_once()
    {
        await desk.Browser.VisitAsync("/settings/team");
        await desk.Browser.SubmitAsync("form:has([name='Form.Email'])", ("Form.Name", "Tom Albers"), ("Form.Email", "Tom@Nordwerk.example"), ("Form.Role", "Seller"));
        var link = new Uri(desk.Browser.Page.QuerySelector("input[readonly]")!.GetAttribute("value")!).AbsolutePath;

        var tom = desk.App.OpenBrowser();
        await tom.VisitAsync(link);
        await tom.SubmitAsync("form:has([name='Form.Password'])", ("Form.Password", "short"));
        Assert.Contains("at least 10", tom.Text, StringComparison.OrdinalIgnoreCase);
        await tom.SubmitAsync("form:has([name='Form.Password'])", ("Form.Password", "a long enough one"));
        await tom.VisitAsync("/deals");
        Assert.Equal("/deals", tom.Address.AbsolutePath);

        var thief = desk.App.OpenBrowser();
        await thief.VisitAsync(link);
        Assert.Contains("no longer valid", thief.Text, StringComparison.Ordinal);
        Assert.Equal("tom@nordwerk.example", await desk.App.InDbAsync(db => db.Users.Where(user => user.Name == "Tom Albers").Select(user => user.Email).SingleAsync()));
    }

    [Fact]
    public async Task No_password_hash_and_no_token_reaches_the_ledger()
    {
        var fields = await desk.App.InDbAsync(db => db.Ledger.Where(entry => entry.Record == nameof(User)).Select(entry => entry.Fields).ToListAsync());

        Assert.NotEmpty(fields);
        Assert.DoesNotContain(fields, text => text.Contains("PasswordHash", StringComparison.Ordinal) || text.Contains("Stamp", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_last_owner_cannot_be_taken_away()
    {
        var id = await desk.App.InDbAsync(db => db.Users.Select(user => user.Id).SingleAsync());

        Assert.False(await desk.DoAsync<Trichter.Team.Members.ChangeMember, bool>(verb => verb.RunAsync(id, Role.Reader, Visibility.All, null)));
    }

    private Task<SignInResult> TryAsync(string password) =>
        desk.App.WithAsync<SignInUser, SignInResult>(verb => verb.RunAsync(App.OwnerEmail, password));
}
