using System.Globalization;
using Microsoft.AspNetCore.DataProtection;

namespace Trichter.Team.SecondFactor;

/// <summary>Remembers, for five minutes and in a sealed cookie, whose password was right while the code is still asked for.</summary>
public sealed class HalfWay(IHttpContextAccessor http, IDataProtectionProvider protection, TimeProvider clock)
{
    private const string Cookie = "trichter-half";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);
    private readonly IDataProtector protector = protection.CreateProtector("half-way");

    public void Remember(User user) => http.HttpContext!.Response.Cookies.Append(
        Cookie, protector.Protect($"{user.Id}|{user.Stamp}|{clock.GetUtcNow().ToUnixTimeSeconds()}"),
        new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = http.HttpContext.Request.IsHttps, MaxAge = Life });

    public void Forget() => http.HttpContext!.Response.Cookies.Delete(Cookie);

    /// <summary>Who it is; null when nobody, too long ago, or when sessions were ended since.</summary>
    public async Task<User?> WhoAsync(Db db)
    {
        if (http.HttpContext?.Request.Cookies[Cookie] is not { Length: > 0 } text) return null;

        try
        {
            if (protector.Unprotect(text).Split('|') is not [var id, var stamp, var at]) return null;
            if (clock.GetUtcNow().ToUnixTimeSeconds() - long.Parse(at, CultureInfo.InvariantCulture) > Life.TotalSeconds) return null;
            return await db.Users.FindAsync(Guid.Parse(id)) is { MaySignIn: true } user && user.Stamp.ToString() == stamp ? user : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }
}
