using System.Net;
using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using Trichter.Orders;
using Trichter.Orders.Incoming;
using Trichter.Orders.Intake;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Tests.Billing.EInvoices;
using Trichter.Tests.Offers.Quotes;
using Trichter.Tests.Support;

namespace Trichter.Tests.Orders;

/// <summary>Who sent an order as a file and waits for an answer gets the one that follows from what was decided, valid by the schema.</summary>
[Trait("Database", "any")]
public sealed class AnswerOrderTests : IAsyncLifetime
{
    private static readonly XNamespace Cbc = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2";
    private static readonly OrderFile AsListed = new() { Profile = OrderFile.Ordering, Lines = [("BAGGER-22", "", "3", "H87", "160000", ""), ("service", "", "2.5", "HUR", "118.00", "")] };
    private Desk desk = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        await desk.PrepareQuotesAsync();
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task Confirmed_as_ordered_is_accepted_without_lines()
    {
        var order = await TakeAsync(AsListed);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync($"/orders/{order.Id}/answer"));
        await desk.Browser.VisitAsync($"/orders/{order.Id}");
        Assert.DoesNotContain("Answer as a file", desk.Browser.Text, StringComparison.Ordinal);
        await ConfirmAsync(order);
        await desk.Browser.VisitAsync($"/orders/{order.Id}");
        Assert.Contains("Answer as a file", desk.Browser.Text, StringComparison.Ordinal);
        var answer = await ReadAsync($"/orders/{order.Id}/answer");
        Assert.Equal(("urn:fdc:peppol.eu:poacc:trns:order_response:3", OrderFile.Ordering, "AP"), (Of(answer, "CustomizationID"), Of(answer, "ProfileID"), Of(answer, "OrderResponseCode")));
        Assert.Equal([order.Number, "PO-77", "Nordwerk GmbH", "Straßenbau Petry AG"], [Of(answer, "SalesOrderID"), answer.Descendants(Cbc + "ID").ElementAt(1).Value, .. answer.Descendants(Cbc + "RegistrationName").Select(name => name.Value)]);
        Assert.Empty(answer.Descendants(Cbc + "LineStatusCode"));
    }

    [Fact]
    public async Task What_was_changed_is_accepted_with_all_lines_and_how_each_stands()
    {
        var order = await TakeAsync(AsListed);
        await desk.Browser.VisitAsync($"/orders/{order.Id}/change");
        desk.Browser.Page.QuerySelector("[name='line-quantity']")!.SetAttribute("value", "2");
        var rows = desk.Browser.Page.QuerySelectorAll("form:has([name='line-quantity']) tbody tr");
        var added = rows[^1];
        added.QuerySelector("[name='line-name']")!.SetAttribute("value", "Transport");
        added.QuerySelector("[name='line-quantity']")!.SetAttribute("value", "1");
        added.QuerySelector("[name='line-price']")!.SetAttribute("value", "900");
        await desk.Browser.SubmitAsync("form:has([name='line-quantity'])", ("reason", "Only two in stock"), ("agreed-by", "Frau Petry"));
        await ConfirmAsync(order);
        var answer = await ReadAsync($"/orders/{order.Id}/answer");
        Assert.Equal(("CA", "Only two in stock"), (Of(answer, "OrderResponseCode"), Of(answer, "Note")));
        Assert.Equal(["3", "5", "1"], answer.Descendants(Cbc + "LineStatusCode").Select(code => code.Value));
        Assert.Equal(["2", "2.5", "1"], answer.Descendants(Cbc + "Quantity").Select(quantity => quantity.Value));
        Assert.Equal(["1", "2"], answer.Descendants(Cbc + "LineID").Select(line => line.Value));
    }

    [Fact]
    public async Task Promised_later_than_wanted_is_a_change_of_every_line()
    {
        await desk.DoAsync<TakeIncomingOrder, IncomingResult>(verb => verb.RunAsync("po.xml", (AsListed with { Lines = [("BAGGER-22", "", "3", "H87", "159999.99", "")] }).Bytes));
        var file = await desk.App.InDbAsync(db => db.IncomingOrders.SingleAsync());
        var order = Assert.IsType<IncomingResult.Taken>(await desk.DoAsync<TakeIncomingOrder, IncomingResult>(verb => verb.ConfirmAsync(file.Id, new IncomingChoice(null, null, true, new DateOnly(2026, 5, 20))))).Order;
        await ConfirmAsync(order);
        var answer = await ReadAsync($"/orders/{order.Id}/answer");
        Assert.Equal(("CA", "2026-05-20", "3"), (Of(answer, "OrderResponseCode"), Of(answer, "EndDate"), Of(answer, "LineStatusCode")));
    }

    [Fact]
    public async Task Refused_and_cancelled_say_why()
    {
        var waits = Assert.IsType<IncomingResult.Waits>(await desk.DoAsync<TakeIncomingOrder, IncomingResult>(verb => verb.RunAsync("po.xml", (AsListed with { Number = "PO-78", Currency = "PLN" }).Bytes))).Incoming;
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync($"/orders/incoming/{waits.Id}/answer"));
        Assert.Null(await desk.DoAsync<TakeIncomingOrder, Told?>(verb => verb.RejectAsync(waits.Id, "We sell in euro")));
        await desk.Browser.VisitAsync($"/orders/incoming/{waits.Id}");
        Assert.Contains("Answer as a file", desk.Browser.Text, StringComparison.Ordinal);
        var answer = await ReadAsync($"/orders/incoming/{waits.Id}/answer");
        Assert.Equal(("RE", "We sell in euro"), (Of(answer, "OrderResponseCode"), Of(answer, "Note")));

        var order = await TakeAsync(AsListed);
        Assert.Null(await desk.DoAsync<SettleOrder, Told?>(verb => verb.CancelAsync(order.Id, "No longer built")));
        answer = await ReadAsync($"/orders/{order.Id}/answer");
        Assert.Equal(("RE", "No longer built"), (Of(answer, "OrderResponseCode"), Of(answer, "Note")));
    }

    [Fact]
    public async Task Who_wants_no_answer_gets_none_and_strangers_neither()
    {
        var order = await TakeAsync(AsListed with { Profile = OrderFile.OrderOnly });
        await ConfirmAsync(order);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync($"/orders/{order.Id}/answer"));
        var other = await TakeAsync(AsListed with { Number = "PO-79" });
        await ConfirmAsync(other);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync($"/orders/{other.Id}/answer"));
        await desk.HireAsync("Nina", Role.Seller, Visibility.Own);
        var nina = await desk.SignInAsync("Nina");
        Assert.Equal(HttpStatusCode.NotFound, (await nina.Http.GetAsync(new Uri($"/orders/{other.Id}/answer", UriKind.Relative))).StatusCode);
    }

    private async Task<Order> TakeAsync(OrderFile file) =>
        Assert.IsType<IncomingResult.Taken>(await desk.DoAsync<TakeIncomingOrder, IncomingResult>(verb => verb.RunAsync("po.xml", file.Bytes))).Order;

    private async Task ConfirmAsync(Order order) => Assert.Null(await desk.DoAsync<SettleOrder, Told?>(verb => verb.ConfirmAsync(order.Id)));

    private async Task<HttpStatusCode> StatusAsync(string path) => (await desk.Browser.Http.GetAsync(new Uri(path, UriKind.Relative))).StatusCode;

    private async Task<XDocument> ReadAsync(string path)
    {
        var answer = XDocument.Parse(await desk.Browser.Http.GetStringAsync(new Uri(path, UriKind.Relative)));
        Assert.Empty(Schemas.Problems(answer, Schemas.Ubl()));
        return answer;
    }

    private static string Of(XDocument answer, string name) => answer.Descendants(Cbc + name).First().Value;
}
