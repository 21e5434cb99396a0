using System.Text;
using Microsoft.EntityFrameworkCore;
using Trichter.Billing.Bank;
using Trichter.Billing.Invoices;
using Trichter.Billing.Payments;
using Trichter.Ledger;
using Trichter.Orders;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Tests.Offers.Quotes;
using Trichter.Tests.Support;

namespace Trichter.Tests.Billing;

/// <summary>What the bank tells is kept once and settled by itself only when nothing is left to doubt (O80, O81).</summary>
public sealed class BankTests : IAsyncLifetime
{
    private const string Sparkasse = "\"Auftragskonto\";\"Buchungstag\";\"Valutadatum\";\"Buchungstext\";\"Verwendungszweck\";\"Beguenstigter/Zahlungspflichtiger\";\"Kontonummer/IBAN\";\"Betrag\";\"Waehrung\"\n";
    private Desk desk = null!;
    private Order order = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        await desk.PrepareQuotesAsync();
        await desk.DemandAsync("paid");
        order = await desk.OrderAsync(await desk.EnterAsync("Two excavators and service", "Straßenbau Petry AG"), [("BAGGER-22", "", "2", "", "Normal"), ("SERVICE", "", "7.5", "", "Normal")], ("language", "de"), ("skonto-percent", "2"), ("skonto-days", "7"));
        await desk.DeliverAsync(order.Id, 1, 0);
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task O81_exact_number_and_amount_are_settled_at_once_and_the_same_file_again_adds_nothing()
    {
        var invoice = await desk.BillAsync(order.Id, BillWhat.Delivered);
        await UploadAsync("umsatz.csv", Csv($"Rechnung {invoice.Number} vielen Dank", invoice.GrossMinor));
        Assert.Contains("1 new credits, 1 settled at once, 0 known already, 0 lines could not be read.", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Equal(0, await OpenAsync(invoice.Id));
        Assert.Contains(desk.Browser.Page.QuerySelectorAll(".tr-lines").Select(list => list.TextContent), text => text.Contains("1 new, 0 known already, 1 debits or not booked, 0 not readable", StringComparison.Ordinal));

        await UploadAsync("umsatz-2.csv", Csv($"Rechnung {invoice.Number} vielen Dank", invoice.GrossMinor));
        Assert.Contains("Nothing new: all 1 credits of this file were known already.", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Equal(1, await desk.App.InDbAsync(db => db.Payments.CountAsync()));
    }

    [Fact]
    public async Task O81_less_the_discount_in_time_is_exact_too_and_an_undo_makes_the_line_open_again()
    {
        var invoice = await desk.BillAsync(order.Id, BillWhat.Delivered);
        var early = Skonto.Of(invoice, Today())!.Value;
        await UploadAsync("umsatz.csv", Csv(invoice.Number, invoice.GrossMinor - early));
        Assert.Equal(0, await OpenAsync(invoice.Id));
        Assert.Contains("were paid for RE-2026-00001", await TimelineAsync(invoice.DealId), StringComparison.Ordinal);

        var change = await desk.App.InDbAsync(db => db.Ledger.Where(entry => entry.Record == nameof(Payment)).Select(entry => entry.ChangeId).SingleAsync());
        Assert.IsType<UndoResult.Undone>(await desk.DoAsync<UndoChange, UndoResult>(verb => verb.RunAsync(change, _ => true, null)));
        Assert.Equal(invoice.GrossMinor, await OpenAsync(invoice.Id));
        await desk.Browser.VisitAsync("/payments");
        await desk.Browser.SubmitAsync("form[action$='/settle']");
        Assert.Equal(0, await OpenAsync(invoice.Id));
    }

    [Fact]
    public async Task O81_one_candidate_is_proposed_and_confirmed_by_one_press_and_what_is_too_much_stays_as_credit()
    {
        var invoice = await desk.BillAsync(order.Id, BillWhat.Delivered);
        await UploadAsync("umsatz.csv", Csv(invoice.Number.Replace("-", " ", StringComparison.Ordinal), invoice.GrossMinor + 50_00));
        Assert.Contains("The number is right, the amount is more than open.", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Equal(invoice.GrossMinor, await OpenAsync(invoice.Id));
        await desk.Browser.SubmitAsync("form[action$='/settle']");
        Assert.Equal(0, await OpenAsync(invoice.Id));
        Assert.Equal(50_00, await desk.App.InDbAsync(async db => await db.Payments.SumAsync(its => its.AmountMinor) - await db.Allocations.SumAsync(its => its.AmountMinor)));
    }

    [Fact]
    public async Task O81_two_invoices_in_one_transfer_are_proposed_when_numbers_and_sum_fit()
    {
        var (first, second) = await BillTwiceAsync();
        await UploadAsync("umsatz.csv", Csv($"{first.Number} {second.Number}", first.GrossMinor + second.GrossMinor));
        Assert.Contains("It names 2 invoices, and their sum is exact.", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.SubmitAsync("form[action$='/settle']");
        Assert.Equal((0L, 0L), (await OpenAsync(first.Id), await OpenAsync(second.Id)));
        Assert.Equal(1, await desk.App.InDbAsync(db => db.Payments.CountAsync()));
    }

    [Fact]
    public async Task O81_what_fits_nothing_waits_until_somebody_searches_the_invoice_or_puts_it_aside()
    {
        var (first, _) = await BillTwiceAsync();
        await UploadAsync("umsatz.csv", Csv("Danke", 10_00));
        await UploadAsync("umsatz-2.csv", Csv("Erstattung Strom", 20_00));
        var lines = await desk.App.InDbAsync(db => db.BankLines.AsNoTracking().OrderBy(line => line.AmountMinor).ToListAsync());
        await desk.Browser.VisitAsync($"/payments/{lines[0].Id}?q=petry");
        Assert.Equal(2, desk.Browser.Page.QuerySelectorAll("main tbody tr").Length);
        await desk.Browser.VisitAsync($"/payments/{lines[0].Id}?q={first.Number}");
        await desk.Browser.SubmitAsync("form[action$='/settle']", ("invoice", first.Id));
        Assert.Equal(first.GrossMinor - 10_00, await OpenAsync(first.Id));
        Assert.Equal("Somebody has settled this line already.", (await desk.DoAsync<SettleBankLine, Told?>(verb => verb.RunAsync(lines[0].Id, [first.Id])))!.Key);

        await desk.Browser.VisitAsync($"/payments/{lines[1].Id}");
        await desk.Browser.SubmitAsync("form[action$='/aside']", ("why", "Not from a customer"));
        await desk.Browser.VisitAsync("/payments?show=aside");
        Assert.Contains("Not from a customer", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task O81_a_line_that_cannot_be_read_is_listed_with_its_number_and_why()
    {
        await UploadAsync("umsatz.csv", Encoding.GetEncoding(28591).GetBytes(Sparkasse + "DE1;02.03.26;;GUTSCHRIFT;für uns;Müller;;1.234;EUR\nDE1;31.02.2026;;GUTSCHRIFT;x;Müller;;12,00;EUR\nDE1;02.03.26;;GUTSCHRIFT;für uns;Müller;;1.234,50;EUR\n"));
        Assert.Contains("Line 2: This is not an amount of money.", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("Line 3: This is not a date.", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Equal(("Müller", "für uns", 1_234_50L), await desk.App.InDbAsync(db => db.BankLines.Select(line => new ValueTuple<string, string, long>(line.Payer, line.Text, line.AmountMinor)).SingleAsync()));
    }

    [Fact]
    public async Task O81_columns_nobody_knows_are_chosen_once()
    {
        const string Table = "Wann,Wieviel,Wofuer,Wer\n2026-03-02,12.50,Danke,Petry\n";
        await UploadAsync("andere.csv", Encoding.UTF8.GetBytes(Table));
        Assert.Contains("Which column says what?", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.SubmitAsync("form[action$='/columns']", ("Day", "0"), ("Amount", "1"), ("Text", "2"), ("Payer", "3"));
        Assert.Contains("1 new credits", desk.Browser.Text, StringComparison.Ordinal);
        await UploadAsync("andere-2.csv", Encoding.UTF8.GetBytes(Table.Replace("12.50", "13.50", StringComparison.Ordinal)));
        Assert.Contains("1 new credits", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Equal("EUR", await desk.App.InDbAsync(db => db.BankLines.Select(line => line.Currency).Distinct().SingleAsync()));
    }

    [Theory]
    [InlineData("053", "02", "Stmt")]
    [InlineData("054", "08", "Ntfctn")]
    public async Task O81_statements_and_advices_of_ISO_20022_are_read_in_both_versions(string kind, string version, string report)
    {
        var invoice = await desk.BillAsync(order.Id, BillWhat.Delivered);
        await UploadAsync("camt.xml", Encoding.UTF8.GetBytes(Camt(kind, version, report, invoice.Number, invoice.GrossMinor)));
        Assert.Contains("1 new credits, 1 settled at once, 0 known already, 1 lines could not be read.", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("1 new, 0 known already, 2 debits or not booked, 1 not readable", desk.Browser.Text, StringComparison.Ordinal);
        var line = await desk.App.InDbAsync(db => db.BankLines.AsNoTracking().SingleAsync());
        Assert.Equal(("Straßenbau Petry AG", "DE02120300000000202051", "DE89370400440532013000 2026030200001", new DateOnly(2026, 3, 2)), (line.Payer, line.Iban, line.Reference, line.BookedOn));
        await UploadAsync("camt.xml", Encoding.UTF8.GetBytes(Camt(kind, version, report, invoice.Number, invoice.GrossMinor)));
        Assert.Contains("Nothing new", desk.Browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hostile_file_is_refused()
    {
        await UploadAsync("x.xml", Encoding.UTF8.GetBytes("<!DOCTYPE d [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.02\">&a;</Document>"));
        Assert.Contains("This is neither a CAMT.053 or CAMT.054 nor a table.", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Equal(0, await desk.App.InDbAsync(db => db.BankFiles.CountAsync()));
    }

    [Fact]
    public async Task O80_of_two_who_note_the_whole_at_once_one_is_told_and_nothing_is_settled_twice()
    {
        var invoice = await desk.BillAsync(order.Id, BillWhat.Delivered);
        var whole = (invoice.GrossMinor / 100m).ToString("0.00", System.Globalization.CultureInfo.InvariantCulture);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => desk.DoAsync<NotePayment, Told?>(verb => verb.RunAsync(invoice.Id, new PaymentDraft(whole, Today(), ""))))));
        Assert.Single(answers, answer => answer is null);
        Assert.Equal(3, answers.Count(answer => answer?.Key == "Nothing is open any more."));
        Assert.Equal(0, await OpenAsync(invoice.Id));
    }

    [Fact]
    public async Task Only_who_may_bill_sees_the_bank_and_nobody_settles_what_he_does_not_see()
    {
        var invoice = await desk.BillAsync(order.Id, BillWhat.Delivered);
        await desk.HireAsync("Tom", Role.Seller);
        await Assert.ThrowsAsync<NotAllowedException>(() => desk.DoAsync<TakeBankFile, BankFileResult>(verb => verb.RunAsync("a.csv", Csv("x", 1)), "tom@nordwerk.example"));
        await Assert.ThrowsAsync<NotAllowedException>(() => desk.DoAsync<SettleBankLine, Told?>(verb => verb.RunAsync(Guid.NewGuid(), [invoice.Id]), "tom@nordwerk.example"));

        await desk.HireAsync("Mia", Role.Manager, Visibility.Own);
        await desk.DoAsync<TakeBankFile, BankFileResult>(verb => verb.RunAsync("a.csv", Csv(invoice.Number, invoice.GrossMinor)), "mia@nordwerk.example");
        var line = await desk.App.InDbAsync(db => db.BankLines.Select(its => its.Id).SingleAsync());
        Assert.Equal("Nothing is here", (await desk.DoAsync<SettleBankLine, Told?>(verb => verb.RunAsync(line, [invoice.Id]), "mia@nordwerk.example"))!.Key);
        var mia = await desk.SignInAsync("Mia");
        await mia.VisitAsync($"/payments/{line}?q={invoice.Number}");
        Assert.Null(mia.Page.QuerySelector("main tbody tr"));
        Assert.Equal(invoice.GrossMinor, await OpenAsync(invoice.Id));
    }

    private static byte[] Csv(string text, long minor)
    {
        var amount = (minor / 100m).ToString("N2", System.Globalization.CultureInfo.GetCultureInfo("de-DE"));
        return Encoding.UTF8.GetBytes($"{Sparkasse}\"DE89\";\"02.03.26\";\"02.03.26\";\"GUTSCHRIFT\";\"{text}\";\"Straßenbau Petry AG\";\"DE02120300000000202051\";\"{amount}\";\"EUR\"\n\"DE89\";\"02.03.26\";\"02.03.26\";\"LASTSCHRIFT\";\"Miete\";\"Hafen\";\"\";\"-1.000,00\";\"EUR\"\n");
    }

    private static string Camt(string kind, string version, string report, string number, long minor)
    {
        var amount = (minor / 100m).ToString("0.00", System.Globalization.CultureInfo.InvariantCulture);
        var (payer, booked) = version == "08" ? ("<Dbtr><Pty><Nm>Straßenbau Petry AG</Nm></Pty></Dbtr>", "<Sts><Cd>BOOK</Cd></Sts>") : ("<Dbtr><Nm>Straßenbau Petry AG</Nm></Dbtr>", "<Sts>BOOK</Sts>");
        string Entry(string its, string side, string reference, string state, string details) => $"<Ntry><Amt Ccy=\"EUR\">{its}</Amt><CdtDbtInd>{side}</CdtDbtInd>{state}<BookgDt><Dt>2026-03-02</Dt></BookgDt><AcctSvcrRef>{reference}</AcctSvcrRef><NtryDtls><TxDtls>{details}</TxDtls></NtryDtls></Ntry>";
        var good = $"<RltdPties>{payer}<DbtrAcct><Id><IBAN>DE02120300000000202051</IBAN></Id></DbtrAcct></RltdPties><RmtInf><Ustrd>Rechnung {number}</Ustrd><Ustrd>vielen Dank</Ustrd></RmtInf>";
        return $"<?xml version=\"1.0\"?><Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.{kind}.001.{version}\"><Root><GrpHdr/><{report}><Acct><Id><IBAN>DE89370400440532013000</IBAN></Id></Acct>"
            + Entry(amount, "CRDT", "2026030200001", booked, good) + Entry("5.00", "DBIT", "2", booked, "") + Entry("6.00", "CRDT", "3", booked.Replace("BOOK", "PDNG", StringComparison.Ordinal), "") + Entry("1,5", "CRDT", "4", booked, "") + $"</{report}></Root></Document>";
    }

    private async Task<(Invoice First, Invoice Second)> BillTwiceAsync()
    {
        var first = await desk.BillAsync(order.Id, BillWhat.Delivered);
        await desk.DeliverAsync(order.Id, 1, 7.5m);
        return (first, await desk.BillAsync(order.Id, BillWhat.Delivered));
    }

    private DateOnly Today() => DateOnly.FromDateTime(desk.App.Clock.Now);

    private async Task UploadAsync(string name, byte[] content)
    {
        await desk.Browser.VisitAsync("/payments");
        await desk.Browser.UploadAsync("form[enctype]", "file", name, content);
    }

    private async Task<string> TimelineAsync(Guid deal)
    {
        await desk.Browser.VisitAsync($"/deals/{deal}");
        return desk.Browser.Text;
    }

    private Task<long> OpenAsync(Guid invoice) => desk.App.InDbAsync(async db =>
        await db.Invoices.Where(its => its.Id == invoice).Select(its => its.GrossMinor).SingleAsync() - await db.Allocations.Where(its => its.InvoiceId == invoice).SumAsync(its => its.AmountMinor));
}
