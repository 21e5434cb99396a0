using System.Net;
using Microsoft.EntityFrameworkCore;
using Trichter.Billing.Invoices;
using Trichter.Deals;
using Trichter.Orders;
using Trichter.Orders.Changes;
using Trichter.Orders.Edit;
using Trichter.Orders.Intake;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Tests.Billing;
using Trichter.Tests.Offers.Quotes;
using Trichter.Tests.Support;

namespace Trichter.Tests.Orders;

/// <summary>What was ordered changes with a reason and somebody who agreed; what it said before stays readable, and what differs from the quote is told to the customer.</summary>
public sealed class ChangeOrderTests : IAsyncLifetime
{
    private Desk desk = null!;
    private Deal petry = null!;
    private Order order = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        petry = await desk.PrepareQuotesAsync();
        order = await desk.OrderAsync(petry, [("BAGGER-22", "", "2", "", "Normal"), ("SERVICE", "", "10", "", "Normal")], ("language", "de"));
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task The_next_version_holds_the_old_one_stays_readable_and_asks_for_a_new_confirmation()
    {
        Assert.Null(await desk.DoAsync<SettleOrder, Told?>(verb => verb.ConfirmAsync(order.Id)));
        await ChangeAsync("3", ("reason", "One more site"), ("agreed-by", "Frau Petry"), ("promised", "2026-05-04"));
        var now = await ReadAsync();
        Assert.Equal((2, "One more site", "Frau Petry", OrderState.Taken, 496_180_00), (now.Revision, now.ChangeReason, now.AgreedBy, now.State, now.NetMinor));
        Assert.Null(now.ConfirmedAt);

        await desk.Browser.VisitAsync($"/orders/{order.Id}/difference");
        var told = string.Join('\n', desk.Browser.Page.QuerySelectorAll("tbody tr").Select(row => string.Join('|', row.Children.Select(cell => cell.TextContent.Trim()))));
        Assert.Contains("Raupenbagger 22 t: Quantity|2 pieces|3 pieces", told, StringComparison.Ordinal);
        Assert.Contains("Promised for", told, StringComparison.Ordinal);
        await desk.Browser.VisitAsync($"/orders/{order.Id}/document?version=1");
        Assert.Contains("331.180,00", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await desk.Browser.Http.GetAsync(new Uri($"/orders/{order.Id}/document?version=7", UriKind.Relative))).StatusCode);

