using Microsoft.AspNetCore.Mvc;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;
using Trichter.Team;
using Trichter.Team.Shell;

namespace Trichter.Offers.Competitors;

internal static class CompetitorForms
{
    public static void MapCompetitorForms(this IEndpointRouteBuilder routes)
    {
        var deal = routes.MapGroup("/deals/{id:guid}/competitors").RequireAuthorization(new AllowedByAttribute(Right.ChangeDeals));
        deal.MapPost("", NoteAsync);
        deal.MapPost("/{offer:guid}/remove", async (Guid id, Guid offer, [FromForm] string? unused, NoteCompetitorOffer verb, Change change, Toast toast) =>
        {
            if (!await verb.RemoveAsync(id, offer)) return Results.NotFound();
            toast.Say(new Told("Competitor removed"), change.Id);
            return Results.LocalRedirect($"/deals/{id}#competitors");
        });

        var edit = routes.MapGroup("/settings/competitors").RequireAuthorization(new AllowedByAttribute(Right.EditProcesses));
        edit.MapPost("/{id:guid}/retire", async (Guid id, [FromForm] string? unused, SaveCompetitor verb, Change change, Toast toast) =>
            Back(await verb.RetireAsync(id, back: false), new Told("Competitor retired"), change, toast));
        edit.MapPost("/{id:guid}/bring-back", async (Guid id, [FromForm] string? unused, SaveCompetitor verb, Change change, Toast toast) =>
            Back(await verb.RetireAsync(id, back: true), new Told("Competitor brought back"), change, toast));
    }

    private static async Task<IResult> NoteAsync(
        HttpContext http, Guid id, [FromForm] string? competitor, [FromForm] string? price, [FromForm] string? currency, [FromForm] string? source, [FromForm] string? seenOn,
        NoteCompetitorOffer verb, Change change, Toast toast)
    {
        var fault = seenOn is { Length: > 0 } && FormValues.Day(seenOn) is null
            ? new Told("This is not a date.")
            : await verb.RunAsync(id, new CompetitorOfferDraft(FormValues.Id(competitor), price ?? "", currency ?? "", source ?? "", FormValues.Day(seenOn)));
        if (fault is not null) return LookAgain.At(http, fault, $"/deals/{id}");

        toast.Say(new Told("Competitor noted"), change.Id);
        return Results.LocalRedirect($"/deals/{id}#competitors");
    }

    private static IResult Back(bool done, Told told, Change change, Toast toast)
    {
        if (!done) return Results.NotFound();
        toast.Say(told, change.Id);
        return Results.LocalRedirect("/settings/competitors");
    }
}
