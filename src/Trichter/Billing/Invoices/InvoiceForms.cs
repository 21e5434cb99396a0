using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Trichter.Billing.Payments;
using Trichter.Ledger;
using Trichter.Offers.Amounts;
using Trichter.Platform.Documents;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;
using Trichter.Team;
using Trichter.Team.Shell;

namespace Trichter.Billing.Invoices;

/// <summary>The small forms of invoices and their payments, and their files.</summary>
internal static class InvoiceForms
{
    public static void MapInvoiceForms(this IEndpointRouteBuilder routes)
    {
        var bill = new AllowedByAttribute(Right.Bill);
        routes.MapPost("/orders/{id:guid}/invoices", async (HttpContext http, Guid id, [FromForm] BillWhat what, [FromForm] string? percent, DraftInvoice verb, Change its, Toast toast, Texts texts) =>
            Drafted(http, await verb.RunAsync(id, what, Micros.Read(percent, texts.Culture)), $"/orders/{id}", its, toast)).RequireAuthorization(bill);
        routes.MapPost("/invoices/{id:guid}/cancel", async (HttpContext http, Guid id, [FromForm] string? reason, CancelInvoice verb, Change its, Toast toast) =>
            Drafted(http, await verb.RunAsync(id, reason ?? ""), $"/invoices/{id}", its, toast)).RequireAuthorization(bill);
        routes.MapPost("/invoices/{id:guid}/drop", async (Guid id, [FromForm] string? unused, DraftInvoice verb, Change its, Toast toast) =>
        {
            if (!await verb.DropAsync(id)) return Results.NotFound();
            toast.Say(new Told("Draft thrown away"), its.Id);
            return Results.LocalRedirect("/invoices");
        }).RequireAuthorization(bill);

        routes.MapPost("/invoices/{id:guid}/payments", async (HttpContext http, Guid id, [FromForm] string? amount, [FromForm] string? on, [FromForm] string? reference, NotePayment verb, Change its, Toast toast) =>
            Answer(http, id, await verb.RunAsync(id, new PaymentDraft(amount ?? "", FormValues.Day(on), reference ?? "")), new Told("Payment noted"), its, toast)).RequireAuthorization(bill);
        routes.MapPost("/invoices/{id:guid}/write-off", async (HttpContext http, Guid id, [FromForm] string? reason, [FromForm] bool? fee, NotePayment verb, Change its, Toast toast) =>
            Answer(http, id, await verb.WriteOffAsync(id, reason ?? "", fee ?? false), new Told("Written off"), its, toast)).RequireAuthorization(bill);
        routes.MapFiles();
    }

    private static void MapFiles(this IEndpointRouteBuilder routes)
    {
        var see = new AllowedByAttribute(Right.SeeDeals);
        routes.MapGet("/invoices/{id:guid}/document", async (Guid id, FindInvoice find, RenderInvoice render) =>
            await find.VisibleAsync(id) is { } open ? Results.Content(await render.PageAsync(open), "text/html; charset=utf-8") : Results.NotFound()).RequireAuthorization(see);
        routes.MapGet("/invoices/{id:guid}/pdf", async (Guid id, FindInvoice find, RenderInvoice render, Db db, Toast toast) =>
        {
            if (await find.VisibleAsync(id) is not { } open) return Results.NotFound();
            if (await db.InvoiceCopies.AsNoTracking().SingleOrDefaultAsync(copy => copy.InvoiceId == id && copy.Type == "application/pdf") is { } sent) return Results.File(sent.Bytes(), sent.Type, sent.Name);
            if (await render.PdfAsync(open) is PdfResult.Printed printed) return Results.File(printed.Content, "application/pdf", NameOf(open, "pdf"));
            toast.Say(new Told("The PDF could not be made; the log says why. The print view is still there."));
            return Results.LocalRedirect($"/invoices/{id}");
        }).RequireAuthorization(see);
        routes.MapGet("/invoices/{id:guid}/xml", async (Guid id, FindInvoice find, Db db) => await FileAsync(id, find, db, ksef: false)).RequireAuthorization(see);
        routes.MapGet("/invoices/{id:guid}/ksef", async (Guid id, FindInvoice find, Db db) => await FileAsync(id, find, db, ksef: true)).RequireAuthorization(see);
    }

    /// <summary>The same bytes as when it was issued (O78).</summary>
    private static async Task<IResult> FileAsync(Guid id, FindInvoice find, Db db, bool ksef)
    {
        if (await find.VisibleAsync(id) is not { Invoice.IsIssued: true } open) return Results.NotFound();
        var text = await db.InvoicesKept.Where(kept => kept.InvoiceId == id).Select(kept => ksef ? kept.Ksef : kept.Xml).SingleAsync();
        return text.Length == 0 ? Results.NotFound() : Results.File(Encoding.UTF8.GetBytes(text), "application/xml", NameOf(open, ksef ? "ksef.xml" : "xml"));
    }

    private static string NameOf(OpenInvoice open, string extension) => $"{(open.Invoice.IsIssued ? open.Invoice.Number.Replace('/', '-') : "draft")}.{extension}";

    private static IResult Drafted(HttpContext http, DraftResult result, string back, Change change, Toast toast)
    {
        if (result is DraftResult.Faulty wrong) return LookAgain.At(http, wrong.Why, back);
        toast.Say(new Told("Draft written. Look at it, then issue it."), change.Id);
        return Results.LocalRedirect($"/invoices/{((DraftResult.Drafted)result).Invoice.Id}");
    }

    private static IResult Answer(HttpContext http, Guid id, Told? fault, Told done, Change change, Toast toast)
    {
        if (fault is not null) return LookAgain.At(http, fault, $"/invoices/{id}");
        toast.Say(done, change.Id);
        return Results.LocalRedirect($"/invoices/{id}");
    }
}
