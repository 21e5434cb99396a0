using System.Text;
using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using Trichter.Billing.Invoices;
using Trichter.Billing.Invoices.Credit;
using Trichter.Billing.Rates;
using Trichter.Team;
using Trichter.Tests.Billing.EInvoices;
using Trichter.Tests.Offers.Quotes;
using Trichter.Tests.Support;

namespace Trichter.Tests.Billing;

/// <summary>An invoice in another currency tells its VAT in ours, too, by a rate that stays on it (O24).</summary>
public sealed class ExchangeRateTests : IAsyncLifetime
{
    private Desk desk = null!;

    public async ValueTask InitializeAsync() => desk = await Desk.OpenAsync();

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task A_dollar_invoice_waits_for_a_rate_of_its_month_and_keeps_it()
    {
        var deal = await desk.PrepareQuotesAsync();
        var draft = await DraftAsync(deal.Id, "USD");
        var stopped = Assert.IsType<IssueResult.Stopped>(await desk.DoAsync<IssueInvoice, IssueResult>(verb => verb.RunAsync(draft.Id)));
        Assert.StartsWith("Its VAT has to be told in {0}", Assert.Single(stopped.Against).Key, StringComparison.Ordinal);

        var today = DateOnly.FromDateTime(desk.App.Clock.Now);
        await desk.Browser.VisitAsync("/settings/rates");
        await desk.Browser.SubmitAsync("form:has([name='Form.Currency'])", ("Form.Day", $"{today:yyyy-MM-dd}"), ("Form.Units", "x"), ("Form.Currency", "EUR"), ("Form.HomeUnits", "1"), ("Form.Source", ""));
        Assert.Contains("This is our own currency.", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("A number above 0.", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("Say who published it", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.SubmitAsync("form:has([name='Form.Currency'])", ("Form.Units", "1.0823"), ("Form.Currency", "usd"), ("Form.Source", "ECB"));
        Assert.Contains("1.0823 USD = 1 EUR", desk.Browser.Text, StringComparison.Ordinal);

        var invoice = await desk.IssueAsync(draft.Id);
        Assert.Equal((19_000, "EUR", 17_555L, today, "ECB"), (invoice.VatMinor, invoice.VatCurrency, invoice.VatInVatCurrencyMinor, invoice.RateDay, invoice.RateSource));
        var kept = await desk.KeptAsync(invoice.Id);
        Assert.Contains("<cbc:TaxCurrencyCode>EUR</cbc:TaxCurrencyCode>", kept.Xml, StringComparison.Ordinal);
        Assert.Contains("175.55 EUR (1.0823 USD = 1 EUR", kept.Html, StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("TEST_POSTGRES") is null)
            OfficialFiles.Nothing(from one in await OfficialRules.CheckAllAsync(new Dictionary<string, byte[]> { ["dollars"] = Encoding.UTF8.GetBytes(kept.Xml) }) from finding in one.Value where finding.Flag == "fatal" select $"{finding.Rule} {finding.Text}");

        await desk.Browser.VisitAsync("/settings/rates");
        await desk.Browser.SubmitAsync("form[action$=remove]");
        var line = await desk.App.InDbAsync(db => db.InvoiceLines.SingleAsync(its => its.InvoiceId == invoice.Id));
        var result = Assert.IsType<CreditResult.Drafted>(await desk.DoAsync<CreditInvoice, CreditResult>(verb => verb.RunAsync(invoice.Id, new("Weniger", "", new Dictionary<Guid, LineTyped> { [line.Id] = new("", "500") }))));
        Assert.Equal((-8_778L, today), ((await desk.IssueAsync(result.Invoice.Id)).VatInVatCurrencyMinor!.Value, (await desk.App.InDbAsync(db => db.Invoices.SingleAsync(its => its.Id == result.Invoice.Id))).RateDay!.Value));
    }

    [Fact]
    public async Task From_Poland_the_rate_is_that_of_the_day_before_and_KSeF_is_told_the_zloty()
    {
        var deal = await desk.PrepareQuotesAsync("PL", "PL", "PL5252248481");
        var invoice = await desk.IssueAsync((await DraftAsync(deal.Id, "EUR")).Id);
        Assert.Equal((DateOnly.FromDateTime(desk.App.Clock.Now).AddDays(-1), "NBP, table A"), (invoice.RateDay!.Value, invoice.RateSource));
        Assert.Equal((long)Math.Round(invoice.VatMinor * 4.2531m, MidpointRounding.AwayFromZero), invoice.VatInVatCurrencyMinor);

        var ksef = XDocument.Parse((await desk.KeptAsync(invoice.Id)).Ksef);
        string Value(string name) => ksef.Descendants().First(element => element.Name.LocalName == name).Value;
        Assert.Equal(("EUR", "4.2531", invoice.VatInVatCurrencyMinor / 100m), (Value("KodWaluty"), Value("KursWaluty"), decimal.Parse(Value("P_14_1W"), System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Empty(Schemas.Problems(ksef, Schemas.Fa3()));
    }

    [Fact]
    [Trait("Database", "any")]
    public async Task Tables_of_the_ECB_are_read_and_what_is_not_understood_is_named()
    {
        await desk.PrepareQuotesAsync();
        var taken = await TakeAsync("Date,USD,HUF,XXX,\n2026-11-26,1.0823,N/A,\nsoon,1,2\n2026-11-25,1.0790,398.15,\n");
        Assert.Equal((3, "3"), (taken.Changed, string.Join(", ", taken.Unread)));
        Assert.Equal(0, (await TakeAsync("Date,USD\n2026-11-26,1.0823\n")).Changed);
        Assert.Equal("These are rates to {0}, and we account in {1}.", (await TakeAsync("data;1USD\n20261126;3,9\n")).Fault!.Key);
        Assert.Equal(1.079m, (await desk.DoAsync<FindRate, ExchangeRate?>(verb => verb.ForAsync("USD", "DE", null, new DateOnly(2026, 11, 25))))!.CurrencyUnits);
        Assert.Null(await desk.DoAsync<FindRate, ExchangeRate?>(verb => verb.ForAsync("USD", "DE", new DateOnly(2026, 10, 31), new DateOnly(2026, 11, 26))));

        await desk.HireAsync("Tom", Role.Seller);
        await Assert.ThrowsAsync<NotAllowedException>(() => desk.DoAsync<SaveRates, bool>(verb => verb.RemoveAsync(Guid.Empty), "tom@nordwerk.example"));
    }

    private async Task<RatesTaken> TakeAsync(string csv)
    {
        await using var file = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        return await desk.DoAsync<SaveRates, RatesTaken>(verb => verb.TakeAsync(file));
    }

    private async Task<Invoice> DraftAsync(Guid deal, string currency)
    {
        var quote = await desk.QuoteAsync(deal);
        await desk.Browser.TypeAsync(quote.Id, [("", "Raupenbagger", "1", "1000", "Normal")], ("currency", currency), ("language", "en"));
        await desk.SendAsync(quote.Id);
        var order = await desk.TakeAsync(quote.Id);
        await desk.DeliverAsync(order.Id, 1);
        return await desk.DraftAsync(order.Id, BillWhat.Everything);
    }
}
