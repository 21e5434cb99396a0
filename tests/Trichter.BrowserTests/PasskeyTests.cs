using Microsoft.Playwright;
using Trichter.BrowserTests.Support;
using Trichter.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Trichter.BrowserTests;

public sealed class PasskeyTests(Chromium chromium) : Journey(chromium)
{
    [Fact]
    public async Task A_passkey_is_added_and_signs_in()
    {
        await SetUpAsync("sales-cycle-7", withSampleData: false);
        await OpenAsync(new BrowserNewContextOptions { BaseURL = NamedAddress });
        await A_device_with_a_finger_on_it();
        await SignInAsync();
        await The_passkey_is_added_with_the_password();
        await The_device_alone_opens_the_door();
    }

    private async Task A_device_with_a_finger_on_it()
    {
        var device = await Page.Context.NewCDPSessionAsync(Page);
        await device.SendAsync("WebAuthn.enable");
        await device.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
    }

    private async Task The_passkey_is_added_with_the_password()
    {
        await Page.GotoAsync("/settings/account");
        await Link("Manage").ClickAsync();
        await Page.GetByLabel("Name of the passkey").FillAsync("My laptop");
        await Page.GetByLabel("Present password").FillAsync(App.Password);
        await Button("Add a passkey").ClickAsync();
        await Expect(Toast).ToContainTextAsync("Passkey added");
        await Expect(Page.GetByLabel("Name of the passkey").First).ToHaveValueAsync("My laptop");
    }

    private async Task The_device_alone_opens_the_door()
    {
        await Page.Context.ClearCookiesAsync();
        await Page.GotoAsync("/sign-in");
        await Button("Sign in with a passkey").ClickAsync();
        await Page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
        await Page.GotoAsync("/settings/passkeys");
        await Expect(Page.GetByText("last used")).ToBeVisibleAsync();
    }
}
