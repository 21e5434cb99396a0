using Microsoft.EntityFrameworkCore;
using Trichter.Billing.Invoices;
using Trichter.Billing.Invoices.Credit;
using Trichter.Insight;
using Trichter.Team;
using Trichter.Tests.Billing;
using Trichter.Tests.Offers.Quotes;
using Trichter.Tests.Support;

namespace Trichter.Tests.Insight;

/// <summary>Where the list price went on its way to the invoice.</summary>
public sealed class LeakageTests : IAsyncLifetime
{
    private Desk desk = null!;

    public async ValueTask InitializeAsync() => desk = await Desk.OpenAsync();

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task What_was_invoiced_below_list_prices_is_told_by_cause_product_and_owner()
    {
        var petry = await desk.PrepareQuotesAsync();
        var order = await desk.OrderAsync(petry, [("BAGGER-22", "", "2", "150000", "Normal"), ("SERVICE", "", "10", "0", "Normal"), ("", "Fracht", "1", "900", "Normal")], ("discount", "2"));
        await desk.BillAsync(order.Id, BillWhat.DownPayment, 30);
        await desk.DeliverAsync(order.Id, 2, 10, 1);
        var invoice = await desk.BillAsync(order.Id, BillWhat.Delivered);
        Assert.Equal((331_180m, 295_180m - 1_180m, 37_180m), Whole(await RunAsync()));

        var bagger = await desk.App.InDbAsync(db => db.InvoiceLines.Where(line => line.InvoiceId == invoice.Id && line.Article == "BAGGER-22").Select(line => line.Id).SingleAsync());
        var credit = Assert.IsType<CreditResult.Drafted>(await desk.DoAsync<CreditInvoice, CreditResult>(verb => verb.RunAsync(invoice.Id, new("Lackschaden", "", new Dictionary<Guid, LineTyped> { [bagger] = new("", "500") }))));
        await desk.IssueAsync(credit.Invoice.Id);
        var report = await RunAsync();
        Assert.Equal((331_180m, 293_510m, 37_670m), Whole(report));
        Assert.Equal(11.4m, report.Figures["percent"]);
        Assert.Equal("with a list price: 3 of 4 lines", report.Figures["lines_words"]);
        Assert.Equal([("A lower price than the list's", 30_000m), ("Discount on a line", 0m), ("Discount on the whole", 6_000m), ("For nothing", 1_180m), ("Credited afterwards", 490m)],
            report.Rows.Select(row => ((string)row["name"]!, (decimal)row["leakage"]!)));
        Assert.Equal([("BAGGER-22 Raupenbagger 22 t", 36_490m), ("SERVICE Wartung", 1_180m)], report.Tables["products"].Select(row => ((string)row["name"]!, (decimal)row["leakage"]!)));
        Assert.Equal(report.Figures["leakage"], report.Tables["owners"].Sum(row => (decimal)row["leakage"]!));

        await desk.Browser.VisitAsync("/insight/leakage");
        Assert.Contains("11.4 %", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_of_orders_are_put_together_by_item_and_add_up_to_the_contract()
    {
        var order = await desk.OrderAsync(await desk.PrepareQuotesAsync(), [("BAGGER-22", "", "2", "150000", "Normal"), ("", "Fracht", "1", "900", "Normal")], ("discount", "2"));
        var lines = await desk.App.InDbAsync(db => db.OrderLines.AsNoTracking().OrderBy(line => line.Position).Select(line => line.NetMinor).ToListAsync());
        Assert.Equal([294_000_00, 882_00], lines);
        Assert.Equal(order.ContractMinor, lines.Sum());

        await desk.Browser.VisitAsync("/insight/reports/on/order-lines?rows=goods&across=item&measure=sum:net");
        Assert.Equal(["294,000", "882", "294,882"], desk.Browser.Page.QuerySelectorAll("tfoot td").Select(cell => System.Text.RegularExpressions.Regex.Match(cell.TextContent, @"[\d,]+").Value));
        await desk.Browser.VisitAsync("/insight/reports/records/order-lines?rows=item&measure=sum:net&row=Fracht");
        Assert.Contains("Fracht", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quantities_are_added_up_unit_by_unit_and_what_was_invoiced_without_what_was_taken_back()
    {
        var order = await desk.OrderAsync(await desk.PrepareQuotesAsync(), [("BAGGER-22", "", "3", "150000", "Normal"), ("", "Einweisung", "2.5", "80", "Normal")], ("discount", "2"));
        await desk.App.InDbAsync(db => db.OrderLines.Where(line => line.Name == "Einweisung").ExecuteUpdateAsync(set => set.SetProperty(line => line.Unit, "HUR")));
        await desk.DeliverAsync(order.Id, 3);
        var invoice = await desk.BillAsync(order.Id, BillWhat.Everything);
        var line = await desk.App.InDbAsync(db => db.InvoiceLines.Where(its => its.InvoiceId == invoice.Id && its.Article == "BAGGER-22").Select(its => its.Id).SingleAsync());
        var credit = Assert.IsType<CreditResult.Drafted>(await desk.DoAsync<CreditInvoice, CreditResult>(verb => verb.RunAsync(invoice.Id, new("Einer kam zurück", "", new Dictionary<Guid, LineTyped> { [line] = new("1", "") }))));
        await desk.IssueAsync(credit.Invoice.Id);

        Assert.Equal("3 pieces · 2.5 hours", await TotalAsync("order-lines?rows=item&measure=sum:quantity"));
        Assert.Equal("2 pieces · 2.5 hours", await TotalAsync("invoice-lines?rows=item&measure=sum:quantity"));
        Assert.Equal(Money(await desk.App.InDbAsync(db => db.Invoices.SumAsync(its => its.NetMinor))), await TotalAsync("invoice-lines?rows=kind&measure=sum:net"));
        Assert.Equal(Money(2 * 147_000_00 + 196_00), await TotalAsync("invoice-lines?rows=goods&measure=sum:net"));
        Assert.Equal(Money(2 * 147_000_00), await TotalAsync("invoice-lines?rows=issued:month&measure=sum:net&f=article~is~BAGGER-22"));

        async Task<string> TotalAsync(string report)
        {
            await desk.Browser.VisitAsync($"/insight/reports/on/{report}");
            return string.Join(' ', desk.Browser.Page.QuerySelector("tfoot td")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        }

        static string Money(long minor) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{minor / 100m:#,0} €");
    }

    [Fact]
    public async Task What_is_taken_back_counts_on_both_sides()
    {
        var petry = await desk.PrepareQuotesAsync();
        var order = await desk.OrderAsync(petry, [("BAGGER-22", "", "2", "150000", "Normal")]);
        await desk.DeliverAsync(order.Id, 2);
        var invoice = await desk.BillAsync(order.Id, BillWhat.Delivered);
        var line = await desk.App.InDbAsync(db => db.InvoiceLines.Where(its => its.InvoiceId == invoice.Id).Select(its => its.Id).SingleAsync());
        var credit = Assert.IsType<CreditResult.Drafted>(await desk.DoAsync<CreditInvoice, CreditResult>(verb => verb.RunAsync(invoice.Id, new("Einer kam zurück", "", new Dictionary<Guid, LineTyped> { [line] = new("1", "") }))));
        await desk.IssueAsync(credit.Invoice.Id);
        Assert.Equal((165_000m, 150_000m, 15_000m), Whole(await RunAsync()));

        await desk.HireAsync("Ola", Role.Seller, Visibility.Own);
        Assert.Equal((0m, 0m, 0m), Whole(await RunAsync("ola@nordwerk.example")));
    }

    private static (decimal List, decimal Invoiced, decimal Leakage) Whole(ReportResult report) => ((decimal)report.Figures["list"]!, (decimal)report.Figures["invoiced"]!, (decimal)report.Figures["leakage"]!);

    private Task<ReportResult> RunAsync(string email = App.OwnerEmail) =>
        desk.DoAsync<IEnumerable<IReport>, ReportResult>(reports => reports.Single(one => one.Name == "leakage").RunAsync(new ReportQuery()), email);
}
