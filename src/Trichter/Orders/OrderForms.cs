using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Trichter.Ledger;
using Trichter.Offers.Amounts;
using Trichter.Orders.Deliver;
using Trichter.Orders.Document;
using Trichter.Orders.Edit;
using Trichter.Orders.Incoming;
using Trichter.Orders.Incoming.Answer;
using Trichter.Orders.Intake;
using Trichter.Platform.Documents;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;
using Trichter.Team;
using Trichter.Team.Shell;

namespace Trichter.Orders;

/// <summary>The small forms of orders and their deliveries.</summary>
internal static class OrderForms
{
    public static void MapOrderForms(this IEndpointRouteBuilder routes)
    {
        var (see, change) = (new AllowedByAttribute(Right.SeeDeals), new AllowedByAttribute(Right.ChangeDeals));
        routes.MapPost("/orders/take/{version:guid}", async (HttpContext http, Guid version, [FromForm] string? customerNumber, [FromForm] string? ordered, [FromForm] string? promised, [FromForm] string? back, TakeOrder verb, Change its, Toast toast) =>
        {
            switch (await verb.RunAsync(version, new OrderDraft(customerNumber ?? "", FormValues.Day(ordered), FormValues.Day(promised))))
            {
                case OrderResult.Taken taken:
                    toast.Say(new Told("Order {0} taken", taken.Order.Number), its.Id);
                    return Results.LocalRedirect($"/orders/{taken.Order.Id}");
                case OrderResult.Known known:
                    toast.Say(new Told("This order had been taken already: {0}", known.Order.Number));
                    return Results.LocalRedirect($"/orders/{known.Order.Id}");
                case OrderResult.Faulty wrong:
                    return LookAgain.At(http, wrong.Why, LocalAddress.Of(back));
                default:
                    return Results.NotFound();
            }
        }).RequireAuthorization(change);

        routes.MapPost("/deals/{id:guid}/orders/preview", async (HttpContext http, Guid id, PreviewOrder preview) =>
            await preview.RunAsync(id, OrderForm.Read(await http.Request.ReadFormAsync())) is { } its ? Results.Json(its) : Results.NotFound()).RequireAuthorization(change);

        routes.MapPost("/orders/incoming/{id:guid}/confirm", async (HttpContext http, Guid id, [FromForm] Guid? company, [FromForm] Guid? deal, [FromForm] string? prices, [FromForm] string? promised, TakeIncomingOrder verb, Change its, Toast toast) =>
        {
            switch (await verb.ConfirmAsync(id, new IncomingChoice(company, deal, prices == "theirs", FormValues.Day(promised))))
            {
                case IncomingResult.Taken taken:
                    toast.Say(new Told("Order {0} taken", taken.Order.Number), its.Id);
                    return Results.LocalRedirect($"/orders/{taken.Order.Id}");
                case IncomingResult.Known known:
                    toast.Say(new Told("This order had come before."));
                    return Results.LocalRedirect($"/orders/{known.OrderId}");
                case IncomingResult.Faulty wrong:
                    return LookAgain.At(http, wrong.Why, $"/orders/incoming/{id}");
                default:
                    return Results.NotFound();
            }
        }).RequireAuthorization(change);
        routes.MapPost("/orders/incoming/{id:guid}/reject", async (HttpContext http, Guid id, [FromForm] string? reason, TakeIncomingOrder verb, Change its, Toast toast) =>
        {
            if (await verb.RejectAsync(id, reason ?? "") is { } fault) return LookAgain.At(http, fault, $"/orders/incoming/{id}");
            toast.Say(new Told("Order refused"), its.IsRecorded ? its.Id : null);
            return Results.LocalRedirect("/orders/incoming");
        }).RequireAuthorization(change);

        routes.MapPost("/orders/{id:guid}/confirm", async (HttpContext http, Guid id, [FromForm] string? unused, SettleOrder verb, Change its, Toast toast) =>
            Answer(http, id, await verb.ConfirmAsync(id), new Told("Order confirmed"), its, toast)).RequireAuthorization(change);
        routes.MapPost("/orders/{id:guid}/cancel", async (HttpContext http, Guid id, [FromForm] string? reason, [FromForm] string? cost, SettleOrder verb, Change its, Toast toast) =>
            Answer(http, id, await verb.CancelAsync(id, reason ?? "", cost ?? ""), new Told("What was open is cancelled"), its, toast)).RequireAuthorization(change);
        routes.MapPost("/orders/{id:guid}/deliveries", async (HttpContext http, Guid id, NoteDelivery verb, Change its, Toast toast, Texts texts) =>
            await DeliverAsync(http, id, verb, its, toast, texts)).RequireAuthorization(change);
        routes.MapPost("/orders/{id:guid}/deliveries/{delivery:guid}/accept", async (
            HttpContext http, Guid id, Guid delivery, [FromForm] AcceptanceResult? result, [FromForm] string? by, [FromForm] string? on, [FromForm] string? defects, [FromForm] string? satisfaction, NoteDelivery verb, Change its, Toast toast) =>
            Answer(http, id, await verb.AcceptAsync(id, delivery, new AcceptanceDraft(result, by ?? "", FormValues.Day(on), defects ?? "", int.TryParse(satisfaction, NumberStyles.None, CultureInfo.InvariantCulture, out var stars) ? stars : null)),
                new Told("Noted"), its, toast)).RequireAuthorization(change);

        routes.MapGet("/orders/{id:guid}/document", async (Guid id, int? version, FindOrder find, RenderOrder render) =>
            await find.VisibleAsync(id, version) is { } open ? Results.Content(await render.PageAsync(open), "text/html; charset=utf-8") : Results.NotFound()).RequireAuthorization(see);
        routes.MapGet("/orders/{id:guid}/answer", async (Guid id, AnswerOrder answer) => Download(await answer.OfOrderAsync(id))).RequireAuthorization(see);
        routes.MapGet("/orders/incoming/{id:guid}/answer", async (Guid id, AnswerOrder answer) => Download(await answer.OfFileAsync(id))).RequireAuthorization(change);
        routes.MapGet("/orders/{id:guid}/pdf", async (Guid id, FindOrder find, RenderOrder render, Toast toast) =>
        {
            if (await find.VisibleAsync(id) is not { } open) return Results.NotFound();
            if (await render.PdfAsync(open) is PdfResult.Printed printed) return Results.File(printed.Content, "application/pdf", $"{open.Order.Number.Replace('/', '-')}.pdf");
            toast.Say(new Told("The PDF could not be made; the log says why. The print view is still there."));
            return Results.LocalRedirect($"/orders/{id}");
        }).RequireAuthorization(see);
    }

