using Microsoft.AspNetCore.Mvc;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;

namespace Trichter.Exchange.Api.Tokens;

internal static class TokenEndpoints
{
    public static void MapTokens(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/settings/api/{id:guid}/revoke", async (Guid id, [FromForm] string? unused, RevokeToken verb, Toast toast) =>
        {
            if (!await verb.RunAsync(id)) return Results.NotFound();
            toast.Say(new Told("Token revoked"));
            return Results.LocalRedirect("/settings/api");
        });
}
