using Microsoft.AspNetCore.Mvc;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;
using Trichter.Team;
using Trichter.Team.Shell;

namespace Trichter.Deals.Stakeholders;

/// <summary>The small forms of the stakeholders on a deal's page.</summary>
internal static class StakeholderForms
{
    public static void MapStakeholderForms(this IEndpointRouteBuilder routes)
    {
        var stakeholders = routes.MapGroup("/deals/{id:guid}/stakeholders").RequireAuthorization(new AllowedByAttribute(Right.ChangeDeals));

        stakeholders.MapPost("", async (HttpContext http, Guid id, [AsParameters] Typed typed, NoteStakeholder verb, Change change, Toast toast) =>
            Answer(http, id, await verb.RunAsync(id, typed.ToDraft()), new Told("Stakeholder noted"), change, toast));
        stakeholders.MapPost("/{stakeholder:guid}", async (HttpContext http, Guid id, Guid stakeholder, [AsParameters] Typed typed, NoteStakeholder verb, Change change, Toast toast) =>
            Answer(http, id, await verb.ChangeAsync(id, stakeholder, typed.ToDraft()), new Told("Stakeholder changed"), change, toast));
        stakeholders.MapPost("/{stakeholder:guid}/remove", async (Guid id, Guid stakeholder, [FromForm] string? unused, NoteStakeholder verb, Change change, Toast toast) =>
        {
            if (!await verb.RemoveAsync(id, stakeholder)) return Results.NotFound();
            toast.Say(new Told("Stakeholder removed"), change.Id);
            return Results.LocalRedirect($"/deals/{id}");
        });
    }

    private static IResult Answer(HttpContext http, Guid id, Told? fault, Told done, Change change, Toast toast)
    {
        if (fault is not null) return LookAgain.At(http, fault, $"/deals/{id}");
        toast.Say(done, change.Id);
        return Results.LocalRedirect($"/deals/{id}");
    }

    private sealed record Typed(
        [FromForm] string? PersonId, [FromForm] string? Text, [FromForm] StakeholderRole Role, [FromForm] Influence Influence, [FromForm] Stance Stance,
        [FromForm] string? SpokenOn, [FromForm] string? Note)
    {
        public StakeholderDraft ToDraft() => new(FormValues.Id(PersonId), Text ?? "", Role, Influence, Stance, FormValues.Day(SpokenOn), Note ?? "");
    }
}