    private static IResult Download(AnswerFile? file) => file is null ? Results.NotFound() : Results.File(file.Bytes, "application/xml", file.Name);

    private static async Task<IResult> DeliverAsync(HttpContext http, Guid id, NoteDelivery verb, Change change, Toast toast, Texts texts)
    {
        var form = await http.Request.ReadFormAsync();
        var (keys, quantities, serials) = (form["line"], form["quantity"], form["serials"]);
        var items = new List<DeliveredItem>();
        for (var row = 0; row < Math.Min(keys.Count, quantities.Count); row++)
        {
            if (string.IsNullOrWhiteSpace(quantities[row])) continue;
            if (FormValues.Id(keys[row]) is not { } key || Micros.Read(quantities[row], texts.Culture) is not { } quantity) return LookAgain.At(http, new Told("A number other than zero, with at most six decimals."), $"/orders/{id}");
            items.Add(new DeliveredItem(key, quantity, row < serials.Count ? serials[row]!.Trim() : ""));
        }

        return Answer(http, id, await verb.RunAsync(id, new DeliveryDraft(FormValues.Day(form["on"]), items, form["note"].ToString())), new Told("Delivery noted"), change, toast);
    }

    private static IResult Answer(HttpContext http, Guid id, Told? fault, Told done, Change change, Toast toast)
    {
        if (fault is not null) return LookAgain.At(http, fault, $"/orders/{id}");
        toast.Say(done, change.Id);
        return Results.LocalRedirect($"/orders/{id}");
    }
}
