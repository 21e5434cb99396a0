using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Exchange.Api.Tokens;
using Trichter.Team;
using Trichter.Tests.Billing;
using Trichter.Tests.Offers.Quotes;
using Trichter.Tests.Support;

namespace Trichter.Tests.Exchange.Api;

/// <summary>A shop sends orders and reads quotes, orders and invoices.</summary>
public sealed class ApiOrderTests : IAsyncLifetime
{
    private Desk desk = null!;
    private Caller shop = null!;
    private Deal petry = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        petry = await desk.PrepareQuotesAsync();
        shop = await desk.CallAsync();
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task An_order_at_the_prices_of_the_list_is_taken_and_read_with_its_lines()
    {
        var taken = (await shop.PostAsync("orders", Order("PO-1", 165000))).Expect(201);
        Assert.Equal(("AB-2026-00001", "taken", "330000"), (taken["number"], taken["state"], taken["net"]));
        var read = (await shop.GetAsync(taken.Location)).Expect(200);
        Assert.Equal(("BAGGER-22", "2"), (read.Json.GetProperty("lines")[0].GetProperty("article").GetString(), read.Json.GetProperty("lines")[0].GetProperty("open").ToString()));
    }

    [Fact]
    public async Task The_same_key_and_the_same_number_of_the_customer_give_one_order()
    {
        var first = (await shop.PostAsync("orders", Order("PO-1", 165000), ("Idempotency-Key", "a"))).Expect(201);
        Assert.Equal(first.Id, (await shop.PostAsync("orders", Order("PO-1", 165000), ("Idempotency-Key", "a"))).Expect(201).Id);
        Assert.Equal(first.Id, (await shop.PostAsync("orders", Order("PO-1", 165000), ("Idempotency-Key", "b"))).Expect(200).Id);
        Assert.Equal(first.Id, (await shop.PostAsync("orders", Order("PO-1", 165000))).Expect(200).Id);
        Assert.Equal(1, await desk.App.InDbAsync(db => db.Orders.CountAsync()));
    }

    [Fact]
    public async Task Another_price_is_told_and_taken_only_on_demand()
    {
        var refused = (await shop.PostAsync("orders", Order("PO-1", 164999.99m))).Expect(409);
        Assert.Equal("differs", refused["code"]);
        Assert.Contains("164999.99", refused["differences"], StringComparison.Ordinal);
        Assert.Equal(0, await desk.App.InDbAsync(db => db.Orders.CountAsync()));
        Assert.Equal("329999.98", (await shop.PostAsync("orders?even_if_different=true", Order("PO-1", 164999.99m))).Expect(201)["net"]);
    }

    [Fact]
    public async Task What_does_not_fit_is_told_by_line()
    {
        var refused = (await shop.PostAsync("orders", new { deal_id = petry.Id, lines = new object[] { new { article = "BAGGER-22", quantity = 0, price = -1, colour = "red" } } })).Expect(422);
        Assert.NotEmpty(refused.ErrorOf("lines.0.quantity"));
        Assert.NotEmpty(refused.ErrorOf("lines.0.price"));
        Assert.NotEmpty(refused.ErrorOf("lines.0.colour"));
        Assert.NotEmpty((await shop.PostAsync("orders", new { deal_id = Guid.NewGuid(), lines = Array.Empty<object>() })).Expect(422).ErrorOf("lines"));
    }

    [Fact]
    public async Task Quotes_orders_and_invoices_are_listed_page_by_page()
    {
        var order = await desk.OrderAsync(petry, [("BAGGER-22", "", "1", "", "Normal")]);
        await desk.DeliverAsync(order.Id, 1);
        var invoice = await desk.BillAsync(order.Id, Trichter.Billing.Invoices.BillWhat.Everything);
        await desk.QuoteAsync(petry.Id);
        Assert.Equal("accepted", Assert.Single((await shop.GetAsync($"quotes?deal_id={petry.Id}&state=accepted")).Expect(200).Items).GetProperty("state").GetString());
        var page = (await shop.GetAsync("quotes?limit=1")).Expect(200);
        Assert.Equal("AN-2026-00002", Assert.Single((await shop.GetAsync(page["next"])).Expect(200).Items).GetProperty("number").GetString());
        Assert.Equal(order.Number, Assert.Single((await shop.GetAsync($"orders?customer_number={order.CustomerNumber}")).Expect(200).Items).GetProperty("number").GetString());
        Assert.Equal(invoice.Number, Assert.Single((await shop.GetAsync($"invoices?order_id={order.Id}&issued=true")).Expect(200).Items).GetProperty("number").GetString());
        (await shop.GetAsync("orders?state=gone")).Expect(422);
    }

    [Fact]
    public async Task Strangers_and_readers_neither_list_nor_take()
    {
        (await shop.PostAsync("orders", Order("PO-1", 165000))).Expect(201);
        await desk.HireAsync("Nina", Role.Seller, Visibility.Own);
        var nina = await desk.CallAsync("nina@nordwerk.example", ApiScope.Read, ApiScope.Write);
        Assert.Empty((await nina.GetAsync("orders")).Expect(200).Items);
        Assert.Empty((await nina.GetAsync("quotes")).Expect(200).Items);
        Assert.NotEmpty((await nina.PostAsync("orders", Order("PO-2", 165000))).Expect(422).ErrorOf("deal_id"));
        await desk.HireAsync("Rita", Role.Reader);
        (await (await desk.CallAsync("rita@nordwerk.example", ApiScope.Read)).PostAsync("orders", Order("PO-2", 165000))).Expect(403);
    }

    private object Order(string number, decimal price) => new { deal_id = petry.Id, customer_number = number, lines = new[] { new { article = "BAGGER-22", quantity = 2, price } } };
}
