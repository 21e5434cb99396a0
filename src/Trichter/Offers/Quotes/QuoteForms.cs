using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Offers.Products;
using Trichter.Offers.Quotes.Approve;
using Trichter.Offers.Quotes.Decide;
using Trichter.Offers.Quotes.Document;
using Trichter.Offers.Quotes.Edit;
using Trichter.Offers.Quotes.Send;
using Trichter.Platform.Documents;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;
using Trichter.Team;
using Trichter.Team.Shell;

namespace Trichter.Offers.Quotes;

/// <summary>What the pages of quotes ask for beside their own forms.</summary>
internal static class QuoteForms
{
    private const int MostFound = 12;

    public static void MapQuoteForms(this IEndpointRouteBuilder routes)
    {
        var change = new AllowedByAttribute(Right.ChangeDeals);
        routes.MapPost("/deals/{id:guid}/quotes", async (Guid id, [FromForm] string? unused, StartQuote verb, Change its, Toast toast) =>
        {
            if (await verb.RunAsync(id) is not { } quote) return Results.NotFound();
            toast.Say(new Told("Quote {0} begun", quote.Number), its.Id);
            return Results.LocalRedirect($"/quotes/{quote.Id}");
        }).RequireAuthorization(change);

        routes.MapPost("/quotes/{id:guid}/next-version", async (HttpContext http, Guid id, [FromForm] string? unused, StartQuote verb, Change its, Toast toast) =>
        {
            if (await verb.NextVersionAsync(id) is not { } version) return LookAgain.At(http, new Told("The latest version is still being written."), $"/quotes/{id}");
            toast.Say(new Told("Version {0} begun", version.Number), its.Id);
            return Results.LocalRedirect($"/quotes/{id}");
        }).RequireAuthorization(change);

        routes.MapPost("/quotes/{id:guid}/preview", async (HttpContext http, Guid id, PreviewQuote preview) =>
            await preview.RunAsync(id, QuoteForm.Read(await http.Request.ReadFormAsync())) is { } its ? Results.Json(its) : Results.NotFound()).RequireAuthorization(change);

        routes.MapDocuments();
        routes.MapApprovals(change);
        routes.MapSending(change);
        routes.MapDecisions(change);
        routes.MapGet("/products/find", async (string? q, Db db, Texts texts, TimeProvider clock) => Results.Json(
            (await db.Products.AsNoTracking().Matching(q).SoldOn(texts.Today(clock)).OrderBy(product => product.Key).Take(MostFound).ToListAsync())
                .Select(product => new FoundProduct(product.Key, texts[product.Name])).ToList())).RequireAuthorization(new AllowedByAttribute(Right.SeeDeals));
    }

    private static void MapDocuments(this IEndpointRouteBuilder routes)
    {
        var see = new AllowedByAttribute(Right.SeeDeals);
        routes.MapGet("/quotes/{id:guid}/document", async (Guid id, int? version, FindQuote find, RenderQuote render) =>
            await find.VisibleAsync(id, version) is { } open ? Results.Content(await render.PageAsync(open), "text/html; charset=utf-8") : Results.NotFound()).RequireAuthorization(see);
        routes.MapGet("/quotes/{id:guid}/pdf", async (HttpContext http, Guid id, int? version, FindQuote find, RenderQuote render, Toast toast) =>
            await find.VisibleAsync(id, version) is { } open ? Pdf(await render.PdfAsync(open), open, toast, $"/quotes/{id}") : Results.NotFound()).RequireAuthorization(see);

        routes.MapPost("/offer/{secret}/seen", async (string secret, [FromForm] string? unused, AnswerOffer verb) => await verb.SeenAsync(secret) ? Results.NoContent() : Results.NotFound()).AllowAnonymous();
        routes.MapGet("/offer/{secret}/pdf", async (HttpContext http, string secret, AnswerOffer verb, RenderQuote render, Toast toast) =>
        {
            http.Response.Headers["X-Robots-Tag"] = "noindex";
            return await verb.OpenAsync(secret) is { } offer ? Pdf(await render.PdfAsync(offer.Open), offer.Open, toast, $"/offer/{secret}") : Results.NotFound();
        }).AllowAnonymous();
    }

    private static IResult Pdf(PdfResult result, OpenQuote open, Toast toast, string back)
    {
        if (result is PdfResult.Printed printed) return Results.File(printed.Content, "application/pdf", $"{open.Quote.Number.Replace('/', '-')}.pdf");
        toast.Say(((PdfResult.Not)result).Why);
        return Results.LocalRedirect(back);
    }

