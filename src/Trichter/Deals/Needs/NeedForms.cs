using Microsoft.AspNetCore.Mvc;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;
using Trichter.Team;
using Trichter.Team.Shell;

namespace Trichter.Deals.Needs;

/// <summary>The small forms of the needs on a deal's page.</summary>
internal static class NeedForms
{
    public static void MapNeedForms(this IEndpointRouteBuilder routes)
    {
        var needs = routes.MapGroup("/deals/{id:guid}/needs").RequireAuthorization(new AllowedByAttribute(Right.ChangeDeals));

        needs.MapPost("", async (
            HttpContext http, Guid id, [FromForm] string? text, [FromForm] NeedKind kind, [FromForm] NeedImportance importance, [FromForm] string? metBy,
            NoteNeed verb, Change change, Toast toast) =>
            Answer(http, id, await verb.RunAsync(id, new NeedDraft(text ?? "", kind, importance, metBy ?? "")), new Told("Need noted"), change, toast));
        needs.MapPost("/{need:guid}", async (
            HttpContext http, Guid id, Guid need, [FromForm] string? text, [FromForm] NeedKind kind, [FromForm] NeedImportance importance, [FromForm] string? metBy,
            NoteNeed verb, Change change, Toast toast) =>
            Answer(http, id, await verb.ChangeAsync(id, need, new NeedDraft(text ?? "", kind, importance, metBy ?? "")), new Told("Need changed"), change, toast));
        needs.MapPost("/{need:guid}/confirm", async (
            HttpContext http, Guid id, Guid need, [FromForm] string? by, [FromForm] ConfirmedHow how, ConfirmNeed verb, Change change, Toast toast) =>
            Answer(http, id, await verb.RunAsync(id, need, by ?? "", how), new Told("Confirmation recorded"), change, toast));
        needs.MapPost("/{need:guid}/withdraw", async (
            HttpContext http, Guid id, Guid need, [FromForm] string? note, ConfirmNeed verb, Change change, Toast toast) =>
            Answer(http, id, await verb.WithdrawAsync(id, need, note ?? ""), new Told("Confirmation taken back"), change, toast));
        needs.MapPost("/{need:guid}/remove", async (Guid id, Guid need, [FromForm] string? unused, NoteNeed verb, Change change, Toast toast) =>
        {
            if (!await verb.RemoveAsync(id, need)) return Results.NotFound();
            toast.Say(new Told("Need removed"), change.Id);
            return Results.LocalRedirect($"/deals/{id}");
        });
    }

    private static IResult Answer(HttpContext http, Guid id, Told? fault, Told done, Change change, Toast toast)
    {
        if (fault is not null) return LookAgain.At(http, fault, $"/deals/{id}");
        toast.Say(done, change.Id);
        return Results.LocalRedirect($"/deals/{id}");
    }
}
