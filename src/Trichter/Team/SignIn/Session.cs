using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Trichter.Team.SignIn;

/// <summary>The signed-in session: a cookie with the user's id and stamp. Each request reads the user anew.</summary>
internal static class Session
{
    private const string StampClaim = "stamp";

    public static Task StartAsync(HttpContext http, User user)
    {
        var identity = new ClaimsIdentity(
            [new Claim(ClaimTypes.NameIdentifier, user.Id.ToString()), new Claim(StampClaim, user.Stamp.ToString())],
            CookieAuthenticationDefaults.AuthenticationScheme);

        return http.SignInAsync(new ClaimsPrincipal(identity), new AuthenticationProperties { IsPersistent = true });
    }

    public static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var user = Guid.TryParse(context.Principal?.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
            ? await services.GetRequiredService<Db>().Users.FindAsync(id)
            : null;

        if (user is { MaySignIn: true } && user.Stamp.ToString() == context.Principal!.FindFirstValue(StampClaim))
        {
            services.GetRequiredService<Me>().SignedInAs(user);
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync();
    }
}
