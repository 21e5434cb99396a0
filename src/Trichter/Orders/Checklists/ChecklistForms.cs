using Microsoft.AspNetCore.Mvc;
using Trichter.Ledger;
using Trichter.Orders.Checklists.Setup;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;
using Trichter.Team;
using Trichter.Team.Shell;

namespace Trichter.Orders.Checklists;

/// <summary>The small forms of a hand-over and its points, from the order and from Today.</summary>
internal static class ChecklistForms
{
    public static void MapChecklistForms(this IEndpointRouteBuilder routes)
    {
        var order = routes.MapGroup("/orders/{id:guid}").RequireAuthorization(new AllowedByAttribute(Right.ChangeDeals));
        order.MapPost("/hand-over/{its:guid}/accept", async (HttpContext http, Guid id, Guid its, [FromForm] string? back, SettleChecklist verb, Change change, Toast toast) =>
            Answer(http, id, back, await verb.AcceptAsync(id, its), new Told("Hand-over accepted"), change, toast));
        order.MapPost("/hand-over/{its:guid}/return", async (HttpContext http, Guid id, Guid its, [FromForm] string? reason, [FromForm] string? back, SettleChecklist verb, Change change, Toast toast) =>
            Answer(http, id, back, await verb.ReturnAsync(id, its, reason ?? ""), new Told("Hand-over returned"), change, toast));
        order.MapPost("/hand-over/{its:guid}/give", async (HttpContext http, Guid id, Guid its, [FromForm] string? receiver, SettleChecklist verb, Change change, Toast toast) =>
            Answer(http, id, null, await verb.GiveAsync(id, its, FormValues.Id(receiver)), new Told("Handed over"), change, toast));
        order.MapPost("/points/{its:guid}/done", async (HttpContext http, Guid id, Guid its, [FromForm] string? proof, [FromForm] string? file, [FromForm] string? back, SettleChecklist verb, Change change, Toast toast) =>
            Answer(http, id, back, await verb.DoAsync(id, its, proof ?? "", FormValues.Id(file)), new Told("Noted"), change, toast));
        order.MapPost("/points/{its:guid}/open", async (HttpContext http, Guid id, Guid its, [FromForm] string? unused, SettleChecklist verb, Change change, Toast toast) =>
            Answer(http, id, null, await verb.OpenAgainAsync(id, its), new Told("Noted"), change, toast));
        order.MapPost("/points/{its:guid}/assign", async (HttpContext http, Guid id, Guid its, [FromForm] string? owner, [FromForm] string? due, SettleChecklist verb, Change change, Toast toast) =>
            Answer(http, id, null, await verb.AssignAsync(id, its, FormValues.Id(owner), FormValues.Day(due)), new Told("Noted"), change, toast));
    }

    public static void MapDepartmentForms(this IEndpointRouteBuilder routes)
    {
        var departments = routes.MapGroup("/settings/departments/{id:guid}").RequireAuthorization(new AllowedByAttribute(Right.ManageWorkspace));
        departments.MapPost("/retire", async (Guid id, [FromForm] string? unused, SaveDepartment verb, Change change, Toast toast) => Answer(await verb.RetireAsync(id, back: false), change, toast));
        departments.MapPost("/bring-back", async (Guid id, [FromForm] string? unused, SaveDepartment verb, Change change, Toast toast) => Answer(await verb.RetireAsync(id, back: true), change, toast));
    }

    private static IResult Answer(bool done, Change change, Toast toast)
    {
        if (!done) return Results.NotFound();
        toast.Say(new Told("Saved"), change.IsRecorded ? change.Id : null);
        return Results.LocalRedirect("/settings/departments");
    }

    private static IResult Answer(HttpContext http, Guid id, string? back, Told? fault, Told done, Change change, Toast toast)
    {
        var address = back is { Length: > 0 } ? LocalAddress.Of(back) : $"/orders/{id}";
        if (fault is not null) return LookAgain.At(http, fault, address);
        toast.Say(done, change.Id);
        return Results.LocalRedirect(address);
    }
}
