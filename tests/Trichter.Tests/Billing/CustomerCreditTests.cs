using Microsoft.EntityFrameworkCore;
using Trichter.Billing.Credits;
using Trichter.Billing.Invoices;
using Trichter.Billing.Invoices.Credit;
using Trichter.Billing.Payments;
using Trichter.Deals;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Tests.Offers.Quotes;
using Trichter.Tests.Support;

namespace Trichter.Tests.Billing;

/// <summary>What a customer paid too much, or paid before it was corrected, settles their next invoice or is paid back (O80).</summary>
public sealed class CustomerCreditTests : IAsyncLifetime
{
    private Desk desk = null!;
    private Deal deal = null!;
    private Invoice first = null!, second = null!;

    private DateOnly Today => DateOnly.FromDateTime(desk.App.Clock.Now);

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        deal = await desk.PrepareQuotesAsync();
        first = await BillAsync(deal);
        second = await BillAsync(await desk.EnterAsync("Service of the excavators", "Straßenbau Petry AG"));
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task What_was_paid_too_much_is_used_for_the_next_invoice_and_the_rest_is_paid_back()
    {
        await PayAsync(first, "1400");
        await desk.Browser.VisitAsync($"/companies/{deal.CompanyId}");
        Assert.Contains("210.00 EUR", desk.Browser.Text, StringComparison.Ordinal);

        await PayAsync(second, "1000");
        await desk.Browser.VisitAsync($"/invoices/{second.Id}");
        Assert.Contains("This customer has a credit of 210.00 EUR.", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.SubmitAsync("form[action$='use-credit']");
        Assert.Equal((0L, 2_000L), (await OpenAsync(second), await CreditAsync()));
        await desk.Browser.SubmitAsync("[data-toast] form");
        Assert.Equal((19_000L, 21_000L), (await OpenAsync(second), await CreditAsync()));

        await desk.Browser.VisitAsync($"/companies/{deal.CompanyId}");
        Assert.Equal("At most {0} is left.", (await RefundAsync("210.01"))!.Key);
        await desk.Browser.SubmitAsync("form[action$=refund]", ("amount", "200"), ("reference", "Rückzahlung"));
        Assert.Equal(1_000L, await CreditAsync());
    }

    [Fact]
    public async Task A_correction_of_a_paid_invoice_is_set_off_or_paid_back_and_no_longer_counts_as_paid()
    {
        await PayAsync(first, "1190");
        var line = await desk.App.InDbAsync(db => db.InvoiceLines.SingleAsync(its => its.InvoiceId == first.Id));
        var drafted = Assert.IsType<CreditResult.Drafted>(await desk.DoAsync<CreditInvoice, CreditResult>(verb => verb.RunAsync(first.Id, new("Lackschaden", "", new Dictionary<Guid, LineTyped> { [line.Id] = new("", "100") }))));
        var correction = await desk.IssueAsync(drafted.Invoice.Id);
        Assert.Equal((-11_900L, 11_900L), (await OpenAsync(correction), await CreditAsync()));

        Assert.Null(await desk.DoAsync<UseCredit, Told?>(verb => verb.RefundAsync(CreditKind.Correction, correction.Id, new PaymentDraft("19", Today, ""))));
        Assert.Null(await desk.DoAsync<UseCredit, Told?>(verb => verb.RunAsync(second.Id)));
        Assert.Equal((0L, 119_000L - 10_000L, 0L), (await OpenAsync(correction), await OpenAsync(second), await CreditAsync()));
        Assert.Equal("This customer has no credit.", (await desk.DoAsync<UseCredit, Told?>(verb => verb.RunAsync(second.Id)))!.Key);

        await desk.Browser.VisitAsync($"/invoices/{second.Id}");
        await desk.Browser.SubmitAsync("form[action$='write-off']", ("reason", "SWIFT"), ("fee", "true"));
        Assert.Contains("bank fee", desk.Browser.Text, StringComparison.Ordinal);
        await desk.HireAsync("Tom", Role.Seller);
        await Assert.ThrowsAsync<NotAllowedException>(() => desk.DoAsync<UseCredit, Told?>(verb => verb.RunAsync(second.Id), "tom@nordwerk.example"));
    }

    private async Task<Invoice> BillAsync(Deal its)
    {
        var order = await desk.OrderAsync(its, [("", "Wartung", "1", "1000", "Normal")]);
        await desk.DeliverAsync(order.Id, 1);
        return await desk.BillAsync(order.Id, BillWhat.Everything);
    }

    private async Task PayAsync(Invoice invoice, string amount) => Assert.Null(await desk.DoAsync<NotePayment, Told?>(verb => verb.RunAsync(invoice.Id, new PaymentDraft(amount, Today, ""))));

    private async Task<Told?> RefundAsync(string amount)
    {
        var payment = await desk.App.InDbAsync(db => db.Payments.OrderBy(its => its.Id).Select(its => its.Id).FirstAsync());
        return await desk.DoAsync<UseCredit, Told?>(verb => verb.RefundAsync(CreditKind.Overpaid, payment, new PaymentDraft(amount, Today, "")));
    }

    private async Task<long> CreditAsync() => (await desk.DoAsync<CustomerCredit, IReadOnlyList<CreditPart>>(credit => credit.OfAsync(deal.CompanyId!.Value, "EUR"))).Sum(part => part.LeftMinor);

    private Task<long> OpenAsync(Invoice invoice) => desk.App.InDbAsync(async db =>
        invoice.GrossMinor - await db.Allocations.Where(part => part.InvoiceId == invoice.Id).SumAsync(part => part.AmountMinor));
}
