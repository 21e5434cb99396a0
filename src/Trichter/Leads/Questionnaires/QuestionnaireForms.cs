using Microsoft.AspNetCore.Mvc;
using Trichter.Leads.Questionnaires.Edit;
using Trichter.Leads.Questionnaires.Links;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;
using Trichter.Team;
using Trichter.Team.Shell;

namespace Trichter.Leads.Questionnaires;

/// <summary>The one-button forms around questionnaires.</summary>
internal static class QuestionnaireForms
{
    public static void MapQuestionnaireForms(this IEndpointRouteBuilder routes)
    {
        var edit = routes.MapGroup("/settings/questionnaires").RequireAuthorization(new AllowedByAttribute(Right.EditProcesses));

        edit.MapPost("", async (HttpContext http, [FromForm] string? template, [FromForm] string? name, EditQuestionnaire verb, Change change, Toast toast) =>
        {
            if (await verb.AddAsync(template, name) is not { } added) return LookAgain.At(http, new Told("A name is needed."), "/settings/questionnaires");
            toast.Say(new Told("Questionnaire added"), change.Id);
            return Results.LocalRedirect($"/settings/questionnaires/{added.Key}");
        });
        edit.MapPost("/{key}/discard", async (string key, [FromForm] string? unused, EditQuestionnaire verb, Change change, Toast toast) =>
            Back(key, await verb.DiscardAsync(key), new Told("Draft thrown away"), change, toast));
        edit.MapPost("/{key}/retire", async (string key, [FromForm] string? unused, EditQuestionnaire verb, Change change, Toast toast) =>
            Back(key, await verb.RetireAsync(key, back: false), new Told("Questionnaire retired"), change, toast));
        edit.MapPost("/{key}/bring-back", async (string key, [FromForm] string? unused, EditQuestionnaire verb, Change change, Toast toast) =>
            Back(key, await verb.RetireAsync(key, back: true), new Told("Questionnaire brought back"), change, toast));

        routes.MapPost("/deals/{id:guid}/questionnaire-links/{link:guid}/revoke", async (Guid id, Guid link, [FromForm] string? key, ShareQuestionnaire verb, Toast toast) =>
        {
            if (!await verb.RevokeAsync(id, link)) return Results.NotFound();
            toast.Say(new Told("Link revoked"));
            return Results.LocalRedirect(LocalAddress.Of($"/deals/{id}/questionnaire/{key}/link"));
        }).RequireAuthorization(new AllowedByAttribute(Right.ChangeDeals));
    }

    private static IResult Back(string key, bool done, Told told, Change change, Toast toast)
    {
        if (!done) return Results.NotFound();
        toast.Say(told, change.Id);
        return Results.LocalRedirect($"/settings/questionnaires/{key}");
    }
}
