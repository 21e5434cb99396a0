using Microsoft.AspNetCore.Mvc;
using Trichter.Activities.Today;
using Trichter.Deals;
using Trichter.Ledger;
using Trichter.Offers.Amounts;
using Trichter.Offers.Negotiation.Edit;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;
using Trichter.Team;
using Trichter.Team.Shell;

namespace Trichter.Offers.Negotiation;

/// <summary>The small forms of a deal's negotiation, and of the catalogue of concessions.</summary>
internal static class NegotiationForms
{
    public static void MapNegotiationForms(this IEndpointRouteBuilder routes)
    {
        var its = routes.MapGroup("/deals/{id:guid}/negotiation").RequireAuthorization(new AllowedByAttribute(Right.ChangeDeals));

        its.MapPost("/plan", async (
            HttpContext http, Guid id, [FromForm] NegotiationStrategy strategy, [FromForm] string? target, [FromForm] string? limit, [FromForm] string? opening,
            [FromForm] string? ours, [FromForm] string? theirs, Negotiate verb, Change change, Toast toast) =>
            Answer(http, id, await verb.PlanAsync(id, new PlanDraft(strategy, target ?? "", limit ?? "", opening ?? "", ours ?? "", theirs ?? "")), change, toast));
        its.MapPost("/rounds", async (
            HttpContext http, Guid id, [FromForm] string? held, [FromForm] RoundChannel channel, [FromForm] string? people, [FromForm] string? note,
            [FromForm] string? before, [FromForm] string? after, [FromForm] string? next, Negotiate verb, Change change, Toast toast) =>
            Answer(http, id, await verb.RoundAsync(id, new RoundDraft(FormValues.Day(held), channel, people ?? "", note ?? "", FormValues.Id(before), FormValues.Id(after), FormValues.Day(next))), change, toast));
        its.MapPost("/asks", async (HttpContext http, Guid id, [FromForm] CommitmentSide side, [FromForm] string? subject, [FromForm] string? importance, Negotiate verb, Change change, Toast toast) =>
            Answer(http, id, await verb.AskAsync(id, side, subject ?? "", FormValues.Whole(importance)), change, toast));
        its.MapPost("/asks/{ask:guid}", async (HttpContext http, Guid id, Guid ask, [FromForm] AskState? state, Negotiate verb, Change change, Toast toast) =>
            Answer(http, id, await verb.SettleAsync(id, ask, state), change, toast));
        its.MapPost("/concessions", async (
            HttpContext http, Guid id, [FromForm] Guid kind, [FromForm] string? amount, [FromForm] string? ask, [FromForm] string? inReturn, [FromForm] bool? goodwill,
            [FromForm] string? note, GiveConcession verb, Texts texts, Change change, Toast toast) =>
            Answer(http, id, await verb.OfferAsync(id, new ConcessionDraft(kind, Micros.Read(amount, texts.Culture), FormValues.Id(ask), FormValues.Id(inReturn), goodwill ?? false, note ?? "")), change, toast));
        its.MapPost("/concessions/{concession:guid}", async (HttpContext http, Guid id, Guid concession, [FromForm] ConcessionState? state, GiveConcession verb, Change change, Toast toast) =>
            Answer(http, id, await verb.SettleAsync(id, concession, state), change, toast));
        its.MapPost("/close", async (HttpContext http, Guid id, [FromForm] string? asked, [FromForm] ClosingAnswer? answer, [FromForm] string? words, Negotiate verb, Change change, Toast toast) =>
            Answer(http, id, await verb.CloseAsync(id, FormValues.Day(asked), answer, words ?? ""), change, toast));
        its.MapPost("/in-writing/{commitment:guid}", async (Guid id, Guid commitment, [FromForm] string? back, PutInWriting verb, Change change, Toast toast) =>
        {
            if (!await verb.RunAsync(id, commitment)) return Results.NotFound();
            toast.Say(new Told("Noted"), change.Id);
            return Results.LocalRedirect(back == TodayPage.Address ? TodayPage.Address : $"/deals/{id}/negotiation");
        });

        var catalogue = routes.MapGroup("/settings/concessions").RequireAuthorization(new AllowedByAttribute(Right.EditProcesses));
        catalogue.MapPost("/usual", async ([FromForm] string? unused, SaveConcessionKind verb, Change change, Toast toast) =>
            Catalogue(await verb.AddUsualAsync() > 0, change, toast));
        catalogue.MapPost("/{id:guid}/retire", async (Guid id, [FromForm] string? unused, SaveConcessionKind verb, Change change, Toast toast) =>
            Catalogue(await verb.RetireAsync(id, back: false), change, toast));
        catalogue.MapPost("/{id:guid}/bring-back", async (Guid id, [FromForm] string? unused, SaveConcessionKind verb, Change change, Toast toast) =>
            Catalogue(await verb.RetireAsync(id, back: true), change, toast));
    }

    private static IResult Answer(HttpContext http, Guid id, Told? fault, Change change, Toast toast)
    {
        if (fault is not null) return LookAgain.At(http, fault, $"/deals/{id}/negotiation");
        toast.Say(new Told("Noted"), change.Id);
        return Results.LocalRedirect($"/deals/{id}/negotiation");
    }

    private static IResult Catalogue(bool done, Change change, Toast toast)
    {
        if (!done) return Results.NotFound();
        toast.Say(new Told("Saved"), change.Id);
        return Results.LocalRedirect("/settings/concessions");
    }
}
