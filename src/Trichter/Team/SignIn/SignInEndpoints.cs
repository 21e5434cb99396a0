using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Trichter.Platform.Ui;

namespace Trichter.Team.SignIn;

internal static class SignInEndpoints
{
    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/sign-out", async (HttpContext http, [FromForm] string? everywhere, Me me, Db db) =>
        {
            if (everywhere is not null)
            {
                me.User.EndSessions();
                await db.SaveChangesAsync();
            }

            await http.SignOutAsync();
            return Results.LocalRedirect("/sign-in");
        });

        routes.MapPost("/language", (HttpContext http, [FromForm] string language, [FromForm] string? returnUrl) =>
        {
            VisitorLanguage.Remember(http, language);
            return Results.LocalRedirect(LocalAddress.Of(returnUrl));
        }).AllowAnonymous();

        routes.MapPost("/theme", async ([FromForm] string theme, [FromForm] string? returnUrl, Me me, Db db) =>
        {
            if (theme is "light" or "dark" or "auto")
            {
                me.User.Theme = theme;
                await db.SaveChangesAsync();
            }

            return Results.LocalRedirect(LocalAddress.Of(returnUrl));
        });
    }
}
