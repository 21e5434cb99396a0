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

        stakeholders.MapPost("", NoteAsync);
        stakeholders.MapPost("/{stakeholder:guid}", ChangeAsync);
        stakeholders.MapPost("/{stakeholder:guid}/remove", async (Guid id, Guid stakeholder, [FromForm] string? unused, NoteStakeholder verb, Change change, Toast toast) =>
        {
            if (!await verb.RemoveAsync(id, stakeholder)) return Results.NotFound();
            toast.Say(new Told("Stakeholder removed"), change.Id);
            return Results.LocalRedirect($"/deals/{id}");
        });
    }

    private static async Task<IResult> NoteAsync(
        HttpContext http, Guid id, [FromForm] string? personId, [FromForm] string? text, [FromForm] StakeholderRole role, [FromForm] Influence influence, [FromForm] Stance stance,
        [FromForm] string? spokenOn, [FromForm] string? note, NoteStakeholder verb, Change change, Toast toast) =>
        Answer(http, id, await verb.RunAsync(id, Draft(personId, text, role, influence, stance, spokenOn, note)), new Told("Stakeholder noted"), change, toast);

    private static async Task<IResult> ChangeAsync(
        HttpContext http, Guid id, Guid stakeholder, [FromForm] string? personId, [FromForm] string? text, [FromForm] StakeholderRole role, [FromForm] Influence influence, [FromForm] Stance stance,
        [FromForm] string? spokenOn, [FromForm] string? note, NoteStakeholder verb, Change change, Toast toast) =>
        Answer(http, id, await verb.ChangeAsync(id, stakeholder, Draft(personId, text, role, influence, stance, spokenOn, note)), new Told("Stakeholder changed"), change, toast);

    private static StakeholderDraft Draft(string? personId, string? text, StakeholderRole role, Influence influence, Stance stance, string? spokenOn, string? note) =>
        new(FormValues.Id(personId), text ?? "", role, influence, stance, FormValues.Day(spokenOn), note ?? "");

    private static IResult Answer(HttpContext http, Guid id, Told? fault, Told done, Change change, Toast toast)
    {
        if (fault is not null) return LookAgain.At(http, fault, $"/deals/{id}");
        toast.Say(done, change.Id);
        return Results.LocalRedirect($"/deals/{id}");
    }
}