        await desk.Browser.VisitAsync($"/orders/{order.Id}");
        await desk.Browser.SubmitAsync($"form[action='/orders/{order.Id}/confirm']");
        Assert.Equal(OrderState.Confirmed, (await ReadAsync()).State);
        await desk.Browser.VisitAsync($"/deals/{petry.Id}");
        Assert.Contains("agreed with Frau Petry", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_differs_from_the_quote_stands_on_the_order_and_on_the_confirmation()
    {
        await desk.Browser.VisitAsync($"/orders/{order.Id}");
        Assert.DoesNotContain("Differs from the quote", desk.Browser.Text, StringComparison.Ordinal);
        await ChangeAsync("3", ("reason", "One more site"), ("agreed-by", "Frau Petry"));
        await desk.Browser.VisitAsync($"/orders/{order.Id}");
        Assert.Contains("Differs from the quote", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.VisitAsync($"/orders/{order.Id}/document");
        Assert.Contains("Abweichungen vom Angebot", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("Raupenbagger 22 t: Menge", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_never_goes_below_what_was_delivered_or_billed()
    {
        await desk.DeliverAsync(order.Id, 1, 0);
        await ChangeAsync("0.5", ("reason", "Less"), ("agreed-by", "Frau Petry"));
        Assert.Contains("1 are delivered, billed or cancelled already", desk.Browser.Text, StringComparison.Ordinal);
        await desk.DraftAsync(order.Id, BillWhat.Everything);
        await ChangeAsync("1", ("reason", "Less"), ("agreed-by", "Frau Petry"));
        Assert.Contains("2 are delivered, billed or cancelled already", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Equal(1, (await ReadAsync()).Revision);
    }

    [Fact]
    public async Task What_is_fully_delivered_may_become_more_or_get_other_terms_never_less()
    {
        await desk.DeliverAsync(order.Id, 2, 10);
        Assert.Equal(OrderState.Fulfilled, (await ReadAsync()).State);
        await ChangeAsync("1", ("reason", "Less"), ("agreed-by", "Frau Petry"));
        Assert.Contains("2 are delivered, billed or cancelled already", desk.Browser.Text, StringComparison.Ordinal);
        await ChangeAsync("2", ("reason", "Later"), ("agreed-by", "Frau Petry"), ("promised", "2026-05-04"));
        Assert.Equal((OrderState.Fulfilled, 2), ((await ReadAsync()).State, (await ReadAsync()).Revision));
        Assert.Null(await desk.DoAsync<SettleOrder, Told?>(verb => verb.ConfirmAsync(order.Id)));
        Assert.Equal(OrderState.Fulfilled, (await ReadAsync()).State);
        await ChangeAsync("3", ("reason", "One more site"), ("agreed-by", "Frau Petry"));
        Assert.Equal(OrderState.Taken, (await ReadAsync()).State);
        await desk.DeliverAsync(order.Id, 1);
        Assert.Equal(OrderState.Fulfilled, (await ReadAsync()).State);
    }

    [Fact]
    public async Task Cancelling_the_rest_after_a_part_delivery_names_reason_cost_and_down_payments()
    {
        var advance = await desk.BillAsync(order.Id, BillWhat.DownPayment, 30);
        await desk.DeliverAsync(order.Id, 1, 0);
        await desk.Browser.VisitAsync($"/orders/{order.Id}");
        Assert.Contains(advance.Number, desk.Browser.Page.QuerySelector($"form[action='/orders/{order.Id}/cancel']")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("This is not an amount of money.", (await desk.DoAsync<SettleOrder, Told?>(verb => verb.CancelAsync(order.Id, "The site is closed", "much")))!.Key);
        await desk.Browser.SubmitAsync($"form[action='/orders/{order.Id}/cancel']", ("reason", "The site is closed"), ("cost", "1500.50"));
        var now = await ReadAsync();
        Assert.Equal((OrderState.Fulfilled, "The site is closed", 1_500_50L), (now.State, now.CancelReason, now.CancelCostMinor!.Value));
        Assert.Contains($"{advance.Number}: 118,231.26 EUR, 0.00 EUR of it paid", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.VisitAsync($"/deals/{petry.Id}");
        Assert.Contains($"left the down payment {advance.Number}", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("the customer pays 1500.50 EUR", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_needs_a_reason_and_somebody_who_agreed()
    {
        await ChangeAsync("3");
        Assert.Contains("Say who of the customer agreed", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("Say why, in up to", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Equal((1, 0), ((await ReadAsync()).Revision, await desk.App.InDbAsync(db => db.OrderVersions.CountAsync())));
    }

    [Fact]
    public async Task Strangers_and_readers_change_nothing()
    {
        await desk.HireAsync("Nina", Role.Seller, Visibility.Own);
        var nina = await desk.SignInAsync("Nina");
        foreach (var path in new[] { "change", "difference" })
            Assert.Equal(HttpStatusCode.NotFound, (await nina.Http.GetAsync(new Uri($"/orders/{order.Id}/{path}", UriKind.Relative))).StatusCode);
        Assert.IsType<OrderChange.NotFound>(await desk.DoAsync<ChangeOrder, OrderChange>(verb => verb.RunAsync(order.Id, new OrderForm()), "nina@nordwerk.example"));
        await desk.HireAsync("Rita", Role.Reader);
        await Assert.ThrowsAsync<NotAllowedException>(() => desk.DoAsync<ChangeOrder, OrderChange>(verb => verb.RunAsync(order.Id, new OrderForm()), "rita@nordwerk.example"));
    }

    private async Task ChangeAsync(string quantity, params (string Name, object Value)[] head)
    {
        await desk.Browser.VisitAsync($"/orders/{order.Id}/change");
        desk.Browser.Page.QuerySelector("[name='line-quantity']")!.SetAttribute("value", quantity);
        await desk.Browser.SubmitAsync("form:has([name='line-quantity'])", head);
    }

    private Task<Order> ReadAsync() => desk.App.InDbAsync(db => db.Orders.AsNoTracking().SingleAsync());
}
