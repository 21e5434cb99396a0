using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace Trichter.Team.Passkeys;

/// <summary>
/// The two steps of adding and of using a passkey: a challenge goes out, and what the device signed comes back. The challenge stays
/// in a sealed cookie for five minutes; the framework checks the answer (WebAuthn level 3, 7.1 and 7.2).
/// </summary>
public sealed partial class PasskeyCeremony(
    IHttpContextAccessor http, IPasskeyHandler<User> handler, IDataProtectionProvider protection, TimeProvider clock, ILogger<PasskeyCeremony> logger)
{
    private const string Cookie = "trichter-passkey";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);
    private readonly IDataProtector protector = protection.CreateProtector("passkey");

    private HttpContext Http => http.HttpContext!;

    /// <returns>Options for the browser's <c>navigator.credentials.create</c>, as JSON.</returns>
    public async Task<string> BeginAddingAsync(User user)
    {
        var options = await handler.MakeCreationOptionsAsync(new PasskeyUserEntity { Id = user.Id.ToString(), Name = user.Email, DisplayName = user.Name }, Http);
        Remember("add", options.AttestationState);
        return options.CreationOptionsJson;
    }

    /// <returns>The new key; null when the answer does not fit the challenge, this host or this person.</returns>
    public async Task<UserPasskeyInfo?> FinishAddingAsync(User user, string answer)
    {
        if (Recall("add") is not { } state) return null;

        var result = await handler.PerformAttestationAsync(new PasskeyAttestationContext { HttpContext = Http, CredentialJson = answer, AttestationState = state });
        if (!result.Succeeded) LogRefusal(result.Failure.Message);
        return result is { Succeeded: true } && result.UserEntity.Id == user.Id.ToString() ? result.Passkey : null;
    }

    /// <returns>Options for the browser's <c>navigator.credentials.get</c>, as JSON.</returns>
    public async Task<string> BeginSignInAsync()
    {
        var options = await handler.MakeRequestOptionsAsync(user: null, Http);
        Remember("sign-in", options.AssertionState);
        return options.RequestOptionsJson;
    }

    /// <returns>Who signed with which key; null when the answer does not fit the challenge, this host or any key.</returns>
    public async Task<(User User, UserPasskeyInfo Key)?> FinishSignInAsync(string answer)
    {
        if (Recall("sign-in") is not { } state) return null;

        var result = await handler.PerformAssertionAsync(new PasskeyAssertionContext { HttpContext = Http, CredentialJson = answer, AssertionState = state });
        if (!result.Succeeded) LogRefusal(result.Failure.Message);
        return result.Succeeded ? (result.User, result.Passkey) : null;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A passkey was refused: {Why}")]
    private partial void LogRefusal(string why);

    private void Remember(string purpose, string? state) => Http.Response.Cookies.Append(
        Cookie, protector.Protect($"{purpose}|{clock.GetUtcNow().ToUnixTimeSeconds()}|{state}"),
        new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = Http.Request.IsHttps, MaxAge = Life });

    /// <summary>A challenge is good for one answer.</summary>
    private string? Recall(string purpose)
    {
        if (Http.Request.Cookies[Cookie] is not { Length: > 0 } text) return null;

        Http.Response.Cookies.Delete(Cookie);
        try
        {
            return protector.Unprotect(text).Split('|', 3) is [var its, var at, var state] && its == purpose
                && clock.GetUtcNow().ToUnixTimeSeconds() - long.Parse(at, CultureInfo.InvariantCulture) <= Life.TotalSeconds ? state : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
