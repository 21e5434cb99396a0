using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Ledger;
using Trichter.Offers.Quotes;
using Trichter.Offers.Quotes.Decide;
using Trichter.Orders;
using Trichter.Orders.Deliver;
using Trichter.Orders.Intake;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Tests.Offers.Quotes;
using Trichter.Tests.Support;

namespace Trichter.Tests.Orders;

/// <summary>From the accepted quote to the accepted delivery, without retyping, and never more than was ordered.</summary>
public sealed class OrdersTests : IAsyncLifetime
{
    private Desk desk = null!;
    private Deal petry = null!;
    private Quote quote = null!;
    private Guid version;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        await desk.PrepareQuotesAsync();
        await desk.DemandAsync("delivery-accepted");
        petry = await desk.EnterAsync("Two excavators and service", "Straßenbau Petry AG");
        quote = await desk.QuoteAsync(petry.Id);
        await desk.Browser.TypeAsync(quote.Id, [("BAGGER-22", "", "2", "", "Normal"), ("", "Tiltrotator", "1", "12000", "Optional"), ("SERVICE", "", "10", "", "Normal")], ("discount", "2"), ("language", "de"));
        await desk.SendAsync(quote.Id);
        var option = await desk.App.InDbAsync(db => db.QuoteLines.Where(line => line.Kind == LineKind.Optional).Select(line => line.Key).SingleAsync());
        Assert.Null(await desk.DoAsync<DecideQuote, Told?>(verb => verb.AcceptAsync(quote.Id, "Frau Petry", [option])));
        version = await desk.VersionAsync(quote.Id, its => its.Id);
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task An_accepted_quote_is_taken_over_with_what_was_chosen_and_the_same_message_twice_gives_one_order()
    {
        await desk.Browser.VisitAsync($"/deals/{petry.Id}");
        await desk.Browser.SubmitAsync($"form[action='/orders/take/{version}']", ("customerNumber", "B-4711"), ("promised", "2026-05-04"));
        var order = await desk.App.InDbAsync(db => db.Orders.SingleAsync());
        Assert.Equal(("AB-2026-00001", "B-4711", new DateOnly(2026, 5, 4)), (order.Number, order.CustomerNumber, order.PromisedOn!.Value));
        Assert.Equal(await desk.VersionAsync(quote.Id, its => (its.NetMinor, its.VatMinor, its.GrossMinor)), (order.NetMinor, order.VatMinor, order.GrossMinor));
        Assert.Equal(["Raupenbagger 22 t", "Tiltrotator", "Wartung"], await desk.App.InDbAsync(db => db.OrderLines.OrderBy(line => line.Position).Select(line => line.Name).ToListAsync()));

        Assert.Equal(order.Id, Assert.IsType<OrderResult.Known>(await TakeAsync("B-4711")).Order.Id);
        Assert.Equal(1, await desk.App.InDbAsync(db => db.Orders.CountAsync()));
        await desk.Browser.VisitAsync($"/orders/{order.Id}/document");
        Assert.Contains("Auftragsbestätigung AB-2026-00001", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("wie im Angebot AN-2026-00001 vereinbart", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_part_deliveries_each_with_a_protocol_walk_the_deal_on_by_their_evidence()
    {
        var order = Assert.IsType<OrderResult.Taken>(await TakeAsync("")).Order;
        await desk.Browser.VisitAsync($"/orders/{order.Id}");
        await desk.Browser.SubmitAsync($"form[action='/orders/{order.Id}/confirm']");
        Assert.Contains("Confirmed", desk.Browser.Text, StringComparison.Ordinal);

        await DeliverAsync(order.Id, 1, 0, 4);
        Assert.Equal(OrderState.Confirmed, await StateAsync(order.Id));
        await AcceptAsync(order.Id, AcceptanceResult.Accepted);
        await DeliverAsync(order.Id, 1, 1, 6);
        Assert.Equal(OrderState.Fulfilled, await StateAsync(order.Id));
        Assert.False(await desk.IsPassedAsync(petry.Id));

        await desk.Browser.VisitAsync($"/orders/{order.Id}");
        await desk.Browser.SubmitAsync("form[action$='/accept']", ("result", "Reserved"), ("by", "Klaus Wulf, Bauleitung"), ("defects", "Kratzer an der Tür"), ("satisfaction", "4"));
        Assert.Contains("satisfaction 4 of 5", desk.Browser.Text, StringComparison.Ordinal);
        Assert.True(await desk.IsPassedAsync(petry.Id));
        await desk.Browser.VisitAsync($"/deals/{petry.Id}");
        Assert.Contains("delivered for the order AB-2026-00001", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("Kratzer an der Tür", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Never_more_than_open_is_delivered_and_what_was_refused_is_open_again()
    {
        var order = Assert.IsType<OrderResult.Taken>(await TakeAsync("")).Order;
        Assert.Equal("{0}: no more than {1} are open.", (await TryDeliverAsync(order.Id, 3, 0, 0))!.Key);
        Assert.Equal("Say how much was delivered.", (await TryDeliverAsync(order.Id, 0, 0, 0))!.Key);
        await DeliverAsync(order.Id, 2, 1, 10);
        await AcceptAsync(order.Id, AcceptanceResult.Refused);
        Assert.Equal(OrderState.Taken, await StateAsync(order.Id));
        Assert.Null(await TryDeliverAsync(order.Id, 2, 1, 10));
    }

    [Fact]
    public async Task Two_who_deliver_the_same_at_once_do_not_deliver_it_twice()
    {
        var order = Assert.IsType<OrderResult.Taken>(await TakeAsync("")).Order;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            try
            {
                await TryDeliverAsync(order.Id, 2, 1, 10);
            }
            catch (DbUpdateConcurrencyException)
            {
                // The page says that somebody else was faster.
            }
        })));
        Assert.Equal(1, await desk.App.InDbAsync(db => db.Deliveries.CountAsync()));
    }

    [Fact]
    public async Task What_is_open_can_be_cancelled_with_a_reason_and_what_was_delivered_stays()
    {
        var order = Assert.IsType<OrderResult.Taken>(await TakeAsync("")).Order;
        await DeliverAsync(order.Id, 1, 0, 0);
        Assert.NotNull(await desk.DoAsync<SettleOrder, Told?>(verb => verb.CancelAsync(order.Id, " ")));
        Assert.Null(await desk.DoAsync<SettleOrder, Told?>(verb => verb.CancelAsync(order.Id, "They took a rival's second one")));
        Assert.Equal([1m, 1m, 10m], await desk.App.InDbAsync(db => db.OrderLines.OrderBy(line => line.Position).Select(line => line.Cancelled).ToListAsync()));
        Assert.Equal(OrderState.Fulfilled, await StateAsync(order.Id));

        var change = await desk.App.InDbAsync(db => db.Ledger.Where(entry => entry.Record == nameof(Order) && entry.Action == LedgerAction.Created).Select(entry => entry.ChangeId).SingleAsync());
        Assert.IsNotType<UndoResult.Undone>(await desk.DoAsync<UndoChange, UndoResult>(verb => verb.RunAsync(change, _ => true, null)));
    }

    [Fact]
    public async Task Strangers_neither_see_nor_take_nor_deliver()
    {
        var order = Assert.IsType<OrderResult.Taken>(await TakeAsync("")).Order;
        await desk.HireAsync("Nina", Role.Seller, Visibility.Own);
        var nina = await desk.SignInAsync("Nina");
        await nina.VisitAsync("/orders");
        Assert.DoesNotContain(order.Number, nina.Text, StringComparison.Ordinal);
        foreach (var path in new[] { "", "/document", "/pdf" })
            Assert.Equal(System.Net.HttpStatusCode.NotFound, (await nina.Http.GetAsync(new Uri($"/orders/{order.Id}{path}", UriKind.Relative))).StatusCode);
        Assert.NotNull(await desk.DoAsync<SettleOrder, Told?>(verb => verb.ConfirmAsync(order.Id), "nina@nordwerk.example"));
    }

    private Task<OrderResult> TakeAsync(string customerNumber) =>
        desk.DoAsync<TakeOrder, OrderResult>(verb => verb.RunAsync(version, new OrderDraft(customerNumber, new DateOnly(2026, 3, 2), null)));

    private async Task DeliverAsync(Guid order, params decimal[] quantities) => Assert.Null(await TryDeliverAsync(order, quantities));

    private async Task<Told?> TryDeliverAsync(Guid order, params decimal[] quantities)
    {
        var keys = await desk.App.InDbAsync(db => db.OrderLines.Where(line => line.OrderId == order).OrderBy(line => line.Position).Select(line => line.Key).ToListAsync());
        return await desk.DoAsync<NoteDelivery, Told?>(verb => verb.RunAsync(order, new DeliveryDraft(new DateOnly(2026, 3, 2), [.. keys.Zip(quantities, (key, quantity) => new DeliveredItem(key, quantity, ""))], "")));
    }

    private async Task AcceptAsync(Guid order, AcceptanceResult result)
    {
        var delivery = await desk.App.InDbAsync(db => db.Deliveries.Where(its => its.OrderId == order && its.Result == null).Select(its => its.Id).SingleAsync());
        Assert.Null(await desk.DoAsync<NoteDelivery, Told?>(verb => verb.AcceptAsync(order, delivery, new AcceptanceDraft(result, "Klaus Wulf", new DateOnly(2026, 3, 2), result == AcceptanceResult.Accepted ? "" : "Falsche Farbe", null))));
    }

    private Task<OrderState> StateAsync(Guid order) => desk.App.InDbAsync(db => db.Orders.Where(its => its.Id == order).Select(its => its.State).SingleAsync());
}