    private static void MapApprovals(this IEndpointRouteBuilder routes, AllowedByAttribute change)
    {
        routes.MapPost("/quotes/{id:guid}/ask-approval", async (HttpContext http, Guid id, [FromForm] string? note, Approvals verb, Change its, Toast toast) =>
            Answer(http, id, await verb.AskAsync(id, note ?? ""), new Told("Approval asked for"), its, toast)).RequireAuthorization(change);
        routes.MapPost("/quotes/{id:guid}/approvals/{approval:guid}", async (HttpContext http, Guid id, Guid approval, [FromForm] bool granted, [FromForm] string? answer, Approvals verb, Change its, Toast toast) =>
            Answer(http, id, await verb.DecideAsync(id, approval, granted, answer ?? ""), granted ? new Told("Approved") : new Told("Not approved"), its, toast)).RequireAuthorization(change);

        var rules = routes.MapGroup("/settings/approvals").RequireAuthorization(new AllowedByAttribute(Right.ManageWorkspace));
        rules.MapPost("/add", async (HttpContext http, [FromForm] ApprovalMeasure measure, [FromForm] string? threshold, [FromForm] Role role, SaveApprovalRules verb, Change its, Toast toast) =>
        {
            if (await verb.AddAsync(measure, threshold ?? "", role) is { } fault) return LookAgain.At(http, fault, "/settings/approvals");
            toast.Say(new Told("Saved"), its.Id);
            return Results.LocalRedirect("/settings/approvals");
        });
        rules.MapPost("/{rule:guid}/retire", async (Guid rule, [FromForm] string? unused, SaveApprovalRules verb, Change its, Toast toast) =>
        {
            if (!await verb.RetireAsync(rule)) return Results.NotFound();
            toast.Say(new Told("Saved"), its.Id);
            return Results.LocalRedirect("/settings/approvals");
        });
    }

    private static void MapSending(this IEndpointRouteBuilder routes, AllowedByAttribute change)
    {
        routes.MapPost("/quotes/{id:guid}/withdraw", async (HttpContext http, Guid id, [FromForm] string? unused, SendQuote verb, Change its, Toast toast) =>
            Answer(http, id, await verb.WithdrawAsync(id), new Told("Quote withdrawn"), its, toast)).RequireAuthorization(change);
        routes.MapPost("/quotes/{id:guid}/links/{link:guid}/revoke", async (Guid id, Guid link, [FromForm] string? unused, SendQuote verb, Toast toast) =>
        {
            if (!await verb.RevokeAsync(id, link)) return Results.NotFound();
            toast.Say(new Told("Link revoked"));
            return Results.LocalRedirect($"/quotes/{id}");
        }).RequireAuthorization(change);
        routes.MapPost("/quotes/{id:guid}/needs/{need:guid}", async (HttpContext http, Guid id, Guid need, [FromForm] string? degree, [FromForm] string? line, CoverNeeds verb, Change its, Toast toast) =>
            Answer(http, id, await verb.RunAsync(id, need, Enum.TryParse<CoverageDegree>(degree, out var how) ? how : null, FormValues.Id(line)), new Told("Saved"), its, toast)).RequireAuthorization(change);
    }

    private static void MapDecisions(this IEndpointRouteBuilder routes, AllowedByAttribute change)
    {
        routes.MapPost("/quotes/{id:guid}/accept", async (HttpContext http, Guid id, [FromForm] string? by, [FromForm] string[]? chosen, DecideQuote verb, Change its, Toast toast) =>
            Answer(http, id, await verb.AcceptAsync(id, by ?? "", [.. (chosen ?? []).Select(FormValues.Id).OfType<Guid>()]), new Told("Acceptance noted"), its, toast)).RequireAuthorization(change);
        routes.MapPost("/quotes/{id:guid}/reject", async (HttpContext http, Guid id, [FromForm] string? by, [FromForm] string? reason, DecideQuote verb, Change its, Toast toast) =>
            Answer(http, id, await verb.RejectAsync(id, by ?? "", reason ?? ""), new Told("Rejection noted"), its, toast)).RequireAuthorization(change);
        routes.MapPost("/quotes/{id:guid}/comments", async (HttpContext http, Guid id, [FromForm] Guid version, [FromForm] string? text, DecideQuote verb, Change its, Toast toast) =>
            Answer(http, id, await verb.CommentAsync(id, version, text ?? ""), new Told("Answer sent"), its, toast)).RequireAuthorization(change);
    }

    private static IResult Answer(HttpContext http, Guid id, Told? fault, Told done, Change change, Toast toast)
    {
        if (fault is not null) return LookAgain.At(http, fault, $"/quotes/{id}");
        toast.Say(done, change.Id);
        return Results.LocalRedirect($"/quotes/{id}");
    }
}

internal sealed record FoundProduct(string Key, string Name);
