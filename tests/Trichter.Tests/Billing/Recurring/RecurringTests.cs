using System.Text;
using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using Trichter.Billing.EInvoices.Cii;
using Trichter.Billing.EInvoices.Files;
using Trichter.Billing.Invoices;
using Trichter.Billing.Recurring;
using Trichter.Customers;
using Trichter.Deals;
using Trichter.Ledger;
using Trichter.Offers.Products;
using Trichter.Orders;
using Trichter.Orders.Intake;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Tests.Billing.EInvoices;
using Trichter.Tests.Offers.Quotes;
using Trichter.Tests.Support;

namespace Trichter.Tests.Billing.Recurring;

/// <summary>A machine for rent: what is due each period is shown first, billed once, and stops when notice was given (O8, O70).</summary>
public sealed class RecurringTests : IAsyncLifetime
{
    private static readonly DateOnly March = new(2026, 3, 2);
    private Desk desk = null!;
    private Order order = null!;
    private Guid rent;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        order = await RentAsync(desk, await desk.PrepareQuotesAsync());
        rent = await LineAsync(desk, order);
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task After_a_dry_run_each_period_of_an_order_becomes_one_invoice_however_often_and_by_how_many_it_is_run()
    {
        await desk.Browser.VisitAsync("/invoices/recurring");
        Assert.Contains("It is not set from when on it is billed.", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.VisitAsync($"/orders/{order.Id}/recurring/{rent}");
        await desk.Browser.SubmitAsync("main form:has([name=starts])", ("starts", "2026-01-15"), ("calendar", "true"), ("notice", "3"));
        await desk.Browser.VisitAsync("/today");
        Assert.Contains("a period of the order AB-2026-00001 can be billed since 15/01/2026", desk.Browser.Text, StringComparison.Ordinal);

        await desk.Browser.VisitAsync("/invoices/recurring");
        Assert.Contains("part: 17 of 31 days of 310", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Equal(["340.00 EUR", "620.00 EUR", "620.00 EUR"], desk.Browser.Page.QuerySelectorAll("main tbody td:last-child").Select(cell => cell.TextContent));
        Assert.Equal(0, await desk.App.InDbAsync(db => db.Invoices.CountAsync()));
        await desk.Browser.PressAsync("main form[method=post]", "what", "draft");
        Assert.Contains("3 invoices written.", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("No period can be billed", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Empty((await BillAsync(March)).Written);

        var later = new DateOnly(2026, 4, 1);
        var runs = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => BillAsync(later)));
        Assert.Single(runs.SelectMany(run => run.Written));
        var billed = await desk.App.InDbAsync(db => db.BilledPeriods.OrderBy(its => its.FromDay).Select(its => its.FromDay).ToListAsync());
        Assert.Equal([new(2026, 1, 15), new(2026, 2, 1), new(2026, 3, 1), later], billed);
        Assert.Equal(4, await desk.App.InDbAsync(db => db.Invoices.CountAsync()));
    }

    [Fact]
    public async Task A_draft_thrown_away_an_invoice_cancelled_and_a_run_taken_back_free_their_periods_again()
    {
        await SetAsync("2026-01-01");
        var run = await BillAsync(March);
        Assert.Equal(3, run.Written.Count);
        Assert.True(await desk.DoAsync<DraftInvoice, bool>(verb => verb.DropAsync(run.Written[1].InvoiceId!.Value)));
        var again = Assert.Single((await BillAsync(March, isIssued: true)).Written);
        Assert.Equal(run.Written[1].Planned.Key, again.Planned.Key);

        var wrong = Assert.IsType<DraftResult.Drafted>(await desk.DoAsync<CancelInvoice, DraftResult>(verb => verb.RunAsync(again.InvoiceId!.Value, "Falscher Empfänger"))).Invoice;
        Assert.Empty((await BillAsync(March)).Written);
        await desk.IssueAsync(wrong.Id);
        Assert.Equal(again.Planned.Key, Assert.Single((await BillAsync(March)).Written).Planned.Key);

        var change = await desk.App.InDbAsync(db => db.Ledger.Where(entry => entry.Record == nameof(BilledPeriod) && entry.Action == LedgerAction.Created).OrderByDescending(entry => entry.Id).Select(entry => entry.ChangeId).FirstAsync());
        Assert.IsType<UndoResult.Undone>(await desk.DoAsync<UndoChange, UndoResult>(verb => verb.RunAsync(change, _ => true, null)));
        Assert.Equal(again.Planned.Key, Assert.Single((await BillAsync(March)).Written).Planned.Key);
        Assert.Equal(order.NetMinor, await desk.App.InDbAsync(db => db.Orders.Select(its => its.NetMinor).SingleAsync()));
    }

    [Fact]
    public async Task Notice_ends_it_not_before_its_time_and_the_last_period_is_a_part()
    {
        await SetAsync("2026-01-01");
        await desk.Browser.VisitAsync($"/orders/{order.Id}/recurring/{rent}");
        await desk.Browser.SubmitAsync("main form:has([name=ends])", ("noticed", "2026-03-02"), ("ends", "2026-05-15"), ("by", "Frau Petry"));
        Assert.Contains("It runs until 31/12/2026 at least: the notice takes until 02/06/2026, the minimum term until 31/12/2026.", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.SubmitAsync("main form:has([name=ends])", ("ends", "2027-01-10"));
        Assert.Contains("notice by Frau Petry on 02/03/2026", desk.Browser.Text, StringComparison.Ordinal);

        var run = await BillAsync(new DateOnly(2028, 1, 1));
        Assert.Equal(13, run.Written.Count);
        Assert.Equal((new DateOnly(2027, 1, 10), 2 * 100_00L), (run.Written[^1].Planned.To, run.Written[^1].Planned.Totals().Net));
        Assert.Equal("Its last period is billed already. Cancel that invoice first.", (await desk.DoAsync<EndRecurring, Told?>(verb => verb.GoOnAsync(order.Id, rent)))!.Key);
        Assert.Equal("Periods of it are billed already: start and length of the periods stay as they are.", (await TypedAsync("2026-02-01"))!.Why.Key);
        await desk.HireAsync("Tom", Role.Seller);
        await Assert.ThrowsAsync<NotAllowedException>(() => desk.DoAsync<BillRecurring, RecurringRun>(verb => verb.RunAsync(March, null, false), "tom@nordwerk.example"));
    }

    [Fact]
    public async Task The_daily_job_issues_what_is_due_only_where_the_workspace_wants_it_and_the_period_stands_in_every_syntax()
    {
        await SetAsync("2026-02-15");
        Assert.Equal(0, await RunByItselfAsync(desk));
        Assert.Null(await desk.DoAsync<SaveRecurringRules, Told?>(verb => verb.RunAsync(RecurringMode.Issue, "0")));
        Assert.Equal(2, await RunByItselfAsync(desk));
        Assert.Equal(2, await RunByItselfAsync(desk));

        var files = new Dictionary<string, byte[]>();
        foreach (var invoice in await desk.App.InDbAsync(db => db.Invoices.AsNoTracking().Where(its => its.IssuedOn != null).ToListAsync()))
        {
            var kept = await desk.KeptAsync(invoice.Id);
            Assert.Contains($"{Texts.In("de", TimeZoneInfo.Utc).Date(invoice.SupplyFrom!.Value)} – ", System.Net.WebUtility.HtmlDecode(kept.Html), StringComparison.Ordinal);
            files[invoice.Number] = Encoding.UTF8.GetBytes(kept.Xml);
            var read = ReadEInvoice.Read(files[invoice.Number]).File!.Invoice;
            files[invoice.Number + " CII"] = WriteCii.Write(read).ToBytes();
            foreach (var its in new[] { read, ReadEInvoice.Read(files[invoice.Number + " CII"]).File!.Invoice })
                Assert.Equal((invoice.SupplyFrom, invoice.SupplyTo, invoice.SupplyFrom, invoice.SupplyTo), (its.Period!.From, its.Period.To, its.Lines[0].Period!.From, its.Lines[0].Period!.To));
        }

        await using var polish = await Desk.OpenAsync();
        var its2 = await RentAsync(polish, await polish.PrepareQuotesAsync("PL", "PL", "PL5252248481"), "pl");
        Assert.Null(await polish.DoAsync<SetRecurring, RecurringFault?>(async verb => await verb.RunAsync(its2.Id, await LineAsync(polish, its2), Typed("2026-03-01"))));
        await polish.DoAsync<SaveRecurringRules, Told?>(verb => verb.RunAsync(RecurringMode.Issue, "0"));
        Assert.Equal(1, await RunByItselfAsync(polish));
        var ksef = await polish.App.InDbAsync(db => db.InvoicesKept.Select(kept => kept.Ksef).SingleAsync());
        Assert.Contains("<P_6_Od>2026-03-01</P_6_Od><P_6_Do>2026-03-31</P_6_Do>", string.Concat(ksef.Split('\n').Select(line => line.Trim())), StringComparison.Ordinal);
        Assert.Empty(Schemas.Problems(XDocument.Parse(ksef), Schemas.Fa3()));

        if (Environment.GetEnvironmentVariable("TEST_POSTGRES") is not null) return;
        OfficialFiles.Nothing(from one in await OfficialRules.CheckAllAsync(files) from finding in one.Value where finding.Flag == "fatal" select $"{one.Key}: {finding.Rule} {finding.Text}");
    }

    private static async Task<Order> RentAsync(Desk desk, Deal deal, string language = "de")
    {
        Assert.IsType<SaveResult<Product>.Saved>(await desk.DoAsync<SaveProduct, SaveResult<Product>>(verb => verb.RunAsync(null, new Dictionary<string, string>(), new Dictionary<string, string>
        {
            ["key"] = "MIETE-8",
            ["name_de"] = "Minibagger 8 t, Miete",
            ["name_pl"] = "Minikoparka 8 t, najem",
            ["kind"] = "Rental",
            ["unit"] = "H87",
            ["interval"] = "Month",
            ["minimum_term"] = "12",
        })));
        var order = await desk.OrderAsync(deal, [("MIETE-8", "", "2", "310", "Normal"), ("SERVICE", "", "1", "", "Normal")], ("language", language));
        Assert.Null(await desk.DoAsync<SettleOrder, Told?>(verb => verb.ConfirmAsync(order.Id)));
        return order;
    }

    private static Task<Guid> LineAsync(Desk desk, Order order) => desk.App.InDbAsync(db => db.OrderLines.Where(line => line.OrderId == order.Id && line.Interval == Interval.Month).Select(line => line.Key).SingleAsync());

    private static RecurringTyped Typed(string from) => new(DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture), Interval.Month, BillTiming.Advance, true, "3", NoticeUnit.Months, []);

    private Task<RecurringFault?> TypedAsync(string from) => desk.DoAsync<SetRecurring, RecurringFault?>(verb => verb.RunAsync(order.Id, rent, Typed(from)));

    private async Task SetAsync(string from) => Assert.Null(await TypedAsync(from));

    private Task<RecurringRun> BillAsync(DateOnly until, bool isIssued = false) => desk.DoAsync<BillRecurring, RecurringRun>(verb => verb.RunAsync(until, null, isIssued));

    private static async Task<int> RunByItselfAsync(Desk desk)
    {
        await desk.App.WithAsync<RunRecurring, bool>(async job =>
        {
            await job.RunAsync();
            return true;
        });
        return await desk.App.InDbAsync(db => db.Invoices.CountAsync(its => its.IssuedOn != null));
    }
}
