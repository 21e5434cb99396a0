using Microsoft.AspNetCore.Mvc;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;
using Trichter.Team;
using Trichter.Team.Shell;

namespace Trichter.Deals.HandOvers;

/// <summary>The answers to a hand-over, from the page of the deal.</summary>
internal static class HandOverForms
{
    public static void MapHandOverForms(this IEndpointRouteBuilder routes)
    {
        var handOver = routes.MapGroup("/deals/{id:guid}/hand-over").RequireAuthorization(new AllowedByAttribute(Right.ChangeDeals));

        handOver.MapPost("/accept", async (HttpContext http, Guid id, [FromForm] string? unused, SettleHandOver verb, Change change, Toast toast) =>
            Answer(http, id, await verb.AcceptAsync(id), new Told("Hand-over accepted"), change, toast));
        handOver.MapPost("/return", async (HttpContext http, Guid id, [FromForm] string? reason, SettleHandOver verb, Change change, Toast toast) =>
            Answer(http, id, await verb.ReturnAsync(id, reason ?? ""), new Told("Hand-over returned"), change, toast));
        handOver.MapPost("/withdraw", async (HttpContext http, Guid id, [FromForm] string? unused, SettleHandOver verb, Change change, Toast toast) =>
            Answer(http, id, await verb.WithdrawAsync(id), new Told("Hand-over withdrawn"), change, toast));
    }

    /// <summary>Who no longer sees the deal after returning it goes to what else waits for them.</summary>
    private static IResult Answer(HttpContext http, Guid id, SettleResult result, Told done, Change change, Toast toast)
    {
        switch (result)
        {
            case SettleResult.Settled settled:
                toast.Say(done, change.Id);
                return Results.LocalRedirect(settled.HandOver.State == HandOverState.Returned ? "/hand-overs" : $"/deals/{id}");
            case SettleResult.Faulty faulty:
                return LookAgain.At(http, faulty.Why, $"/deals/{id}");
            case SettleResult.NotYours:
                toast.Say(new Told("This waits for somebody else"));
                return Results.LocalRedirect($"/deals/{id}");
            case SettleResult.NothingWaits:
                toast.Say(new Told("Nothing waits here any more"));
                return Results.LocalRedirect($"/deals/{id}");
            default:
                return Results.NotFound();
        }
    }
}
