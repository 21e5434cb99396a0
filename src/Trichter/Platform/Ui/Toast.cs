using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;

namespace Trichter.Platform.Ui;

/// <summary>A sentence about what was just done, shown on the next page with a way to take it back.</summary>
public sealed class Toast(IHttpContextAccessor http, IDataProtectionProvider protection)
{
    private const string Cookie = "trichter-toast";
    private readonly IDataProtector protector = protection.CreateProtector("toast");
    private ToastMessage? said;

    /// <param name="undo">The change that the button takes back; none, and there is no button.</param>
    public void Say(Told told, Guid? undo = null)
    {
        said = new ToastMessage(told.Key, [.. told.Data.Select(value => value?.ToString() ?? "")], undo);
        http.HttpContext?.Response.Cookies.Append(
            Cookie, protector.Protect(AsJson.Write(said)),
            new() { HttpOnly = true, SameSite = SameSiteMode.Lax, MaxAge = TimeSpan.FromMinutes(1) });
    }

    /// <summary>What was said by the request before, once.</summary>
    public ToastMessage? Take()
    {
        if (http.HttpContext is not { } context || context.Request.Cookies[Cookie] is not { Length: > 0 } text) return null;
        if (said is null && !context.Response.HasStarted) context.Response.Cookies.Delete(Cookie);

        try
        {
            return AsJson.Read<ToastMessage>(protector.Unprotect(text));
        }
        catch (Exception stale) when (stale is System.Security.Cryptography.CryptographicException or JsonException)
        {
            return null;
        }
    }
}

/// <summary>A toast on its way through a cookie.</summary>
public sealed record ToastMessage(string Key, string[] Data, Guid? Undo);
