using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Trichter.Team.SecondFactor;
using Trichter.Tests.Support;

namespace Trichter.Tests.Team;

/// <summary>A code from an app besides the password; recovery codes when the app is lost; sessions that can be ended one by one.</summary>
public sealed partial class SecondFactorTests : IAsyncLifetime
{
    private Desk desk = null!;

    public async ValueTask InitializeAsync() => desk = await Desk.OpenAsync();

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    // RFC 6238, appendix B.
    [Theory]
    [InlineData(59, "94287082")]
    [InlineData(1111111109, "07081804")]
    [InlineData(1234567890, "89005924")]
    [InlineData(20000000000, "65353130")]
    public void Codes_are_those_of_the_standard(long seconds, string code) =>
        Assert.Equal(code, OneTimeCode.CodeOf(Encoding.ASCII.GetBytes("12345678901234567890"), seconds / 30, digits: 8));

    [Fact]
    public void A_secret_survives_being_written_for_the_app()
    {
        Assert.Equal("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", OneTimeCode.Base32(Encoding.ASCII.GetBytes("12345678901234567890")));
        Assert.Equal("12345678901234567890", Encoding.ASCII.GetString(OneTimeCode.FromBase32("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")));
    }

    [Fact]
    public async Task Sign_in_asks_for_a_code_that_works_once_and_for_a_minute_and_a_half()
    {
        var (secret, _) = await SwitchOnAsync();
        Later(60);
        var browser = await PasswordAsync();
        Assert.Equal("/sign-in/code", browser.Address.AbsolutePath);

        await browser.SubmitAsync("form:has([name='Form.Code'])", ("Form.Code", "000000"));
        Assert.Contains("The code is wrong", browser.Text, StringComparison.Ordinal);
        var code = CodeOf(secret);
        await browser.SubmitAsync("form:has([name='Form.Code'])", ("Form.Code", code));
        Assert.Contains("Sign out", browser.Text, StringComparison.Ordinal);

        var thief = await PasswordAsync();
        await thief.SubmitAsync("form:has([name='Form.Code'])", ("Form.Code", code));
        Assert.Contains("was used already", thief.Text, StringComparison.Ordinal);
        Later(120);
        await thief.SubmitAsync("form:has([name='Form.Code'])", ("Form.Code", code));
        Assert.Equal("/sign-in/code", thief.Address.AbsolutePath);
    }

    [Fact]
    public async Task The_password_alone_opens_nothing()
    {
        await SwitchOnAsync();
        var browser = await PasswordAsync();
        await browser.VisitAsync("/deals");
        Assert.Equal("/sign-in", browser.Address.AbsolutePath);
    }

    [Fact]
    public async Task A_recovery_code_works_once()
    {
        var (_, recovery) = await SwitchOnAsync();
        foreach (var expected in new[] { "/deals/board/sales-cycle-7", "/sign-in/code" })
        {
            var browser = await PasswordAsync();
            await browser.SubmitAsync("form:has([name='Form.Code'])", ("Form.Code", recovery));
            Assert.Equal(expected == "/sign-in/code", browser.Address.AbsolutePath == "/sign-in/code");
        }
    }

    [Fact]
    public async Task Five_wrong_codes_lock_the_account()
    {
        var (secret, _) = await SwitchOnAsync();
        Later(60);
        var browser = await PasswordAsync();
        for (var i = 0; i < 5; i++) await browser.SubmitAsync("form:has([name='Form.Code'])", ("Form.Code", "000000"));
        await browser.SubmitAsync("form:has([name='Form.Code'])", ("Form.Code", CodeOf(secret)));
        Assert.Contains("Too many wrong codes", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Switching_off_asks_for_the_password_and_cannot_be_done_by_an_undo()
    {
        await SwitchOnAsync();
        await desk.Browser.VisitAsync("/settings/second-factor");
        await desk.Browser.SubmitAsync("main form", ("Off.Password", "wrong"));
        Assert.Contains("This is not your present password.", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Empty(await desk.App.InDbAsync(db => db.Ledger.Where(entry => entry.Record == "User" && entry.Fields.Contains("SecondFactor")).ToListAsync()));

        await desk.Browser.SubmitAsync("main form", ("Off.Password", App.Password));
        Assert.Contains("Sign out", (await PasswordAsync()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_session_can_be_ended_and_this_one_by_signing_out()
    {
        var other = await PasswordAsync();
        await desk.Browser.VisitAsync("/settings/account");
        await desk.Browser.SubmitAsync("form[action^='/settings/sessions/']");
        await other.VisitAsync("/deals");
        Assert.Equal("/sign-in", other.Address.AbsolutePath);

        var cookie = await PasswordAsync();
        await cookie.SubmitAsync("form[action='/sign-out']");
        Assert.Equal(2, await desk.App.InDbAsync(db => db.Sessions.CountAsync(session => session.EndedAt != null)));
    }

    private async Task<(string Secret, string Recovery)> SwitchOnAsync()
    {
        await desk.Browser.VisitAsync("/settings/second-factor");
        var secret = desk.Browser.Page.QuerySelector("[name='Form.Secret']")!.GetAttribute("value")!;
        await desk.Browser.SubmitAsync("main form", ("Form.Code", CodeOf(secret)));
        return (secret, RecoveryCode().Match(desk.Browser.Text).Value);
    }

    private async Task<Browser> PasswordAsync()
    {
        var browser = desk.App.OpenBrowser();
        await browser.VisitAsync("/sign-in");
        await browser.SubmitAsync("form:has(input[type=password])", ("Form.Email", App.OwnerEmail), ("Form.Password", App.Password));
        return browser;
    }

    private string CodeOf(string secret) => OneTimeCode.CodeOf(OneTimeCode.FromBase32(secret), new DateTimeOffset(desk.App.Clock.Now).ToUnixTimeSeconds() / 30);

    private void Later(int seconds) => desk.App.Clock.Now = desk.App.Clock.Now.AddSeconds(seconds);

    [GeneratedRegex("[0-9a-f]{5}-[0-9a-f]{5}")]
    private static partial Regex RecoveryCode();
}
