using System.Globalization;
using System.Text;
using Microsoft.Playwright;
using Trichter.Billing.Invoices;
using Trichter.BrowserTests.Support;
using Trichter.Tests.Billing;
using Trichter.Tests.Offers.Quotes;
using Trichter.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Trichter.BrowserTests;

/// <summary>An invoice goes to the customer, who pays a part, is reminded of the rest, and pays it: the deal says so by its evidence.</summary>
public sealed class PaidTests(Chromium chromium) : Journey(chromium)
{
    private Invoice invoice = null!;
    private int files;

    [Fact]
    public async Task An_invoice_is_sent_paid_in_part_reminded_of_and_paid()
    {
        await Petry_has_been_billed();
        await Send_it_by_mail();
        await The_bank_tells_of(invoice.GrossMinor / 2);
        await Button($"Pays {invoice.Number}").ClickAsync();
        await Expect(Toast).ToContainTextAsync("Payment noted");
        await Remind_of_the_rest();
        await The_bank_tells_of(invoice.GrossMinor - invoice.GrossMinor / 2);
        await Expect(Toast).ToContainTextAsync("1 settled at once");
        await The_deal_is_paid();
    }

    private async Task Petry_has_been_billed()
    {
        await SetUpAsync("sales-cycle-7", withSampleData: false);
        await Desk.PrepareQuotesAsync();
        await Desk.DemandAsync("paid");
        var open = await Desk.BeginAsync((await Desk.EnterAsync("Two excavators", "Straßenbau Petry AG")).Id);
        await Desk.WriteAsync(open, [WrittenQuotes.Of("BAGGER-22", "2")]);
        await Desk.SendAsync(open.Quote.Id);
        invoice = await Desk.BillAsync((await Desk.TakeAsync(open.Quote.Id)).Id, BillWhat.Everything);
        Assert.False(await Desk.IsPassedAsync(invoice.DealId));
        await OpenAsync();
        await SignInAsync();
    }

    private async Task Send_it_by_mail()
    {
        await Page.GotoAsync($"/invoices/{invoice.Id}");
        await Page.GetByLabel("Send to").FillAsync("buchhaltung@petry.example");
        await Button("Send by mail").ClickAsync();
        await Expect(Page.GetByRole(AriaRole.Region, new() { Name = "Sending" })).ToContainTextAsync($"{invoice.Number}.xml");
        await AssertNothingSticksOutAsync();
    }

    private async Task The_bank_tells_of(long minor)
    {
        await Page.GotoAsync("/payments");
        var amount = (minor / 100m).ToString("0.00", CultureInfo.InvariantCulture).Replace('.', ',');
        var table = $"Buchungstag;Verwendungszweck;Auftraggeber;Betrag;Währung\n{Desk.App.Clock.Now:dd.MM.yyyy};{invoice.Number};Straßenbau Petry AG;{amount};EUR\n";
        await Page.GetByLabel("File", new() { Exact = true }).SetInputFilesAsync(new FilePayload { Name = $"umsatz-{++files}.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(table) });
        await Button("Read the file").ClickAsync();
        await Expect(Toast).ToContainTextAsync("1 new credits");
        await AssertNothingSticksOutAsync();
    }

    private async Task Remind_of_the_rest()
    {
        PassDays(20);
        await SignInAsync();
        await Page.GotoAsync("/dunning");
        await Expect(Page.Locator("main")).ToContainTextAsync("Straßenbau Petry AG");
        await Button("Write the chosen letters").ClickAsync();
        await Expect(Toast).ToContainTextAsync("Letters written: 1");
        await Expect(Page.GetByRole(AriaRole.Region, new() { Name = "Letters written" })).ToContainTextAsync("Payment reminder");
        await AssertNothingSticksOutAsync();
        await Page.GotoAsync($"/invoices/{invoice.Id}");
        await Expect(Page.GetByRole(AriaRole.Region, new() { Name = "Payment", Exact = true })).ToContainTextAsync("overdue since");
    }

    private async Task The_deal_is_paid()
    {
        await Page.GotoAsync($"/invoices/{invoice.Id}");
        await Expect(Page.GetByRole(AriaRole.Region, new() { Name = "Payment", Exact = true })).ToContainTextAsync("settled");
        await Page.GotoAsync($"/deals/{invoice.DealId}");
        await Expect(Page.Locator(".tr-event").Filter(new() { HasText = "were paid for" })).ToHaveCountAsync(2);
        Assert.True(await Desk.IsPassedAsync(invoice.DealId));
    }
}
