using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;
using Trichter.Team;
using Trichter.Team.Shell;

namespace Trichter.Process.Edit;

/// <summary>The one-button forms by which a process is edited. Each ends in a verb and leads back to the draft.</summary>
internal static class ProcessForms
{
    public static void MapProcessForms(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/processes/{key}/file", FileAsync).RequireAuthorization(new AllowedByAttribute(Right.SeeProcesses));

        var edit = routes.MapGroup("/processes").RequireAuthorization(new AllowedByAttribute(Right.EditProcesses));
        edit.MapPost("/file", ReadFileAsync);
        edit.MapPost("/{key}/draft", async (string key, [FromForm] string? unused, ProcessCatalogue catalogue, DraftProcess verb) =>
        {
            if (await catalogue.FindAsync(key) is not { } process) return Results.NotFound();
            await verb.BeginAsync(process);
            return Results.LocalRedirect($"/processes/{process.Key}/draft");
        });
        edit.MapPost("/{key}/draft/discard", async (string key, [FromForm] string? unused, ProcessCatalogue catalogue, DraftProcess verb, Change change, Toast toast) =>
        {
            if (await catalogue.FindAsync(key) is not { } process || !await verb.DiscardAsync(process)) return Results.NotFound();
            toast.Say(new Told("Draft thrown away"), change.Id);
            return Results.LocalRedirect($"/processes/{process.Key}");
        });
        edit.MapPost("/{key}/draft/publish", PublishAsync);
        edit.MapPost("/{key}/draft/stages", AddStageAsync);
        edit.MapPost("/{key}/draft/stages/{stage}/move", async (string key, string stage, [FromForm] int by, ProcessCatalogue catalogue, EditDraft verb, Change change, Toast toast) =>
            await BackAsync(key, catalogue, process => verb.MoveAsync(process, stage, Math.Sign(by)), new Told("Stage moved"), change, toast));
        edit.MapPost("/{key}/draft/stages/{stage}/remove", async (string key, string stage, [FromForm] string? unused, ProcessCatalogue catalogue, EditDraft verb, Change change, Toast toast) =>
            await BackAsync(key, catalogue, process => verb.RemoveAsync(process, stage), new Told("Stage removed"), change, toast));
        edit.MapPost("/{key}/retire", RetireAsync);
        edit.MapPost("/{key}/bring-back", BringBackAsync);
    }

    private static async Task<IResult> BackAsync(
        string key, ProcessCatalogue catalogue, Func<SalesProcess, Task<bool>> work, Told done, Change change, Toast toast)
    {
        if (await catalogue.FindAsync(key) is not { } process) return Results.NotFound();
        if (await work(process)) toast.Say(done, change.Id);
        return Results.LocalRedirect($"/processes/{process.Key}/draft");
    }

    private static async Task<IResult> PublishAsync(
        string key, [FromForm] string? unused, ProcessCatalogue catalogue, PublishProcess verb, Change change, Toast toast)
    {
        if (await catalogue.FindAsync(key) is not { } process) return Results.NotFound();

        switch (await verb.RunAsync(process))
        {
            case PublishResult.Published published:
                toast.Say(new Told("Version {0} is published. New deals start on it.", published.Version.Number), change.Id);
                return Results.LocalRedirect($"/processes/{process.Key}");
            case PublishResult.Faulty:
                toast.Say(new Told("Not published: mend what is marked first."));
                break;
        }

        return Results.LocalRedirect($"/processes/{process.Key}/draft");
    }

    private static async Task<IResult> AddStageAsync(
        HttpContext http, string key, [FromForm] string? name, ProcessCatalogue catalogue, EditDraft verb, Change change, Toast toast)
    {
        if (await catalogue.FindAsync(key) is not { } process) return Results.NotFound();
        if (await verb.AddAsync(process, name ?? "") is not { } stage) return LookAgain.At(http, new Told("A name is needed."), $"/processes/{process.Key}/draft");

        toast.Say(new Told("Stage added"), change.Id);
        return Results.LocalRedirect($"/processes/{process.Key}/draft/{stage.Key}");
    }

    private static async Task<IResult> RetireAsync(string key, [FromForm] string? unused, ProcessCatalogue catalogue, ChangeProcess verb, Texts texts, Change change, Toast toast)
    {
        if (await catalogue.FindAsync(key) is not { } process) return Results.NotFound();

        if (await verb.RetireAsync(process.Id)) toast.Say(new Told("{0} takes no new deals any more", texts[process.Name]), change.Id);
        else toast.Say(new Told("The last process cannot be retired."));
        return Results.LocalRedirect("/processes");
    }

    private static async Task<IResult> BringBackAsync(string key, [FromForm] string? unused, Db db, ChangeProcess verb, Texts texts, Change change, Toast toast)
    {
        if (await db.Processes.FirstOrDefaultAsync(its => its.Key == key) is not { } process) return Results.NotFound();

        await verb.BringBackAsync(process.Id);
        toast.Say(new Told("{0} is in use again", texts[process.Name]), change.Id);
        return Results.LocalRedirect("/processes");
    }

    private static async Task<IResult> FileAsync(string key, ProcessCatalogue catalogue) =>
        await catalogue.FindAsync(key) is { } process
            ? Results.File(ProcessFile.Write(process, await catalogue.CurrentAsync(process)), "application/json", $"{process.Key}.json")
            : Results.NotFound();

    private static async Task<IResult> ReadFileAsync(IFormFile? file, HttpContext http, ProcessFile verb, Texts texts, Change change, Toast toast)
    {
        using var content = new MemoryStream();
        if (file?.Length is > 0 and <= ProcessFile.Largest) await file.CopyToAsync(content, http.RequestAborted);

        switch (await verb.ReadAsync(content.ToArray()))
        {
            case ProcessRead.Drafted drafted:
                toast.Say(new Told("Read as a draft. Look at the difference, then publish."), change.Id);
                return Results.LocalRedirect($"/processes/{drafted.Process.Key}/draft");
            case ProcessRead.Added added:
                toast.Say(new Told("{0} was added", texts[added.Process.Name]), change.Id);
                return Results.LocalRedirect($"/processes/{added.Process.Key}");
            case ProcessRead.Unreadable unreadable:
                toast.Say(new Told("Not read: {0}", texts[unreadable.Why]));
                break;
        }

        return Results.LocalRedirect("/processes");
    }
}
