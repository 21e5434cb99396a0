using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Ui;
using Trichter.Team.SignIn;

namespace Trichter.Team.OpenId;

/// <summary>What follows when the provider has said who somebody is: a session for a colleague, or the way back to the door.</summary>
internal static partial class OpenIdSignIn
{
    /// <summary>Only those are let in who are colleagues already, or invited. What the provider asked for besides a password is its own affair.</summary>
    public static async Task WelcomeAsync(TicketReceivedContext context)
    {
        var services = context.HttpContext.RequestServices;
        var (db, now) = (services.GetRequiredService<Db>(), services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);
        var email = context.Principal!.FindFirstValue(ClaimTypes.Email)!;
        var user = await db.Users.SingleOrDefaultAsync(its => its.Email == email, context.HttpContext.RequestAborted);
        context.HandleResponse();

        if (user?.IsInvited(now) == true) user.JoinByProvider();
        if (user is not { MaySignIn: true } || user.IsLocked(now))
        {
            context.Response.Redirect(user?.IsLocked(now) == true ? "/sign-in?refused=locked" : "/sign-in?refused=unknown");
            return;
        }

        user.SignInSucceeded();
        await db.SaveChangesAsync(context.HttpContext.RequestAborted);
        await Session.StartAsync(context.HttpContext, user);
        context.Response.Redirect(LocalAddress.Of(context.ReturnUri));
    }

    public static Task RefuseAsync(RemoteFailureContext context)
    {
        context.HandleResponse();
        Refuse(context.HttpContext, context.Failure?.Message ?? "");
        return Task.CompletedTask;
    }

    public static void Refuse(HttpContext http, string why)
    {
        LogRefusal(http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(OpenIdSignIn)), why);
        http.Response.Redirect("/sign-in?refused=provider");
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A sign-in through the OpenID provider was refused: {Why}")]
    private static partial void LogRefusal(ILogger logger, string why);
}
