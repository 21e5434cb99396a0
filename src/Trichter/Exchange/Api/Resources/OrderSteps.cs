using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Trichter.Billing.Invoices;
using Trichter.Billing.Payments;
using Trichter.Exchange.Api.Answers;
using Trichter.Exchange.Api.Document;
using Trichter.Exchange.Api.Requests;
using Trichter.Orders;
using Trichter.Orders.Checklists;
using Trichter.Orders.Deliver;
using Trichter.Orders.Intake;
using Trichter.Platform.Fields;
using Trichter.Platform.Language;
using Trichter.Team;

namespace Trichter.Exchange.Api.Resources;

/// <summary>What becomes of an order, over the API: confirmed, delivered, accepted by its departments, paid. A warehouse or the books say it, the deal walks on by it.</summary>
internal static class OrderSteps
{
    public static void MapOrderSteps(this IEndpointRouteBuilder api)
    {
        var order = api.MapGroup("/orders/{id:guid}");
        order.MapPost("/confirm", async (Guid id, SettleOrder verb, FindOrder find, Problems problems, CancellationToken cancellation) =>
            await AnswerAsync(await verb.ConfirmAsync(id, cancellation), id, find, problems, cancellation)).Allows(Right.ChangeDeals).Is(new Told("Confirm an order to the customer"), "Order");
        order.MapPost("/deliveries", DeliverAsync).Allows(Right.ChangeDeals).AtMostOnce().Is(new Told("Note a delivery"), "Order")
            .Takes("DeliveryInput", """{"delivered_on": "2027-03-31", "lines": [{"key": "0197…", "quantity": 2, "serials": "SN-1, SN-2"}]}""");
        order.MapPost("/checklist/{handOver:guid}/accept", async (Guid id, Guid handOver, SettleChecklist verb, FindOrder find, Problems problems, CancellationToken cancellation) =>
            await AnswerAsync(await verb.AcceptAsync(id, handOver, cancellation), id, find, problems, cancellation)).Allows(Right.ChangeDeals).Is(new Told("Accept an order for a department"), "Order");
        order.MapPost("/checklist/{handOver:guid}/return", async (Guid id, Guid handOver, RequestBody body, SettleChecklist verb, FindOrder find, Problems problems, CancellationToken cancellation) =>
        {
            var reason = body.Text("reason") ?? "";
            return body.IsFaulty ? problems.Faulty(body.Faults) : await AnswerAsync(await verb.ReturnAsync(id, handOver, reason, cancellation), id, find, problems, cancellation);
        }).Allows(Right.ChangeDeals).Is(new Told("Return an order that a department does not accept"), "Order").Takes("Return", """{"reason": "The site is not ready"}""");
        order.MapPost("/checklist/points/{point:guid}/done", async (Guid id, Guid point, RequestBody body, SettleChecklist verb, FindOrder find, Problems problems, CancellationToken cancellation) =>
        {
            var (proof, attachment) = (body.Text("proof") ?? "", body.Id("attachment_id"));
            return body.IsFaulty ? problems.Faulty(body.Faults) : await AnswerAsync(await verb.DoAsync(id, point, proof, attachment, cancellation), id, find, problems, cancellation);
        }).Allows(Right.ChangeDeals).Is(new Told("Note a point of a hand-over as done"), "Order").Takes("PointDone", """{"proof": "Transport booked, no. 7741"}""");
        order.MapPost("/checklist/points/{point:guid}/reopen", async (Guid id, Guid point, SettleChecklist verb, FindOrder find, Problems problems, CancellationToken cancellation) =>
            await AnswerAsync(await verb.OpenAgainAsync(id, point, cancellation), id, find, problems, cancellation)).Allows(Right.ChangeDeals).Is(new Told("Open a point of a hand-over again"), "Order");
        api.MapPost("/invoices/{id:guid}/payments", PayAsync).Allows(Right.Bill).AtMostOnce().Is(new Told("Note a payment"), "Invoice").Takes("PaymentInput", """{"amount": 1190.00, "paid_on": "2027-04-15", "reference": "E2E-7741"}""");
    }

    private static async Task<Answer> DeliverAsync(Guid id, RequestBody body, NoteDelivery verb, FindOrder find, Problems problems, CancellationToken cancellation)
    {
        var items = new List<DeliveredItem>();
        foreach (var (line, index) in body.Objects("lines").Select((line, index) => (line, index)))
        {
            if (line.Keys.FirstOrDefault(key => key is not ("key" or "quantity" or "serials")) is { } unknown) body.Fault($"lines.{index}.{unknown}", new Told("There is no such field that can be set."));
            var key = line.TryGetValue("key", out var id1) && id1.ValueKind == JsonValueKind.String && id1.TryGetGuid(out var its) ? its : (Guid?)null;
            var quantity = line.TryGetValue("quantity", out var many) && many.ValueKind == JsonValueKind.Number && many.TryGetDecimal(out var number) && Orders.Incoming.TheirLine.CanBeCounted(number) ? number : 0;
            var serials = line.TryGetValue("serials", out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()!.Replace("\0", "", StringComparison.Ordinal).Trim() : "";
            if (key is null) body.Fault($"lines.{index}.key", new Told("This is not an id."));
            if (quantity <= 0) body.Fault($"lines.{index}.quantity", new Told("A quantity above zero."));
            if (key is not null) items.Add(new DeliveredItem(key.Value, quantity, serials));
        }

        var draft = new DeliveryDraft(body.Day("delivered_on"), items, body.Text("note") ?? "");
        return body.IsFaulty ? problems.Faulty(body.Faults) : await AnswerAsync(await verb.RunAsync(id, draft, cancellation), id, find, problems, cancellation);
    }

    private static async Task<Answer> PayAsync(Guid id, RequestBody body, NotePayment verb, FindInvoice find, Db db, Texts texts, Problems problems, CancellationToken cancellation)
    {
        var written = body.Written("amount", FieldKind.Measure);
        var amount = decimal.TryParse(written, CultureInfo.InvariantCulture, out var number) ? number.ToString("0.######", texts.Culture) : written;
        var draft = new PaymentDraft(amount, body.Day("paid_on"), body.Text("reference") ?? "");
        if (body.IsFaulty) return problems.Faulty(body.Faults);
        if (await verb.RunAsync(id, draft, cancellation) is { } why) return problems.Refused(why);
        return Answer.Of(DocumentJson.Of(await find.Visible(db.Invoices).AsNoTracking().SingleAsync(invoice => invoice.Id == id, cancellation)));
    }

    /// <summary>The order as the verb left it.</summary>
    private static async Task<Answer> AnswerAsync(Told? fault, Guid id, FindOrder find, Problems problems, CancellationToken cancellation)
    {
        if (fault is not null) return problems.Refused(fault);
        return await find.VisibleAsync(id, cancellation) is { } open ? Answer.Of(DocumentJson.Of(open), RecordTag.Of(open.Order.Version)) : problems.NotFound();
    }
}
