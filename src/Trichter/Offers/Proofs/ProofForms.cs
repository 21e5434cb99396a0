using Microsoft.AspNetCore.Mvc;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;
using Trichter.Team;

namespace Trichter.Offers.Proofs;

internal static class ProofForms
{
    public static void MapProofForms(this IEndpointRouteBuilder routes)
    {
        var edit = routes.MapGroup("/settings/proofs").RequireAuthorization(new AllowedByAttribute(Right.EditProcesses));
        edit.MapPost("/{id:guid}/retire", async (Guid id, [FromForm] string? unused, SaveProof verb, Change change, Toast toast) =>
            Back(await verb.RetireAsync(id, back: false), new Told("Proof retired"), change, toast));
        edit.MapPost("/{id:guid}/bring-back", async (Guid id, [FromForm] string? unused, SaveProof verb, Change change, Toast toast) =>
            Back(await verb.RetireAsync(id, back: true), new Told("Proof brought back"), change, toast));
    }

    private static IResult Back(bool done, Told told, Change change, Toast toast)
    {
        if (!done) return Results.NotFound();
        toast.Say(told, change.Id);
        return Results.LocalRedirect("/settings/proofs");
    }
}
