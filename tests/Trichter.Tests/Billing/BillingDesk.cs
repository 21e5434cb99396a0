using Microsoft.EntityFrameworkCore;
using Trichter.Billing.Invoices;
using Trichter.Deals;
using Trichter.Offers.Quotes.Decide;
using Trichter.Orders;
using Trichter.Orders.Deliver;
using Trichter.Orders.Intake;
using Trichter.Platform.Language;
using Trichter.Tests.Offers.Quotes;
using Trichter.Tests.Support;

namespace Trichter.Tests.Billing;

/// <summary>A desk with an order on it: quoted, accepted and taken.</summary>
internal static class BillingDesk
{
    public static async Task<Order> OrderAsync(this Desk desk, Deal deal, IReadOnlyList<(string Article, string Name, string Quantity, string Price, string Kind)> lines, params (string Name, object Value)[] head)
    {
        var quote = await desk.QuoteAsync(deal.Id);
        await desk.Browser.TypeAsync(quote.Id, lines, head);
        await desk.SendAsync(quote.Id);
        return await desk.TakeAsync(quote.Id, "B-" + quote.Number);
    }

    /// <summary>The customer accepts a quote that was sent, and the order is taken.</summary>
    public static async Task<Order> TakeAsync(this Desk desk, Guid quote, string customerNumber = "")
    {
        Assert.Null(await desk.DoAsync<DecideQuote, Told?>(verb => verb.AcceptAsync(quote, "Frau Petry", [])));
        var version = await desk.VersionAsync(quote, its => its.Id);
        return Assert.IsType<OrderResult.Taken>(await desk.DoAsync<TakeOrder, OrderResult>(verb => verb.RunAsync(version, new OrderDraft(customerNumber, new DateOnly(2026, 3, 2), null)))).Order;
    }

    /// <param name="quantities">Of each line, in their order.</param>
    public static async Task DeliverAsync(this Desk desk, Guid order, params decimal[] quantities)
    {
        var keys = await desk.App.InDbAsync(db => db.OrderLines.Where(line => line.OrderId == order).OrderBy(line => line.Position).Select(line => line.Key).ToListAsync());
        Assert.Null(await desk.DoAsync<NoteDelivery, Told?>(verb => verb.RunAsync(order, new DeliveryDraft(DateOnly.FromDateTime(desk.App.Clock.Now), [.. keys.Zip(quantities, (key, quantity) => new DeliveredItem(key, quantity, ""))], ""))));
    }

    public static async Task<Invoice> DraftAsync(this Desk desk, Guid order, BillWhat what, decimal? percent = null) =>
        Assert.IsType<DraftResult.Drafted>(await desk.DoAsync<DraftInvoice, DraftResult>(verb => verb.RunAsync(order, what, percent))).Invoice;

    public static async Task<Invoice> IssueAsync(this Desk desk, Guid invoice)
    {
        var result = await desk.DoAsync<IssueInvoice, IssueResult>(verb => verb.RunAsync(invoice));
        return result is IssueResult.Issued issued ? issued.Invoice : throw new InvalidOperationException(result is IssueResult.Stopped stopped ? string.Join("; ", stopped.Against.Select(told => Texts.In("en", TimeZoneInfo.Utc)[told])) : "not found");
    }

    public static async Task<Invoice> BillAsync(this Desk desk, Guid order, BillWhat what, decimal? percent = null) => await desk.IssueAsync((await desk.DraftAsync(order, what, percent)).Id);

    public static Task<InvoiceKept> KeptAsync(this Desk desk, Guid invoice) => desk.App.InDbAsync(db => db.InvoicesKept.AsNoTracking().SingleAsync(kept => kept.InvoiceId == invoice));
}
