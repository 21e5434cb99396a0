using Microsoft.EntityFrameworkCore;
using Trichter.Billing.Invoices;
using Trichter.Deals;
using Trichter.Exchange.Api.Tokens;
using Trichter.Orders.Checklists.Setup;
using Trichter.Team;
using Trichter.Tests.Billing;
using Trichter.Tests.Offers.Quotes;
using Trichter.Tests.Support;

namespace Trichter.Tests.Exchange.Api;

/// <summary>The catalogue is kept elsewhere, the warehouse says what left it, the books say what was paid.</summary>
public sealed class ApiSalesTests : IAsyncLifetime
{
    private Desk desk = null!;
    private Caller erp = null!;
    private Deal petry = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        petry = await desk.PrepareQuotesAsync();
        erp = await desk.CallAsync();
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task Products_are_entered_read_and_changed_and_costs_are_there_for_who_may_see_margins()
    {
        var made = (await erp.PostAsync("products", new { key = "loeffel-60", name_de = "Tieflöffel", kind = "goods", interval = "once", cost = 812.5 })).Expect(201);
        Assert.Equal(("LOEFFEL-60", "goods", "812.5"), (made["key"], made["kind"], made["cost"]));
        Assert.Equal("18", (await erp.PatchAsync($"products/{made.Id}", new { warranty_months = 18, active_to = "2027-12-31" })).Expect(200)["warranty_months"]);
        Assert.NotEmpty((await erp.PatchAsync($"products/{made.Id}", new { active_from = "2028-01-01" })).Expect(422).ErrorOf("active_to"));
        Assert.NotEmpty((await erp.PostAsync("products", new { key = "LOEFFEL-60", name_de = "Noch einer" })).Expect(422).ErrorOf("key"));
        Assert.Equal(made.Id, Assert.Single((await erp.GetAsync("products?key=loeffel-60")).Expect(200).Items).GetProperty("id").GetGuid());
        var prices = Assert.Single((await erp.GetAsync("price-lists?currency=EUR")).Expect(200).Items).GetProperty("prices");
        Assert.Equal(["BAGGER-22 1 165000", "BAGGER-22 3 160000", "SERVICE 1 118"], prices.EnumerateArray().Select(row => $"{row.GetProperty("product")} {row.GetProperty("from_quantity")} {row.GetProperty("price")}"));

        await desk.HireAsync("Sam", Role.Seller);
        var sam = await desk.CallAsync("sam@nordwerk.example", ApiScope.Read, ApiScope.Write);
        Assert.False((await sam.GetAsync($"products/{made.Id}")).Expect(200).Json.TryGetProperty("cost", out _));
        (await sam.PostAsync("products", new { key = "X", name_de = "X" })).Expect(403);
    }

    [Fact]
    public async Task An_order_is_confirmed_delivered_in_parts_and_paid_and_a_message_sent_twice_counts_once()
    {
        var order = await desk.OrderAsync(petry, [("BAGGER-22", "", "2", "", "Normal")]);
        Assert.Equal("confirmed", (await erp.PostAsync($"orders/{order.Id}/confirm", new { })).Expect(200)["state"]);
        var line = await desk.App.InDbAsync(db => db.OrderLines.Where(its => its.OrderId == order.Id).Select(its => its.Key).SingleAsync());
        var one = new { delivered_on = DateOnly.FromDateTime(desk.App.Clock.Now).ToString("yyyy-MM-dd", null), lines = new[] { new { key = line, quantity = 1, serials = "SN-1" } } };
        (await erp.PostAsync($"orders/{order.Id}/deliveries", new { one.delivered_on, lines = new[] { new { key = line, quantity = 2 }, new { key = line, quantity = 1 } } })).Expect(422);
        Assert.Equal("confirmed", (await erp.PostAsync($"orders/{order.Id}/deliveries", one, ("Idempotency-Key", "d1"))).Expect(200)["state"]);
        (await erp.PostAsync($"orders/{order.Id}/deliveries", one, ("Idempotency-Key", "d1"))).Expect(200);
        Assert.Equal(1, await desk.App.InDbAsync(db => db.Deliveries.CountAsync()));
        Assert.Equal("fulfilled", (await erp.PostAsync($"orders/{order.Id}/deliveries", one)).Expect(200)["state"]);
        (await erp.PostAsync($"orders/{order.Id}/deliveries", one)).Expect(404);

        var invoice = await desk.BillAsync(order.Id, BillWhat.Delivered);
        var paid = new { amount = 100000.5, paid_on = "2026-03-02", reference = "E2E-1" };
        (await erp.PostAsync($"invoices/{invoice.Id}/payments", paid, ("Idempotency-Key", "p1"))).Expect(200);
        (await erp.PostAsync($"invoices/{invoice.Id}/payments", paid, ("Idempotency-Key", "p1"))).Expect(200);
        Assert.Equal([10_000_050L], await desk.App.InDbAsync(db => db.Payments.Select(payment => payment.AmountMinor).ToListAsync()));
        (await erp.PostAsync($"invoices/{invoice.Id}/payments", new { amount = -1, paid_on = "2026-03-02" })).Expect(422);

        await desk.HireAsync("Sam", Role.Seller);
        (await (await desk.CallAsync("sam@nordwerk.example", ApiScope.Read, ApiScope.Write)).PostAsync($"invoices/{invoice.Id}/payments", paid)).Expect(403);
    }

    [Fact]
    public async Task A_department_notes_its_points_and_accepts_the_order()
    {
        Assert.IsType<DepartmentResult.Saved>(await desk.DoAsync<SaveDepartment, DepartmentResult>(verb => verb.RunAsync(null, new DepartmentForm("Lager", "", [new PointTyped("Transport", "1", true)], 0))));
        var order = await desk.OrderAsync(petry, [("BAGGER-22", "", "1", "", "Normal")]);
        (await erp.PostAsync($"orders/{order.Id}/confirm", new { })).Expect(200);
        var checklist = (await erp.GetAsync($"orders/{order.Id}/checklist")).Expect(200).Json.GetProperty("hand_overs")[0];
        var (handOver, point) = (checklist.GetProperty("id").GetGuid(), checklist.GetProperty("points")[0].GetProperty("id").GetGuid());
        (await erp.PostAsync($"orders/{order.Id}/checklist/points/{point}/done", new { })).Expect(422);
        (await erp.PostAsync($"orders/{order.Id}/checklist/points/{point}/done", new { proof = "Booked, no. 7741" })).Expect(200);
        (await erp.PostAsync($"orders/{order.Id}/checklist/{handOver}/return", new { reason = "" })).Expect(422);
        (await erp.PostAsync($"orders/{order.Id}/checklist/{handOver}/accept", new { })).Expect(200);
        checklist = (await erp.GetAsync($"orders/{order.Id}/checklist")).Expect(200).Json.GetProperty("hand_overs")[0];
        Assert.Equal(("accepted", "Booked, no. 7741"), (checklist.GetProperty("state").GetString(), checklist.GetProperty("points")[0].GetProperty("proof").GetString()));
    }
}
