using Microsoft.AspNetCore.Mvc;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;
using Trichter.Team;
using Trichter.Team.Shell;

namespace Trichter.Deals.Plan;

/// <summary>The small forms of the shared plan on a deal's page.</summary>
internal static class PlanForms
{
    public static void MapPlanForms(this IEndpointRouteBuilder routes)
    {
        var steps = routes.MapGroup("/deals/{id:guid}/buying-steps").RequireAuthorization(new AllowedByAttribute(Right.ChangeDeals));

        steps.MapPost("", async (HttpContext http, Guid id, [FromForm] string? text, [FromForm] string? dueDay, NoteBuyingStep verb, Change change, Toast toast) =>
        {
            if (await verb.RunAsync(id, text ?? "", FormValues.Day(dueDay)) is { } fault) return LookAgain.At(http, fault, $"/deals/{id}");
            return Back(id, true, new Told("Step noted"), change, toast);
        });
        steps.MapPost("/{step:guid}/done", async (Guid id, Guid step, [FromForm] string? unused, NoteBuyingStep verb, Change change, Toast toast) =>
            Back(id, await verb.SwitchAsync(id, step), new Told("Step changed"), change, toast));
        steps.MapPost("/{step:guid}/remove", async (Guid id, Guid step, [FromForm] string? unused, NoteBuyingStep verb, Change change, Toast toast) =>
            Back(id, await verb.RemoveAsync(id, step), new Told("Step removed"), change, toast));
    }

    private static IResult Back(Guid id, bool done, Told told, Change change, Toast toast)
    {
        if (!done) return Results.NotFound();
        toast.Say(told, change.Id);
        return Results.LocalRedirect($"/deals/{id}");
    }
}
