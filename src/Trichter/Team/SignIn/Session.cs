using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;
using Trichter.Team.Roles;
using Trichter.Team.Sessions;

namespace Trichter.Team.SignIn;

/// <summary>The signed-in session: a cookie with its number and the user's stamp. Each request reads both anew.</summary>
internal static class Session
{
    private const string StampClaim = "stamp";
    private const string SessionClaim = "session";

    public static async Task StartAsync(HttpContext http, User user)
    {
        var db = http.RequestServices.GetRequiredService<Db>();
        var now = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        var session = new UserSession { UserId = user.Id, Device = DeviceName.Of(http.Request.Headers.UserAgent), StartedAt = now, SeenAt = now };
        db.Sessions.Add(session);
        await db.SaveChangesAsync(http.RequestAborted);

        var identity = new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, user.Id.ToString()),
            new Claim(StampClaim, user.Stamp.ToString()),
            new Claim(SessionClaim, session.Id.ToString()),
        ], CookieAuthenticationDefaults.AuthenticationScheme);
        await http.SignInAsync(new ClaimsPrincipal(identity), new AuthenticationProperties { IsPersistent = true });
    }

    /// <summary>The session this request came by; null without one.</summary>
    public static Guid? Of(HttpContext http) => Guid.TryParse(http.User.FindFirstValue(SessionClaim), out var id) ? id : null;

    public static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        var db = services.GetRequiredService<Db>();
        var found = Guid.TryParse(context.Principal?.FindFirstValue(SessionClaim), out var id)
            ? await (from session in db.Sessions
                     where session.Id == id
                     join user in db.Users on session.UserId equals user.Id
                     join rule in db.RoleRules on user.Role equals rule.Role into rules
                     from rule in rules.DefaultIfEmpty()
                     select new { session, user, rule }).SingleOrDefaultAsync()
            : null;

        if (found is { user.MaySignIn: true } && found.session.IsOpen(now) && found.user.Stamp.ToString() == context.Principal!.FindFirstValue(StampClaim))
        {
            services.GetRequiredService<Me>().SignedInAs(new Eyes(found.user, found.rule));
            if (now - found.session.SeenAt > UserSession.Grain)
                await db.Sessions.Where(session => session.Id == id).ExecuteUpdateAsync(set => set.SetProperty(session => session.SeenAt, now));
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync();
    }
}
