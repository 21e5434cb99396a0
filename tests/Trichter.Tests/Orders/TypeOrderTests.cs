using System.Net;
using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Orders.Edit;
using Trichter.Orders.Intake;
using Trichter.Team;
using Trichter.Tests.Offers.Quotes;
using Trichter.Tests.Support;

namespace Trichter.Tests.Orders;

/// <summary>An order that no quote came before is typed like one, and what a product says of itself is not typed again.</summary>
public sealed class TypeOrderTests : IAsyncLifetime
{
    private Desk desk = null!;
    private Deal petry = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        petry = await desk.PrepareQuotesAsync();
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task A_product_number_and_a_quantity_are_enough_for_an_order()
    {
        await TypeAsync([("BAGGER-22", "", "3", ""), ("SERVICE", "", "2.5", ""), ("", "Einweisung", "1", "300")], ("customer-number", "B-4711"), ("promised", "2026-05-04"), ("discount", "2"));
        var order = await desk.App.InDbAsync(db => db.Orders.SingleAsync());
        Assert.Equal(("AB-2026-00001", "B-4711", "Straßenbau Petry AG", new DateOnly(2026, 5, 4)), (order.Number, order.CustomerNumber, order.BuyerName, order.PromisedOn!.Value));
        Assert.Equal([("Raupenbagger 22 t", 160000m), ("Wartung", 118m), ("Einweisung", 300m)],
            (await desk.App.InDbAsync(db => db.OrderLines.OrderBy(line => line.Position).Select(line => new { line.Name, line.Price }).ToListAsync())).Select(line => (line.Name, line.Price!.Value)));

        // 480 595.00 less 2 % = 470 983.10, and 19 % of it.
        Assert.Equal((470_983_10, 89_486_79, 560_469_89), (order.NetMinor, order.VatMinor, order.GrossMinor));
        Assert.EndsWith($"/orders/{order.Id}", desk.Browser.Address.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_number_of_the_customer_gives_one_order()
    {
        await TypeAsync([("BAGGER-22", "", "1", "")], ("customer-number", "B-4711"));
        await TypeAsync([("BAGGER-22", "", "1", "")], ("customer-number", "B-4711"));
        Assert.Contains("had been taken already", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Equal(1, await desk.App.InDbAsync(db => db.Orders.CountAsync()));
    }

    [Fact]
    public async Task Two_who_take_the_same_number_at_once_make_one_order()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => desk.DoAsync<TypeOrder, OrderTyped>(verb => verb.RunAsync(petry.Id, Form("B-1"))))));
        Assert.Equal(["AB-2026-00001"], await desk.App.InDbAsync(db => db.Orders.Select(order => order.Number).ToListAsync()));
    }

    [Fact]
    public async Task A_line_without_a_price_is_told_and_what_was_typed_stays()
    {
        await TypeAsync([("", "Krananmietung", "2", "")], ("customer-number", "B-9"));
        Assert.Contains("No list has a price for it", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Equal("B-9", desk.Browser.Page.QuerySelector("[name='customer-number']")!.GetAttribute("value"));
        Assert.Equal("Krananmietung", desk.Browser.Page.QuerySelector("[name='line-name']")!.GetAttribute("value"));
        Assert.Equal(0, await desk.App.InDbAsync(db => db.Orders.CountAsync()));

        await TypeAsync([]);
        Assert.Contains("at least one line", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Strangers_and_readers_take_no_order()
    {
        await desk.HireAsync("Nina", Role.Seller, Visibility.Own);
        var nina = await desk.SignInAsync("Nina");
        Assert.Equal(HttpStatusCode.NotFound, (await nina.Http.GetAsync(new Uri($"/deals/{petry.Id}/orders/new", UriKind.Relative))).StatusCode);
        Assert.IsType<OrderTyped.NotFound>(await desk.DoAsync<TypeOrder, OrderTyped>(verb => verb.RunAsync(petry.Id, Form("B-1")), "nina@nordwerk.example"));

        await desk.HireAsync("Rita", Role.Reader);
        await Assert.ThrowsAsync<NotAllowedException>(() => desk.DoAsync<TypeOrder, OrderTyped>(verb => verb.RunAsync(petry.Id, Form("B-1")), "rita@nordwerk.example"));
    }

    private async Task TypeAsync(IReadOnlyList<(string Article, string Name, string Quantity, string Price)> lines, params (string Name, object Value)[] head)
    {
        await desk.Browser.VisitAsync($"/deals/{petry.Id}/orders/new");
        var rows = desk.Browser.Page.QuerySelector("form[data-quote] tbody")!.Children;
        foreach (var (line, row) in lines.Zip(rows))
        {
            void Fill(string name, string value) => row.QuerySelector($"[name='{name}']")!.SetAttribute("value", value);
            Fill("line-article", line.Article);
            Fill("line-name", line.Name);
            Fill("line-quantity", line.Quantity);
            Fill("line-price", line.Price);
        }

        await desk.Browser.SubmitAsync("form[data-quote]", head);
    }

    private static OrderForm Form(string number)
    {
        var form = new OrderForm { CustomerNumber = number, Ordered = "2026-03-02" };
        (form.Terms.Language, form.Terms.Currency, form.Terms.Title, form.Terms.PaymentDays, form.Terms.ValidUntil) = ("de", "EUR", "Bagger", "14", "2026-03-02");
        (form.Terms.BuyerName, form.Terms.BuyerCountry) = ("Straßenbau Petry AG", "DE");
        form.Terms.Lines = [new() { Article = "BAGGER-22", Quantity = "1" }];
        return form;
    }
}
