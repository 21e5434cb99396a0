using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;
using Trichter.Team.Account;
using Trichter.Team.Sessions;

namespace Trichter.Team.SignIn;

internal static class SignInEndpoints
{
    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/settings/sessions/{id:guid}/end", async (Guid id, [FromForm] string? unused, EndSessions verb, Toast toast) =>
        {
            if (!await verb.RunAsync(id)) return Results.NotFound();
            toast.Say(new Told("Session ended"));
            return Results.LocalRedirect("/settings/account");
        });

        routes.MapPost("/sign-out", async (HttpContext http, [FromForm] string? everywhere, ChangeMe verb, EndSessions sessions) =>
        {
            if (everywhere is not null) await verb.EndSessionsAsync();
            else if (Session.Of(http) is { } here) await sessions.RunAsync(here);
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
