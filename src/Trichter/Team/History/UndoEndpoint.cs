using Microsoft.AspNetCore.Mvc;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;

namespace Trichter.Team.History;

/// <summary>The Undo button of toasts and of the change log; what was changed since is decided on a page.</summary>
internal static class UndoEndpoint
{
    public static void MapUndo(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/undo/{id:guid}", UndoAsync);
        routes.MapPost("/settings/log/{id:guid}/again", TryAgainAsync).RequireAuthorization(new AllowedByAttribute(Right.ManageWorkspace));
    }

    private static async Task<IResult> TryAgainAsync(Guid id, [FromForm] string? unused, Db db, Toast toast)
    {
        if (await db.Timeline.FindAsync(id) is not { ParkedAt: not null } parked) return Results.NotFound();

        parked.TryAgain();
        await db.SaveChangesAsync();
        toast.Say(new Told("It will be tried again at once"));
        return Results.LocalRedirect("/settings/log");
    }

    private static async Task<IResult> UndoAsync(Guid id, [FromForm] string? returnUrl, UndoChange undo, UndoRights rights, Change change, Toast toast)
    {
        if (!await rights.AllowAsync(id)) return Results.NotFound();

        var result = await undo.RunAsync(id, _ => true);
        switch (result)
        {
            case UndoResult.Undone undone:
                toast.Say(undone.Erased == 0 ? new Told("Taken back") : new Told("Taken back, except {0} changes of a person who was erased", undone.Erased), change.Id);
                break;
            case UndoResult.ChangedSince:
                return Results.LocalRedirect($"/undo/{id}/decide?returnUrl={Uri.EscapeDataString(LocalAddress.Of(returnUrl))}");
            case UndoResult.AlreadyUndone:
                toast.Say(new Told("This was taken back already"));
                break;
            default:
                return Results.NotFound();
        }

        return Results.LocalRedirect(LocalAddress.Of(returnUrl));
    }
}
