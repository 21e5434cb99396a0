using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;
using Trichter.Team;
using Trichter.Team.Shell;

namespace Trichter.Activities;

/// <summary>The forms of composer, next step and files.</summary>
internal static class ActivityForms
{
    public static void MapActivityForms(this IEndpointRouteBuilder routes)
    {
        var deal = routes.MapGroup("/deals/{id:guid}");
        var change = deal.MapGroup("").RequireAuthorization(new AllowedByAttribute(Right.ChangeDeals));

        change.MapPost("/activities", NoteAsync);
        change.MapPost("/activities/{activity:guid}/done", FinishAsync);
        change.MapPost("/files", AttachAsync);
        change.MapPost("/files/{file:guid}/remove", RemoveAsync);
        deal.MapGet("/files/{file:guid}", DownloadAsync).RequireAuthorization(new AllowedByAttribute(Right.SeeDeals));
    }

    private static async Task<IResult> NoteAsync(
        HttpContext http, Guid id, [FromForm] ActivityType? type, [FromForm] string? text, [FromForm] string? due,
        NoteActivity verb, Texts texts, Change change, Toast toast)
    {
        var dueAt = FormValues.Instant(due, texts.Zone);
        var fault = due is { Length: > 0 } && dueAt is null
            ? new Told("This is not a date.")
            : await verb.RunAsync(id, type ?? ActivityType.Note, text ?? "", dueAt);
        if (fault is not null) return LookAgain.At(http, fault, $"/deals/{id}");

        toast.Say(new Told("Saved"), change.Id);
        return Results.LocalRedirect($"/deals/{id}");
    }

    private static async Task<IResult> FinishAsync(
        Guid id, Guid activity, [FromForm] string? outcome, [FromForm] bool? dropped, FinishActivity verb, Change change, Toast toast)
    {
        if (!await verb.RunAsync(id, activity, outcome ?? "", dropped ?? false)) return Results.NotFound();
        toast.Say(dropped == true ? new Told("Dropped") : new Told("Done. What is the next step?"), change.Id);
        return Results.LocalRedirect($"/deals/{id}#compose");
    }

    private static async Task<IResult> AttachAsync(HttpContext http, Guid id, IFormFile? file, AttachFile verb, Change change, Toast toast)
    {
        using var content = new MemoryStream();
        if (file?.Length <= Attachment.Largest) await file.CopyToAsync(content, http.RequestAborted);

        var fault = await verb.RunAsync(id, file?.FileName ?? "", file?.ContentType ?? "", content.ToArray());
        if (fault is not null) return LookAgain.At(http, fault, $"/deals/{id}");
        toast.Say(new Told("File attached"), change.Id);
        return Results.LocalRedirect($"/deals/{id}");
    }

    private static async Task<IResult> RemoveAsync(Guid id, Guid file, AttachFile verb, Change change, Toast toast)
    {
        if (!await verb.RemoveAsync(id, file)) return Results.NotFound();
        toast.Say(new Told("File removed"), change.Id);
        return Results.LocalRedirect($"/deals/{id}");
    }

    /// <summary>Always as a download: a file from outside is never shown as a page of ours.</summary>
    private static async Task<IResult> DownloadAsync(Guid id, Guid file, FindDeal find, Db db)
    {
        if (await find.VisibleAsync(id) is null) return Results.NotFound();
        var attachment = await db.Attachments.AsNoTracking().SingleOrDefaultAsync(a => a.Id == file && a.DealId == id);
        var content = await db.AttachmentContents.AsNoTracking().SingleOrDefaultAsync(c => c.Id == file);
        return attachment is null || content is null ? Results.NotFound() : Results.File(content.Content, "application/octet-stream", attachment.Name);
    }
}
