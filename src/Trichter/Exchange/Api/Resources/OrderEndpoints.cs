using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Exchange.Api.Answers;
using Trichter.Exchange.Api.Document;
using Trichter.Exchange.Api.Requests;
using Trichter.Orders;
using Trichter.Orders.Incoming;
using Trichter.Platform.Language;
using Trichter.Team;

namespace Trichter.Exchange.Api.Resources;

/// <summary>Orders over the API: taken where customer, prices and everything else are as agreed, listed, and read with their lines.</summary>
internal static class OrderEndpoints
{
    private const string Example = """{"deal_id": "0197…", "customer_number": "PO-77", "lines": [{"article": "BAGGER-22", "quantity": 2, "price": 165000.00}]}""";

    private static readonly Sort<Order>[] Sorts = [Sort<Order>.By("created", order => order.CreatedAt), Sort<Order>.By("number", order => order.Number)];

    public static void MapOrders(this IEndpointRouteBuilder api)
    {
        var orders = api.MapGroup("/orders");
        orders.MapGet("", ListAsync).Allows(Right.SeeDeals).Is(new Told("List orders"), "OrderList", "deal_id", "company_id", "state", "customer_number");
        orders.MapGet("/{id:guid}", ReadAsync).Allows(Right.SeeDeals).Is(new Told("Read an order with its lines"), "Order");
        orders.MapGet("/{id:guid}/checklist", ChecklistAsync).Allows(Right.SeeDeals).Is(new Told("Read the hand-overs of an order to the departments, with their points"), "OrderChecklist");
        orders.MapPost("", TakeAsync).Allows(Right.ChangeDeals).AtMostOnce().Is(new Told("Take an order"), "Order").Takes("OrderInput", Example, "even_if_different");
    }

    private static async Task<Answer> ListAsync(ListQuery list, Db db, FindOrder find, Problems problems, CancellationToken cancellation)
    {
        var orders = find.Visible(db.Orders);
        if (list.Id("deal_id") is { } deal) orders = orders.Where(order => order.DealId == deal);
        if (list.Id("company_id") is { } company) orders = orders.Where(order => order.CompanyId == company);
        if (list.Text("customer_number") is { } number) orders = orders.Where(order => order.CustomerNumber == number);
        if (list.Text("state") is { } word)
        {
            if (Words.Read<OrderState>(word) is { } state) orders = orders.Where(order => order.State == state);
            else list.Faults["state"] = new Told("One of: {0}.", string.Join(", ", Enum.GetValues<OrderState>().Select(Words.Of)));
        }

        return await list.PageAsync(orders, Sorts, order => ValueTask.FromResult(DocumentJson.Of(order)), problems, cancellation);
    }

    private static async Task<Answer> ReadAsync(Guid id, HttpContext http, FindOrder find, Problems problems, CancellationToken cancellation) =>
        await find.VisibleAsync(id, cancellation) is { } open
            ? Reading.Of(http, RecordTag.Of(open.Order.Version), () => DocumentJson.Of(open)) : problems.NotFound();

    private static async Task<Answer> ChecklistAsync(Guid id, Db db, FindOrder find, Problems problems, CancellationToken cancellation)
    {
        if (await find.VisibleAsync(id, cancellation) is null) return problems.NotFound();

        var handOvers = await db.OrderHandOvers.AsNoTracking().Where(its => its.OrderId == id).OrderBy(its => its.Id).ToListAsync(cancellation);
        var points = (await db.OrderPoints.AsNoTracking().Where(its => its.OrderId == id).OrderBy(its => its.Position).ToListAsync(cancellation)).ToLookup(its => its.HandOverId);
        return Answer.Of(new JsonObject { ["hand_overs"] = new JsonArray([.. handOvers.Select(its => DocumentJson.Of(its, points[its.Id]))]) });
    }

    private static async Task<Answer> TakeAsync(
        RequestBody body, [FromQuery(Name = "even_if_different")] bool? evenIfDifferent, TakeIncomingOrder verb, FindDeal deals, FindOrder find, Texts texts, Problems problems, CancellationToken cancellation)
    {
        var deal = body.Id("deal_id") is { } dealId ? await deals.ForChangeAsync(dealId, cancellation) : null;
        if (deal is null) body.Fault("deal_id", new Told("There is no such deal."));
        else if (deal.CompanyId is null) body.Fault("deal_id", new Told("The deal has no company."));
        var order = new TheirOrder
        {
            Number = body.Text("customer_number") ?? "",
            IssuedOn = body.Day("ordered_on") ?? (await deals.NowAsync(cancellation)).Day,
            Currency = body.Text("currency") ?? deal?.Currency ?? "",
            Quote = body.Text("quote_number") ?? "",
            WantedOn = body.Day("promised_on"),
            Lines = Lines(body),
        };
        if (order.Number.Length > Order.LongestNumber) body.Fault("customer_number", new Told("At most {0} characters.", Order.LongestNumber));
        if (order.WantedOn < order.IssuedOn) body.Fault("promised_on", new Told("The end lies before the beginning."));
        if (body.IsFaulty) return problems.Faulty(body.Faults);

        switch (await verb.DirectAsync(order, deal!, evenIfDifferent == true, cancellation))
        {
            case DirectResult.Taken taken:
                return Answer.Created(DocumentJson.Of((await find.VisibleAsync(taken.Order.Id, cancellation))!), $"{ApiPath.Root}/orders/{taken.Order.Id}", RecordTag.Of(taken.Order.Version));
            case DirectResult.Known known:
                return Answer.Of(DocumentJson.Of((await find.VisibleAsync(known.Order.Id, cancellation))!), RecordTag.Of(known.Order.Version));
            case DirectResult.Differs differs:
                return problems.Conflict("differs", new Told("It differs from what was agreed. Send it again with even_if_different=true to take it all the same, at these prices."),
                    ("differences", new JsonArray([.. differs.Why.Select(why => (JsonNode)texts[why])])));
            default:
                return problems.NotFound();
        }
    }

    private static List<TheirLine> Lines(RequestBody body)
    {
        var lines = new List<TheirLine>();
        foreach (var (line, index) in body.Objects("lines").Select((line, index) => (line, index)))
        {
            string Text(string name) => line.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()!.Replace("\0", "", StringComparison.Ordinal).Trim() : "";
            decimal? Number(string name) => line.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) && TheirLine.CanBeCounted(number) ? number : null;
            if (line.Keys.FirstOrDefault(key => key is not ("article" or "gtin" or "name" or "quantity" or "unit" or "price" or "basis")) is { } unknown) body.Fault($"lines.{index}.{unknown}", new Told("There is no such field that can be set."));
            if (Number("quantity") is not > 0) body.Fault($"lines.{index}.quantity", new Told("A quantity above zero."));
            if (Number("price") is not >= 0) body.Fault($"lines.{index}.price", new Told("A price of zero or more, with at most six decimals."));
            if (line.ContainsKey("basis") && Number("basis") is not > 0) body.Fault($"lines.{index}.basis", new Told("A quantity above zero."));
            lines.Add(new TheirLine($"{index + 1}", Text("article"), Text("gtin"), Text("name"), Number("quantity") ?? 0, Text("unit"), Number("price"), Number("basis") ?? 1, null));
        }

        if (lines.Count is 0 or > TheirLine.Most) body.Fault("lines", new Told("An order has 1 to {0} lines.", TheirLine.Most));
        return lines;
    }
}
