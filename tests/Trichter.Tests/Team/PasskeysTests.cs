using Microsoft.EntityFrameworkCore;
using Trichter.Tests.Support;

namespace Trichter.Tests.Team;

/// <summary>A key on the device instead of a password: added by its owner, good for this host, this challenge and this device alone.</summary>
public sealed class PasskeysTests : IAsyncLifetime
{
    private const string Adding = "form[data-passkey=create]";
    private const string SigningIn = "form[data-passkey=get]";

    private readonly SmallAuthenticator phone = new();
    private Desk desk = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        SaysWhereItIs(desk.Browser);
    }


    public async ValueTask DisposeAsync()
    {
        phone.Dispose();
        await desk.DisposeAsync();
    }

    [Fact]
    public async Task Whoever_added_a_passkey_comes_in_without_a_password()
    {
        await AddAsync(phone);
        Assert.Contains("not used yet", desk.Browser.Text, StringComparison.Ordinal);

        var browser = await SignInAsync(phone);
        Assert.Contains("Sign out", browser.Text, StringComparison.Ordinal);
        await browser.VisitAsync("/settings/passkeys");
        Assert.Equal("Phone", browser.Page.QuerySelector("input[name=name]")!.GetAttribute("value"));
        Assert.Contains("last used", browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_added_only_with_the_password_and_an_answer_of_the_device()
    {
        await desk.Browser.VisitAsync("/settings/passkeys");
        await desk.Browser.SubmitAsync(Adding, ("Form.Name", "Phone"), ("Form.Password", "not the password"));
        Assert.Contains("This is not your present password.", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Equal("Phone", desk.Browser.Page.QuerySelector("[name='Form.Name']")!.GetAttribute("value"));
        await desk.Browser.SubmitAsync(Adding, ("Form.Password", App.Password));
        Assert.Contains("the device was not asked", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task A_challenge_is_good_for_one_answer_and_five_minutes()
    {
        await AddAsync(phone);
        var late = await DoorAsync();
        var answer = phone.Get(await OptionsAsync(late, SigningIn, "/sign-in/passkey"));
        desk.App.Clock.Now += TimeSpan.FromMinutes(6);
        await late.SubmitAsync(SigningIn, ("Key.Answer", answer));
        await RefusedAsync(late);

        var browser = await DoorAsync();
        answer = phone.Get(await OptionsAsync(browser, SigningIn, "/sign-in/passkey"));
        await browser.SubmitAsync(SigningIn, ("Key.Answer", "{}"));
        await RefusedAsync(browser);
        await browser.SubmitAsync(SigningIn, ("Key.Answer", answer));
        await RefusedAsync(browser);
    }

    [Fact]
    public async Task An_answer_meant_for_another_challenge_is_refused()
    {
        await AddAsync(phone);
        var (one, other) = (await DoorAsync(), await DoorAsync());
        var answer = phone.Get(await OptionsAsync(one, SigningIn, "/sign-in/passkey"));
        await OptionsAsync(other, SigningIn, "/sign-in/passkey");
        await other.SubmitAsync(SigningIn, ("Key.Answer", answer));
        await RefusedAsync(other);
    }

    [Fact]
    public async Task A_page_elsewhere_cannot_fish_for_an_answer()
    {
        using var fished = new SmallAuthenticator() { Origin = "http://localhost.example" };
        await desk.Browser.VisitAsync("/settings/passkeys");
        await TryToAddAsync(fished);
        Assert.Contains("The answer of the device does not fit.", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_device_that_did_not_ask_its_owner_is_refused_for_it_stands_for_two_factors()
    {
        await AddAsync(phone);
        phone.AsksItsOwner = false;
        await RefusedAsync(await SignInAsync(phone));
    }

    [Fact]
    public async Task A_copy_that_counts_backwards_is_refused()
    {
        await AddAsync(phone);
        await SignInAsync(phone);
        phone.CountBackTo(0);
        await RefusedAsync(await SignInAsync(phone));
    }

    [Fact]
    public async Task A_removed_passkey_and_one_of_a_disabled_colleague_open_nothing()
    {
        await AddAsync(phone);
        await desk.Browser.SubmitAsync("form[action$='/remove']");
        Assert.Contains("Passkey removed", desk.Browser.Text, StringComparison.Ordinal);
        await RefusedAsync(await SignInAsync(phone));

        using var other = new SmallAuthenticator();
        await AddAsync(other);
        await desk.App.InDbAsync(db => db.Users.Where(user => user.Email == App.OwnerEmail).ExecuteUpdateAsync(set => set.SetProperty(user => user.DisabledAt, desk.App.Clock.Now)));
        await RefusedAsync(await SignInAsync(other));
    }

    [Fact]
    public async Task Nobody_renames_or_removes_the_passkey_of_a_colleague()
    {
        await AddAsync(phone);
        await desk.HireAsync("Ben", Trichter.Team.Role.Owner);
        var ben = await desk.SignInAsync("Ben");
        await ben.VisitAsync("/settings/passkeys");
        var token = ben.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var id = await desk.App.InDbAsync(db => db.Passkeys.Select(key => key.Id).SingleAsync());

        foreach (var what in new[] { "name", "remove" })
        {
            using var body = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token), KeyValuePair.Create("name", "Mine")]);
            Assert.Equal(System.Net.HttpStatusCode.NotFound, (await ben.Http.PostAsync(new Uri($"/settings/passkeys/{id}/{what}", UriKind.Relative), body)).StatusCode);
        }

        Assert.Equal("Phone", await desk.App.InDbAsync(db => db.Passkeys.Select(key => key.Name).SingleAsync()));
    }

    private static void SaysWhereItIs(Browser browser) => browser.Http.DefaultRequestHeaders.Add("Origin", "http://localhost");

    private async Task AddAsync(SmallAuthenticator device)
    {
        await desk.Browser.VisitAsync("/settings/passkeys");
        await TryToAddAsync(device);
        Assert.Contains("Passkey added", desk.Browser.Text, StringComparison.Ordinal);
    }

    private async Task TryToAddAsync(SmallAuthenticator device)
    {
        var options = await OptionsAsync(desk.Browser, Adding, "/settings/passkeys/options");
        await desk.Browser.SubmitAsync(Adding, ("Form.Name", "Phone"), ("Form.Password", App.Password), ("Form.Answer", device.Create(options)));
    }

    private async Task<Browser> SignInAsync(SmallAuthenticator device)
    {
        var browser = await DoorAsync();
        await browser.SubmitAsync(SigningIn, ("Key.Answer", device.Get(await OptionsAsync(browser, SigningIn, "/sign-in/passkey"))));
        return browser;
    }

    private async Task<Browser> DoorAsync()
    {
        var browser = desk.App.OpenBrowser();
        SaysWhereItIs(browser);
        await browser.VisitAsync("/sign-in");
        return browser;
    }

    private static async Task<string> OptionsAsync(Browser browser, string form, string address)
    {
        var token = browser.Page.QuerySelector($"{form} input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var body = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token)]);
        var response = await browser.Http.PostAsync(new Uri(address, UriKind.Relative), body);
        Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode}");
        return await response.Content.ReadAsStringAsync();
    }

    private static async Task RefusedAsync(Browser browser)
    {
        Assert.Contains("No passkey of a colleague here came from the device.", browser.Text, StringComparison.Ordinal);
        await browser.VisitAsync("/deals");
        Assert.Equal("/sign-in", browser.Address.AbsolutePath);
    }

    private Task<int> CountAsync() => desk.App.InDbAsync(db => db.Passkeys.CountAsync());
}
