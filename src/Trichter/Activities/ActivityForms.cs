using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Trichter.Activities.Finish;
using Trichter.Activities.Repeat;
using Trichter.Activities.Today;
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
        change.MapPost("/activities/{activity:guid}/put-off", PutOffAsync);
        change.MapPost("/activities/{activity:guid}/drop-following", DropFollowingAsync);
        change.MapPost("/files", AttachAsync);
        change.MapPost("/files/{file:guid}/remove", RemoveAsync);
        deal.MapGet("/files/{file:guid}", DownloadAsync).RequireAuthorization(new AllowedByAttribute(Right.SeeDeals));
    }

    private static async Task<IResult> NoteAsync(
        HttpContext http, Guid id, [FromForm] ActivityType? type, [FromForm] string? text, [FromForm] string? due, [FromForm] CallResult? result, [FromForm] string? back,
        NoteActivity verb, Texts texts, Change change, Toast toast)
    {
        var dueAt = FormValues.Instant(due, texts.Zone);
        var fault = due is { Length: > 0 } && dueAt is null
            ? new Told("This is not a date.")
            : await verb.RunAsync(id, type ?? ActivityType.Note, text ?? "", dueAt, result);
        if (fault is not null) return LookAgain.At(http, fault, IsQueue(back) ? TodayPage.Address : $"/deals/{id}");

        toast.Say(new Told("Saved"), change.Id);
        return Results.LocalRedirect(!IsQueue(back) ? $"/deals/{id}" : dueAt is null ? TodayPage.NextOf(id) : TodayPage.Address);
    }

    private static async Task<IResult> FinishAsync(
        Guid id, Guid activity, [FromForm] string? outcome, [FromForm] CallResult? result, [FromForm] bool? dropped, [FromForm] string? back, FinishActivity verb, Change change, Toast toast)
    {
        if (!(dropped == true ? await verb.DropAsync(id, activity) : await verb.RunAsync(id, activity, outcome ?? "", result))) return Results.NotFound();
        toast.Say(dropped == true ? new Told("Dropped") : new Told("Done. What is the next step?"), change.Id);
        return Results.LocalRedirect(!IsQueue(back) ? $"/deals/{id}#compose" : dropped == true ? TodayPage.Address : TodayPage.NextOf(id));
    }

    private static async Task<IResult> DropFollowingAsync(Guid id, Guid activity, RepeatActivity verb, Change change, Toast toast)
    {
        if (!await verb.DropFollowingAsync(id, activity)) return Results.NotFound();
        toast.Say(new Told("Dropped"), change.Id);
        return Results.LocalRedirect($"/deals/{id}");
    }

    private static async Task<IResult> PutOffAsync(
        HttpContext http, Guid id, Guid activity, [FromForm] string? to, [FromForm] string? back, FinishActivity verb, Texts texts, Change change, Toast toast)
    {
        var address = IsQueue(back) ? TodayPage.Address : $"/deals/{id}";
        if (await verb.PutOffAsync(id, activity, FormValues.Instant(to, texts.Zone)) is { } fault) return LookAgain.At(http, fault, address);

        toast.Say(new Told("Put off"), change.Id);
        return Results.LocalRedirect(address);
    }

    private static bool IsQueue(string? back) => back == TodayPage.Address;

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
