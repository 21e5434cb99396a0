using Microsoft.AspNetCore.Mvc;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;
using Trichter.Team;
using Trichter.Team.Shell;

namespace Trichter.Offers.Signals;

/// <summary>The form of a signal, on the page of the deal and on that of the company.</summary>
internal static class SignalForms
{
    public static void MapSignalForms(this IEndpointRouteBuilder routes)
    {
        var may = new AllowedByAttribute(Right.ChangeDeals);
        routes.MapPost("/deals/{id:guid}/signals", async (
            HttpContext http, Guid id, [FromForm] SignalKind? kind, [FromForm] string? source, [FromForm] string? note, [FromForm] string? at, NoteSignal verb, Texts texts, Change change, Toast toast) =>
            await NoteAsync(http, id, kind, source, note, at, $"/deals/{id}", verb, texts, change, toast)).RequireAuthorization(may);
        routes.MapPost("/companies/{company:guid}/signals", async (
            HttpContext http, Guid company, [FromForm] string? deal, [FromForm] SignalKind? kind, [FromForm] string? source, [FromForm] string? note, [FromForm] string? at, NoteSignal verb, Texts texts, Change change, Toast toast) =>
            await NoteAsync(http, FormValues.Id(deal) ?? Guid.Empty, kind, source, note, at, $"/companies/{company}", verb, texts, change, toast)).RequireAuthorization(may);
    }

    private static async Task<IResult> NoteAsync(
        HttpContext http, Guid deal, SignalKind? kind, string? source, string? note, string? at, string back, NoteSignal verb, Texts texts, Change change, Toast toast)
    {
        var when = FormValues.Instant(at, texts.Zone);
        if (at is { Length: > 0 } && when is null) return LookAgain.At(http, new Told("This is not a date."), back);

        switch (await verb.RunAsync(deal, new SignalDraft(kind, source ?? "", note ?? "", when)))
        {
            case SignalResult.Noted noted:
                toast.Say(new Told("Noted. The task to act stands in Today, due {0}.", texts.DateTime(noted.Task.DueAt!.Value)), change.Id);
                return Results.LocalRedirect(back);
            case SignalResult.Faulty faulty:
                return LookAgain.At(http, faulty.Why, back);
            default:
                return Results.NotFound();
        }
    }
}
