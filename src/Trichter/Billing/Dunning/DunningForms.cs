using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Trichter.Billing.Invoices;
using Trichter.Ledger;
using Trichter.Platform.Documents;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;
using Trichter.Team;
using Trichter.Team.Shell;

namespace Trichter.Billing.Dunning;

/// <summary>The forms of a dunning run and of remarks on invoices, and the letters as files.</summary>
internal static class DunningForms
{
    public static void MapDunningForms(this IEndpointRouteBuilder routes)
    {
        var bill = new AllowedByAttribute(Right.Bill);
        routes.MapPost("/dunning", async (HttpContext http, [FromForm] IFormCollection form, SendLetters verb, Toast toast) =>
        {
            var written = await verb.RunAsync([.. form["letter"].OfType<string>()]);
            toast.Say(new Told("Letters written: {0}", written));
            return Results.LocalRedirect("/dunning");
        }).RequireAuthorization(bill);
        routes.MapPost("/invoices/{id:guid}/remind", async (HttpContext http, Guid id, [FromForm] string? unused, SendLetters verb, Toast toast) =>
        {
            if (await verb.ForInvoiceAsync(id) is { } fault) return LookAgain.At(http, fault, $"/invoices/{id}");
            toast.Say(new Told("Reminder sent"));
            return Results.LocalRedirect($"/invoices/{id}");
        }).RequireAuthorization(bill);
        routes.MapPost("/invoices/{id:guid}/remarks", async (HttpContext http, Guid id, [FromForm] string? kind, [FromForm] string? text, [FromForm] string? until, NoteRemark verb, Change its, Toast toast) =>
        {
            if (await verb.RunAsync(id, Enum.TryParse<RemarkKind>(kind, out var known) ? known : null, text ?? "", FormValues.Day(until)) is { } fault) return LookAgain.At(http, fault, $"/invoices/{id}");
            toast.Say(new Told("Noted"), its.Id);
            return Results.LocalRedirect($"/invoices/{id}");
        }).RequireAuthorization(bill);
        routes.MapPost("/invoices/{id:guid}/remarks/{remark:guid}/end", async (Guid id, Guid remark, [FromForm] string? unused, NoteRemark verb, Change its, Toast toast) =>
        {
            if (!await verb.EndAsync(id, remark)) return Results.NotFound();
            toast.Say(new Told("Noted"), its.Id);
            return Results.LocalRedirect($"/invoices/{id}");
        }).RequireAuthorization(bill);

        routes.MapGet("/dunning/{id:guid}/document", async (Guid id, Db db, FindInvoice find) =>
            await VisibleAsync(id, db, find) is { } letter ? Results.Content(RenderDocument.LinkedPage(letter.Html, letter.Language, letter.BuyerName), "text/html; charset=utf-8") : Results.NotFound()).RequireAuthorization(bill);
        routes.MapGet("/dunning/{id:guid}/pdf", async (Guid id, Db db, FindInvoice find, RenderDocument documents, PrintPdf print, Toast toast) =>
        {
            if (await VisibleAsync(id, db, find) is not { } letter) return Results.NotFound();
            if (await print.RunAsync(documents.Page(letter.Html, letter.Language, letter.BuyerName)) is PdfResult.Printed printed) return Results.File(printed.Content, "application/pdf", $"{letter.MadeOn:yyyy-MM-dd}-{letter.Level}.pdf");
            toast.Say(new Told("The PDF could not be made; the log says why. The print view is still there."));
            return Results.LocalRedirect("/dunning");
        }).RequireAuthorization(bill);
    }

    /// <summary>A letter all of whose invoices I may see.</summary>
    private static async Task<DunningLetter?> VisibleAsync(Guid id, Db db, FindInvoice find)
    {
        if (await db.DunningLetters.AsNoTracking().SingleOrDefaultAsync(letter => letter.Id == id) is not { } letter) return null;
        var ids = letter.Items.Select(item => item.InvoiceId).Distinct().ToList();
        return await find.Visible(db.Invoices).CountAsync(invoice => ids.Contains(invoice.Id)) == ids.Count ? letter : null;
    }
}
