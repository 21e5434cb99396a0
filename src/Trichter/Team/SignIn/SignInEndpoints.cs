using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Trichter.Platform.Ui;
using Trichter.Team.Account;

namespace Trichter.Team.SignIn;

internal static class SignInEndpoints
{
    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/sign-out", async (HttpContext http, [FromForm] string? everywhere, ChangeMe verb) =>
        {
            if (everywhere is not null) await verb.EndSessionsAsync();
            await http.SignOutAsync();
            return Results.LocalRedirect("/sign-in");
        });

        routes.MapPost("/language", (HttpContext http, [FromForm] string language, [FromForm] string? returnUrl) =>
        {
            VisitorLanguage.Remember(http, language);
            return Results.LocalRedirect(LocalAddress.Of(returnUrl));
        }).AllowAnonymous();

        routes.MapPost("/theme", async ([FromForm] string theme, [FromForm] string? returnUrl, ChangeMe verb) =>
        {
            await verb.WearAsync(theme);
            return Results.LocalRedirect(LocalAddress.Of(returnUrl));
        });
    }
}
