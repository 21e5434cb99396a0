using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Offers.Contracts.Document;
using Trichter.Offers.Contracts.Edit;
using Trichter.Offers.Contracts.Sign;
using Trichter.Platform.Documents;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;
using Trichter.Team;
using Trichter.Team.Shell;

namespace Trichter.Offers.Contracts;

/// <summary>What the pages of contracts ask for beside their own forms.</summary>
internal static class ContractForms
{
    public static void MapContractForms(this IEndpointRouteBuilder routes)
    {
        var (see, change) = (new AllowedByAttribute(Right.SeeDeals), new AllowedByAttribute(Right.ChangeDeals));
        routes.MapPost("/deals/{id:guid}/contracts", async (HttpContext http, Guid id, [FromForm] string? unused, StartContract verb, Change its, Toast toast) =>
        {
            switch (await verb.RunAsync(id))
            {
                case ContractStart.Begun begun:
                    toast.Say(new Told("Contract {0} begun", begun.Contract.Number), its.Id);
                    return Results.LocalRedirect($"/contracts/{begun.Contract.Id}");
                case ContractStart.Faulty faulty: return LookAgain.At(http, faulty.Why, $"/deals/{id}");
                default: return Results.NotFound();
            }
        }).RequireAuthorization(change);
        routes.MapPost("/contracts/{id:guid}/give-up", async (HttpContext http, Guid id, [FromForm] string? reason, SendContract verb, Toast toast) =>
            Answer(http, id, await verb.GiveUpAsync(id, reason ?? ""), new Told("Contract given up"), toast)).RequireAuthorization(change);
        routes.MapPost("/contracts/{id:guid}/signers/{signer:guid}/on-paper", async (HttpContext http, Guid id, Guid signer, [FromForm] string? unused, SignContract verb, Toast toast) =>
            Answer(http, id, await verb.OnPaperAsync(id, signer), new Told("Signature noted"), toast)).RequireAuthorization(change);

        routes.MapGet("/contracts/{id:guid}/document", async (Guid id, FindContract find, RenderContract render) =>
            await find.VisibleAsync(id) is { } open ? Results.Content(await render.PageAsync(open), "text/html; charset=utf-8") : Results.NotFound()).RequireAuthorization(see);
        routes.MapGet("/contracts/{id:guid}/pdf", async (Guid id, FindContract find, RenderContract render, Toast toast) =>
            await find.VisibleAsync(id) is { } open ? Pdf(await render.PdfAsync(open), open, toast, $"/contracts/{id}") : Results.NotFound()).RequireAuthorization(see);
        routes.MapGet("/contract/{secret}/pdf", async (HttpContext http, string secret, SignContract verb, RenderContract render, Toast toast) =>
        {
            http.Response.Headers["X-Robots-Tag"] = "noindex";
            return await verb.OpenAsync(secret) is { } its ? Pdf(await render.PdfAsync(its.Open), its.Open, toast, $"/contract/{secret}") : Results.NotFound();
        }).AllowAnonymous();
        routes.MapGet("/contract/{secret}/annexes/{annex:guid}", async (HttpContext http, string secret, Guid annex, SignContract verb, Db db) =>
        {
            http.Response.Headers["X-Robots-Tag"] = "noindex";
            if ((await verb.OpenAsync(secret))?.Open.Annexes.FirstOrDefault(its => its.Id == annex)?.AttachmentId is not { } file) return Results.NotFound();
            var (name, content) = (await db.Attachments.Where(its => its.Id == file).Select(its => its.Name).SingleAsync(), await db.AttachmentContents.Where(its => its.Id == file).Select(its => its.Content).SingleAsync());
            return Results.File(content, "application/octet-stream", name);
        }).AllowAnonymous();
    }

    private static IResult Answer(HttpContext http, Guid id, Told? fault, Told done, Toast toast)
    {
        if (fault is not null) return LookAgain.At(http, fault, $"/contracts/{id}");
        toast.Say(done);
        return Results.LocalRedirect($"/contracts/{id}");
    }

    private static IResult Pdf(PdfResult result, OpenContract open, Toast toast, string back)
    {
        if (result is PdfResult.Printed printed) return Results.File(printed.Content, "application/pdf", $"{open.Contract.Number.Replace('/', '-')}.pdf");
        toast.Say(((PdfResult.Not)result).Why);
        return Results.LocalRedirect(back);
    }
}
