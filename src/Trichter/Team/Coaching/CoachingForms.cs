using Microsoft.AspNetCore.Mvc;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;
using Trichter.Team.Shell;

namespace Trichter.Team.Coaching;

internal static class CoachingForms
{
    public static void MapCoaching(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/coaching/{seller:guid}/notes", async (
            HttpContext http, Guid seller, [FromForm] string? text, [FromForm] bool? isTalk, WriteCoachingNote verb, Change change, Toast toast) =>
        {
            var address = $"/insight/coaching/{seller}";
            if (await verb.RunAsync(seller, text ?? "", isTalk ?? false) is { } fault) return LookAgain.At(http, fault, address);

            toast.Say(new Told("Note written"), change.Id);
            return Results.LocalRedirect(address);
        }).RequireAuthorization(new AllowedByAttribute(Right.ManageTeam));
}
