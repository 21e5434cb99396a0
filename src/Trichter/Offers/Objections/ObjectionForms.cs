using Microsoft.AspNetCore.Mvc;
using Trichter.Ledger;
using Trichter.Offers.Competitors;
using Trichter.Offers.Objections.Edit;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;
using Trichter.Team;
using Trichter.Team.Shell;

namespace Trichter.Offers.Objections;

/// <summary>The small forms around objections.</summary>
internal static class ObjectionForms
{
    public static void MapObjectionForms(this IEndpointRouteBuilder routes)
    {
        var deal = routes.MapGroup("/deals/{id:guid}/objections").RequireAuthorization(new AllowedByAttribute(Right.ChangeDeals));
        deal.MapPost("", NoteAsync);
        deal.MapPost("/{objection:guid}/answer", AnswerAsync);
        deal.MapPost("/{objection:guid}/again", async (Guid id, Guid objection, [FromForm] string? unused, AnswerObjection verb, Change change, Toast toast) =>
        {
            if (!await verb.ReopenAsync(id, objection)) return Results.NotFound();
            toast.Say(new Told("Objection opened again"), change.Id);
            return Results.LocalRedirect($"/deals/{id}#objections");
        });

        var edit = routes.MapGroup("/settings/objections").RequireAuthorization(new AllowedByAttribute(Right.EditProcesses));
        edit.MapPost("", async (HttpContext http, [FromForm] string? name, EditObjections verb, Change change, Toast toast) =>
        {
            if (await verb.AddAsync(name ?? "") is not { } added) return LookAgain.At(http, new Told("A name is needed."), "/settings/objections");
            toast.Say(new Told("Objection added"), change.Id);
            return Results.LocalRedirect($"/settings/objections/{added.Key}");
        });
        edit.MapPost("/usual", async ([FromForm] string? unused, EditObjections verb, Change change, Toast toast) =>
        {
            toast.Say(new Told("Objections added: {0}", await verb.AddUsualAsync()), change.Id);
            return Results.LocalRedirect("/settings/objections");
        });
        edit.MapPost("/{key}/retire", async (string key, [FromForm] string? unused, EditObjections verb, Change change, Toast toast) =>
            Back(await verb.RetireAsync(key, back: false), new Told("Objection retired"), change, toast));
        edit.MapPost("/{key}/bring-back", async (string key, [FromForm] string? unused, EditObjections verb, Change change, Toast toast) =>
            Back(await verb.RetireAsync(key, back: true), new Told("Objection brought back"), change, toast));
    }

    private static async Task<IResult> NoteAsync(
        HttpContext http, Guid id, [FromForm] string? kind, [FromForm] string? words, [FromForm] string? saidBy, [FromForm] ObjectionWeight weight,
        [FromForm] string? competitor, [FromForm] string? price, [FromForm] string? currency, [FromForm] string? source, NoteObjection verb, Change change, Toast toast)
    {
        var rival = FormValues.Id(competitor) is { } it ? new CompetitorOfferDraft(it, price ?? "", currency ?? "", source ?? "", null) : null;
        var fault = rival is null && !string.IsNullOrWhiteSpace(price)
            ? new Told("Choose the competitor whose price it is.")
            : await verb.RunAsync(id, new ObjectionDraft(FormValues.Id(kind), words ?? "", saidBy ?? "", weight, rival));
        return Answer(http, id, fault, new Told("Objection noted. It shows interest: answer it."), change, toast);
    }

    /// <param name="answer">The key of an answer of the catalogue, or empty for own words.</param>
    private static async Task<IResult> AnswerAsync(
        HttpContext http, Guid id, Guid objection, [FromForm] string? answer, [FromForm] AnswerTone tone, [FromForm] string? own, [FromForm] string? proof, [FromForm] ObjectionState result,
        AnswerObjection verb, Change change, Toast toast) =>
        Answer(http, id, await verb.RunAsync(id, objection, new ReplyDraft(answer ?? "", tone, own ?? "", FormValues.Id(proof), result)), new Told("Answer noted"), change, toast);

    private static IResult Answer(HttpContext http, Guid id, Told? fault, Told done, Change change, Toast toast)
    {
        if (fault is not null) return LookAgain.At(http, fault, $"/deals/{id}");
        toast.Say(done, change.Id);
        return Results.LocalRedirect($"/deals/{id}#objections");
    }

    private static IResult Back(bool done, Told told, Change change, Toast toast)
    {
        if (!done) return Results.NotFound();
        toast.Say(told, change.Id);
        return Results.LocalRedirect("/settings/objections");
    }
}
