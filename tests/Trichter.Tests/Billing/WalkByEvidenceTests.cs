using Microsoft.EntityFrameworkCore;
using Trichter.Billing.Invoices;
using Trichter.Billing.Payments;
using Trichter.Deals;
using Trichter.Deals.Evidence;
using Trichter.Deals.Needs;
using Trichter.Offers.Quotes.Decide;
using Trichter.Orders;
using Trichter.Orders.Deliver;
using Trichter.Orders.Intake;
using Trichter.Platform.Language;
using Trichter.Tests.Offers.Quotes;
using Trichter.Tests.Support;

namespace Trichter.Tests.Billing;

/// <summary>The processes that ship ask for somebody's word only as long as nothing shows it: from the quote to the payment the documents speak for themselves.</summary>
public sealed class WalkByEvidenceTests : IAsyncLifetime
{
    private Desk desk = null!;
    private Deal petry = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync("sales-process-8");
        await desk.PrepareQuotesAsync();
        petry = await desk.EnterAsync("One excavator", "Straßenbau Petry AG");
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task From_the_quote_to_the_payment_each_document_shows_what_nobody_has_to_claim()
    {
        await desk.DoAsync<NoteNeed, Told?>(verb => verb.RunAsync(petry.Id, new NeedDraft("Dig a third faster", NeedKind.Stated, NeedImportance.High, "Andrea Petry")));
        Assert.Empty(await ShownAsync());

        var quote = await desk.QuoteAsync(petry.Id);
        await desk.Browser.TypeAsync(quote.Id, [("BAGGER-22", "", "1", "", "Normal")]);
        await desk.SendAsync(quote.Id);
        Assert.Empty(await ShownAsync());

        Assert.Null(await desk.DoAsync<DecideQuote, Told?>(verb => verb.AcceptAsync(quote.Id, "Frau Petry", [])));
        Assert.Equal(["contract-signed", "documents-complete", "quote-discussed", "quote-wanted", "terms-agreed"], await ShownAsync());

        var version = await desk.VersionAsync(quote.Id, its => its.Id);
        var order = Assert.IsType<OrderResult.Taken>(await desk.DoAsync<TakeOrder, OrderResult>(verb => verb.RunAsync(version, new OrderDraft("B-1", new DateOnly(2026, 3, 2), null)))).Order;
        Assert.Equal(["order-as-agreed"], await NewlyShownAsync());
        await desk.DoAsync<SettleOrder, Told?>(verb => verb.ConfirmAsync(order.Id));
        Assert.Equal(["order-confirmed"], await NewlyShownAsync());

        await desk.DeliverAsync(order.Id, 1);
        var delivery = await desk.App.InDbAsync(db => db.Deliveries.Select(its => its.Id).SingleAsync());
        Assert.Null(await desk.DoAsync<NoteDelivery, Told?>(verb => verb.AcceptAsync(order.Id, delivery, new AcceptanceDraft(AcceptanceResult.Accepted, "Klaus Wulf", new DateOnly(2026, 3, 2), "", 5))));
        Assert.Equal(["delivery-accepted", "satisfaction-known"], await NewlyShownAsync());

        var invoice = await desk.BillAsync(order.Id, BillWhat.Everything);
        Assert.Equal(["invoice-sent"], await NewlyShownAsync());
        Assert.Null(await desk.DoAsync<NotePayment, Told?>(verb => verb.RunAsync(invoice.Id, new PaymentDraft("196350", new DateOnly(2026, 3, 2), ""))));
        Assert.Equal(["invoice-paid"], await NewlyShownAsync());
    }

    [Fact]
    public async Task What_a_document_shows_needs_no_tick_and_names_what_shows_it()
    {
        petry = await desk.EnterAsync("One excavator", "Straßenbau Petry AG", stage: "closing");
        var quote = await desk.QuoteAsync(petry.Id);
        await desk.Browser.TypeAsync(quote.Id, [("BAGGER-22", "", "1", "", "Normal")]);
        await desk.SendAsync(quote.Id);
        await desk.Browser.VisitAsync($"/deals/{petry.Id}");
        Assert.NotNull(desk.Browser.Page.QuerySelector("button[value='closing/contract-signed']"));

        Assert.Null(await desk.DoAsync<DecideQuote, Told?>(verb => verb.AcceptAsync(quote.Id, "Frau Petry", [])));
        await desk.Browser.VisitAsync($"/deals/{petry.Id}");
        Assert.Null(desk.Browser.Page.QuerySelector("button[value='closing/contract-signed']"));
        Assert.Contains("shown by evidence: the customer accepted the quote", desk.Browser.Text, StringComparison.Ordinal);
    }

    private IReadOnlyList<string> known = [];

    private async Task<IReadOnlyList<string>> NewlyShownAsync()
    {
        var before = known;
        return [.. (await ShownAsync()).Except(before)];
    }

    private async Task<IReadOnlyList<string>> ShownAsync() => known = await desk.DoAsync<Judge, IReadOnlyList<string>>(async judge =>
    {
        var evidence = await judge.EvidenceOfAsync(await desk.ReadAsync(petry.Id));
        return [.. evidence.Version.Stages.SelectMany(stage => judge.ExitsOf(stage, evidence)).Where(judged => judged.ShownBy is not null).Select(judged => judged.Criterion.Key).Distinct().Order()];
    });
}
