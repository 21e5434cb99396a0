using System.Text;
using Microsoft.EntityFrameworkCore;
using Trichter.Billing.EInvoices.Files;
using Trichter.Billing.Invoices;
using Trichter.Billing.Payments;
using Trichter.Deals;
using Trichter.Ledger;
using Trichter.Orders;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Tests.Billing.EInvoices;
using Trichter.Tests.Offers.Quotes;
using Trichter.Tests.Support;

namespace Trichter.Tests.Billing;

/// <summary>From the order to the paid invoice: nothing billed twice, nothing issued that a rule refuses, nothing issued that changes.</summary>
public sealed class InvoicesTests : IAsyncLifetime
{
    private Desk desk = null!;
    private Deal petry = null!;
    private Order order = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        await desk.PrepareQuotesAsync();
        await desk.DemandAsync("paid");
        petry = await desk.EnterAsync("Two excavators and service", "Straßenbau Petry AG");
        order = await desk.OrderAsync(petry, [("BAGGER-22", "", "2", "", "Normal"), ("SERVICE", "", "7.5", "", "Normal")], ("discount", "2"), ("freight", "1000"), ("language", "de"), ("skonto-percent", "2"), ("skonto-days", "7"));
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task Delivered_in_two_parts_billed_in_two_parts_reminded_and_paid_the_deal_walks_by_its_evidence()
    {
        await desk.DeliverAsync(order.Id, 1, 0);
        await desk.Browser.VisitAsync($"/orders/{order.Id}");
        await desk.Browser.PressAsync($"form[action='/orders/{order.Id}/invoices']", "what", "Delivered");
        Assert.Contains("Draft of an invoice", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.SubmitAsync("main form:has(button.btn-primary)");
        var first = await desk.App.InDbAsync(db => db.Invoices.AsNoTracking().SingleAsync());
        Assert.Equal(("RE-2026-00001", InvoiceKind.Part, 162_700_00L, new DateOnly(2026, 3, 16)), (first.Number, first.Kind, first.NetMinor, first.DueOn!.Value));

        await desk.DeliverAsync(order.Id, 1, 7.5m);
        var second = await desk.BillAsync(order.Id, BillWhat.Delivered);
        Assert.Equal(("RE-2026-00002", InvoiceKind.Invoice), (second.Number, second.Kind));
        Assert.Equal(order.NetMinor, first.NetMinor + second.NetMinor);
        Assert.Equal("Nothing is delivered that is not billed.", Assert.IsType<DraftResult.Faulty>(await desk.DoAsync<DraftInvoice, DraftResult>(verb => verb.RunAsync(order.Id, BillWhat.Delivered, null))).Why.Key);

        desk.App.Clock.Now = desk.App.Clock.Now.AddDays(20);
        var ada = await desk.App.SignInAsync();
        await ada.VisitAsync("/invoices");
        Assert.Contains("1 to 30 days", ada.Text, StringComparison.Ordinal);
        Assert.Contains("6 days", ada.Text, StringComparison.Ordinal);
        Assert.Equal(["0.00 EUR", "387,068.09 EUR", "0.00 EUR", "0.00 EUR", "0.00 EUR", "387,068.09 EUR"], ada.Page.QuerySelector("main table tbody tr")!.Children.Skip(1).Select(cell => cell.TextContent));
        await ada.VisitAsync($"/invoices/{first.Id}");
        await ada.SubmitAsync("form[action$='/remind']");
        Assert.Contains("Payment reminder on", ada.Text, StringComparison.Ordinal);

        await ada.SubmitAsync("form[action$='/payments']", ("amount", "100,000.00"));
        Assert.Contains("93,613.00 EUR", ada.Text, StringComparison.Ordinal);
        await ada.SubmitAsync("form[action$='/payments']");
        Assert.Contains("settled", ada.Text, StringComparison.Ordinal);
        Assert.False(await desk.IsPassedAsync(petry.Id));
        await PayAsync(second.Id, second.GrossMinor);
        Assert.True(await desk.IsPassedAsync(petry.Id));
    }

    [Fact]
    public async Task What_is_issued_is_a_valid_e_invoice_by_the_official_rules_down_payment_rest_and_cancellation_too()
    {
        await desk.DeliverAsync(order.Id, 1, 0);
        var down = await desk.BillAsync(order.Id, BillWhat.DownPayment, 30);
        await desk.DeliverAsync(order.Id, 1, 7.5m);
        var rest = await desk.BillAsync(order.Id, BillWhat.Everything);
        Assert.Equal(order.NetMinor, down.NetMinor + rest.NetMinor);
        var wrong = Assert.IsType<DraftResult.Drafted>(await desk.DoAsync<CancelInvoice, DraftResult>(verb => verb.RunAsync(rest.Id, "Falscher Empfänger"))).Invoice;
        var back = await desk.IssueAsync(wrong.Id);
        Assert.Equal(("RK-2026-00001", -rest.GrossMinor), (back.Number, back.GrossMinor));
        Assert.Equal(0, await OpenAsync(rest.Id));
        Assert.Equal(0, await OpenAsync(back.Id));
        var again = await desk.BillAsync(order.Id, BillWhat.Everything);
        Assert.Equal(rest.GrossMinor, again.GrossMinor);

        var files = new Dictionary<string, byte[]>();
        foreach (var invoice in new[] { down, rest, back, again })
        {
            var bytes = Encoding.UTF8.GetBytes((await desk.KeptAsync(invoice.Id)).Xml);
            files[invoice.Number] = bytes;
            Assert.Equal(invoice.GrossMinor / 100m, ReadEInvoice.Read(bytes).File!.Invoice.Totals!.Due);
        }

        if (Environment.GetEnvironmentVariable("TEST_POSTGRES") is not null) return;
        var found = await OfficialRules.CheckAllAsync(files);
        Assert.Empty(found.SelectMany(its => its.Value.Where(finding => finding.Flag == "fatal").Select(finding => $"{its.Key}: {finding.Rule} {finding.Text}")));
    }

    [Fact]
    public async Task What_a_rule_refuses_is_not_issued_and_takes_no_number()
    {
        await desk.DeliverAsync(order.Id, 2, 7.5m);
        var draft = await desk.DraftAsync(order.Id, BillWhat.Everything);
        await desk.App.InDbAsync(db => db.OurCompanies.ExecuteUpdateAsync(set => set.SetProperty(its => its.ContactName, "").SetProperty(its => its.VatNumber, "")));
        await desk.App.InDbAsync(db => db.Invoices.ExecuteUpdateAsync(set => set.SetProperty(its => its.BuyerEmail, "wulf@petry.example")));
        await desk.Browser.VisitAsync($"/invoices/{draft.Id}");
        await desk.Browser.SubmitAsync("main form:has(button.btn-primary)");
        Assert.Contains("It is not issued: a rule refuses it. No number was used up.", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("BR-S-02", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("BR-DE-5", desk.Browser.Text, StringComparison.Ordinal);

        await desk.App.InDbAsync(db => db.OurCompanies.ExecuteUpdateAsync(set => set.SetProperty(its => its.ContactName, "Jana").SetProperty(its => its.VatNumber, "DE136695976")));
        Assert.Equal("RE-2026-00001", (await desk.IssueAsync(draft.Id)).Number);
    }

    [Fact]
    public async Task An_issued_invoice_is_changed_neither_by_the_program_nor_by_a_console_nor_by_an_undo()
    {
        var invoice = await desk.BillAsync(order.Id, BillWhat.Everything);
        await Assert.ThrowsAnyAsync<Exception>(() => desk.App.InDbAsync(db => db.Invoices.ExecuteUpdateAsync(set => set.SetProperty(its => its.Note, "changed"))));
        await Assert.ThrowsAnyAsync<Exception>(() => desk.App.InDbAsync(db => db.InvoiceLines.ExecuteUpdateAsync(set => set.SetProperty(its => its.Name, "changed"))));
        await Assert.ThrowsAnyAsync<Exception>(() => desk.App.InDbAsync(db => db.InvoicesKept.ExecuteDeleteAsync()));

        var change = await desk.App.InDbAsync(db => db.Ledger.Where(entry => entry.Record == nameof(Invoice)).OrderByDescending(entry => entry.Id).Select(entry => entry.ChangeId).FirstAsync());
        Assert.IsNotType<UndoResult.Undone>(await desk.DoAsync<UndoChange, UndoResult>(verb => verb.RunAsync(change, _ => true, null)));
        Assert.Equal((1L, ""), await desk.App.InDbAsync(async db => await db.InvoicesKept.Select(kept => new ValueTuple<long, string>(kept.Place, kept.HashBefore)).SingleAsync()));
        Assert.Equal(invoice.Number, await desk.App.InDbAsync(db => db.Invoices.Select(its => its.Number).SingleAsync()));
    }

    [Fact]
    public async Task Who_pays_early_may_keep_the_discount_and_a_payment_can_be_taken_back()
    {
        var invoice = await desk.BillAsync(order.Id, BillWhat.Everything);
        var discount = (long)Math.Round(invoice.GrossMinor * 0.02m, MidpointRounding.AwayFromZero);
        await PayAsync(invoice.Id, invoice.GrossMinor - discount);
        Assert.Equal(0, await OpenAsync(invoice.Id));
        Assert.Equal(discount, await desk.App.InDbAsync(db => db.Allocations.Where(its => its.Kind == AllocationKind.Skonto).Select(its => its.AmountMinor).SingleAsync()));

        var change = await desk.App.InDbAsync(db => db.Ledger.Where(entry => entry.Record == nameof(Payment)).Select(entry => entry.ChangeId).SingleAsync());
        Assert.IsType<UndoResult.Undone>(await desk.DoAsync<UndoChange, UndoResult>(verb => verb.RunAsync(change, _ => true, null)));
        Assert.Equal(invoice.GrossMinor, await OpenAsync(invoice.Id));
        desk.App.Clock.Now = desk.App.Clock.Now.AddDays(8);
        await PayAsync(invoice.Id, invoice.GrossMinor - discount);
        Assert.Equal(discount, await OpenAsync(invoice.Id));
    }

    [Fact]
    public async Task A_Polish_seller_gets_a_file_for_KSeF_that_its_schema_accepts()
    {
        await using var other = await Desk.OpenAsync();
        var deal = await other.PrepareQuotesAsync("PL", "PL", "PL5252248481");
        var its = await other.OrderAsync(deal, [("BAGGER-22", "", "2", "", "Normal")], ("language", "pl"), ("discount", "2"));
        var invoice = await other.BillAsync(its.Id, BillWhat.Everything);
        var kept = await other.KeptAsync(invoice.Id);
        Assert.Contains("<P_2>RE-2026-00001</P_2>", kept.Ksef, StringComparison.Ordinal);
        Assert.Empty(Schemas.Problems(System.Xml.Linq.XDocument.Parse(kept.Ksef), Schemas.Fa3()));
    }

    [Fact]
    public async Task Sellers_see_invoices_but_do_not_bill_and_strangers_see_none()
    {
        var invoice = await desk.BillAsync(order.Id, BillWhat.Everything);
        await desk.HireAsync("Tom", Role.Seller);
        var tom = await desk.SignInAsync("Tom");
        await tom.VisitAsync($"/invoices/{invoice.Id}");
        Assert.Null(tom.Page.QuerySelector("form[action$='/payments']"));
        await Assert.ThrowsAsync<NotAllowedException>(() => desk.DoAsync<NotePayment, Told?>(verb => verb.RunAsync(invoice.Id, new PaymentDraft("1", new DateOnly(2026, 3, 2), "")), "tom@nordwerk.example"));
        await Assert.ThrowsAsync<NotAllowedException>(() => desk.DoAsync<DraftInvoice, DraftResult>(verb => verb.RunAsync(order.Id, BillWhat.Everything, null), "tom@nordwerk.example"));

        await desk.HireAsync("Nina", Role.Seller, Visibility.Own);
        var nina = await desk.SignInAsync("Nina");
        await nina.VisitAsync("/invoices?show=all");
        Assert.DoesNotContain(invoice.Number, nina.Text, StringComparison.Ordinal);
        foreach (var path in new[] { "", "/xml", "/ksef", "/pdf", "/document" })
            Assert.Equal(System.Net.HttpStatusCode.NotFound, (await nina.Http.GetAsync(new Uri($"/invoices/{invoice.Id}{path}", UriKind.Relative))).StatusCode);
    }

    private async Task PayAsync(Guid invoice, long minor) => Assert.Null(await desk.DoAsync<NotePayment, Told?>(verb =>
        verb.RunAsync(invoice, new PaymentDraft((minor / 100m).ToString("0.00", System.Globalization.CultureInfo.InvariantCulture), DateOnly.FromDateTime(desk.App.Clock.Now), ""))));

    private Task<long> OpenAsync(Guid invoice) => desk.App.InDbAsync(async db =>
        await db.Invoices.Where(its => its.Id == invoice).Select(its => its.GrossMinor).SingleAsync() - await db.Allocations.Where(its => its.InvoiceId == invoice).SumAsync(its => its.AmountMinor));
}
