using Microsoft.AspNetCore.Mvc;
using Trichter.Activities.Today;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;
using Trichter.Team;
using Trichter.Team.Shell;

namespace Trichter.Offers.Trials;

/// <summary>The small forms of the trials of a deal, on its page and in Today.</summary>
internal static class TrialForms
{
    public static void MapTrialForms(this IEndpointRouteBuilder routes)
    {
        var trials = routes.MapGroup("/deals/{id:guid}/trials").RequireAuthorization(new AllowedByAttribute(Right.ChangeDeals));

        trials.MapPost("", async (
            HttpContext http, Guid id, [FromForm] string? text, [FromForm] string? goal, [FromForm] string? starts, [FromForm] string? days, StartTrial verb, Change change, Toast toast) =>
            Answer(http, id, await verb.RunAsync(id, new TrialDraft(text ?? "", goal ?? "", FormValues.Day(starts), FormValues.Whole(days))), new Told("Trial noted"), null, change, toast));
        trials.MapPost("/{trial:guid}/end", async (
            HttpContext http, Guid id, Guid trial, [FromForm] TrialResult? result, [FromForm] string? note, [FromForm] string? back, SettleTrial verb, Change change, Toast toast) =>
            Answer(http, id, await verb.EndAsync(id, trial, result, note ?? ""), new Told("Trial ended. What is the next step?"), back, change, toast));
        trials.MapPost("/{trial:guid}/last", async (HttpContext http, Guid id, Guid trial, [FromForm] string? days, SettleTrial verb, Change change, Toast toast) =>
            Answer(http, id, await verb.LastAsync(id, trial, FormValues.Whole(days)), new Told("Trial changed"), null, change, toast));
        trials.MapPost("/{trial:guid}/put-off", async (HttpContext http, Guid id, Guid trial, [FromForm] string? to, [FromForm] string? back, SettleTrial verb, Change change, Toast toast) =>
            Answer(http, id, await verb.PutOffAsync(id, trial, FormValues.Day(to)), new Told("Put off"), back, change, toast));
    }

    private static IResult Answer(HttpContext http, Guid id, Told? fault, Told done, string? back, Change change, Toast toast)
    {
        var address = back == TodayPage.Address ? TodayPage.Address : $"/deals/{id}";
        if (fault is not null) return LookAgain.At(http, fault, address);

        toast.Say(done, change.Id);
        return Results.LocalRedirect(address);
    }
}
