using Microsoft.AspNetCore.Mvc;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;
using Trichter.Team;

namespace Trichter.Offers.Next;

internal static class NextForms
{
    public static void MapNextForms(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/deals/{id:guid}/next-best", async (Guid id, [FromForm] string? key, PlanNextBest verb, Texts texts, Change change, Toast toast) =>
        {
            if (await verb.RunAsync(id, key ?? "") is { } due) toast.Say(new Told("Planned for {0}", texts.DateTime(due)), change.Id);
            else toast.Say(new Told("Nothing of the kind is proposed any more"));
            return Results.LocalRedirect($"/deals/{id}");
        }).RequireAuthorization(new AllowedByAttribute(Right.ChangeDeals));
}
