using System.Text;
using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using Trichter.Billing.EInvoices.Cii;
using Trichter.Billing.EInvoices.Files;
using Trichter.Billing.Invoices;
using Trichter.Billing.Invoices.Credit;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Tests.Billing.EInvoices;
using Trichter.Tests.Offers.Quotes;
using Trichter.Tests.Support;

namespace Trichter.Tests.Billing;

/// <summary>An invoice corrected in part: by quantities or amounts, never by more than it says, as 381, Rechnungskorrektur and KOR (O71, O76).</summary>
public sealed class CreditTests
{
    private static readonly (string, string, string, string, string)[] Sold = [("BAGGER-22", "", "2", "", "Normal"), ("SERVICE", "", "7.5", "", "Normal"), ("", "Dichtring", "3", "0.335", "Normal")];

    [Fact]
    public async Task A_part_is_credited_on_the_page_up_to_what_was_invoiced_and_what_is_open_follows()
    {
        await using var desk = await Desk.OpenAsync();
        var invoice = await BilledAsync(desk, await desk.PrepareQuotesAsync(), "de");
        var lines = await LinesAsync(desk, invoice.Id);
        await desk.Browser.VisitAsync($"/invoices/{invoice.Id}/credit");
        Type(desk, "quantity", 1, "8");
        await desk.Browser.SubmitAsync("main form:has([name=reason])", ("reason", ""));
        Assert.Contains("At most 7.5 is left.", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("Say why, in up to 200 characters.", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Equal("8", desk.Browser.Page.QuerySelectorAll("[name=quantity]")[1].GetAttribute("value"));
        Type(desk, "quantity", 1, "2.5");
        Type(desk, "amount", 0, "5000");
        await desk.Browser.SubmitAsync("main form:has([name=reason])", ("reason", "Weniger Stunden, Lackschaden"), ("freight", "400"));
        Assert.Contains("Rechnungskorrektur", desk.Browser.Text, StringComparison.Ordinal);
        await desk.Browser.SubmitAsync("main form:has(button.btn-primary)");

        var credit = await desk.App.InDbAsync(db => db.Invoices.AsNoTracking().SingleAsync(its => its.Kind == InvoiceKind.Credit));
        Assert.Equal(("RK-2026-00001", -((295_00 + 5000_00 - 105_90) + 400_00L)), (credit.Number, credit.NetMinor));
        Assert.Equal(invoice.GrossMinor + credit.GrossMinor, await OpenAsync(desk, invoice.Id));
        Assert.Equal(0, await OpenAsync(desk, credit.Id));
        Assert.Equal("A part of it is credited already: credit the rest.", Assert.IsType<DraftResult.Faulty>(await desk.DoAsync<CancelInvoice, DraftResult>(verb => verb.RunAsync(invoice.Id, "Falsch"))).Why.Key);
        Assert.Equal("At most {0} is left.", Assert.Single(Faults(await CreditAsync(desk, invoice.Id, (lines[0].Id, "", "325000.01")))).Key);
        Assert.Equal("At most {0} is left.", Assert.Single(Faults(await CreditAsync(desk, invoice.Id, (lines[1].Id, "5.1", "")))).Key);

        Assert.Equal(2.5m, (await desk.DraftAsync(invoice.OrderId!.Value, BillWhat.Everything)) is var again ? (await LinesAsync(desk, again.Id)).Single().Quantity : 0);
        await desk.HireAsync("Tom", Role.Seller);
        await Assert.ThrowsAsync<NotAllowedException>(() => desk.DoAsync<CreditInvoice, CreditResult>(verb => verb.RunAsync(invoice.Id, new("x", "", new Dictionary<Guid, LineTyped>())), "tom@nordwerk.example"));
    }

    [Fact]
    public async Task In_one_piece_after_another_all_of_it_is_credited_and_no_cent_more_and_each_is_valid_by_the_official_rules()
    {
        await using var desk = await Desk.OpenAsync();
        var invoice = await BilledAsync(desk, await desk.PrepareQuotesAsync(), "de");
        var lines = await LinesAsync(desk, invoice.Id);
        var files = new Dictionary<string, byte[]>();
        foreach (var round in new[] { 1, 2, 3 })
        {
            var credit = await IssuedAsync(desk, invoice.Id, (lines[2].Id, "1", ""), (lines[0].Id, round == 3 ? "2" : "", round == 3 ? "" : "0"));
            files[credit.Number] = Encoding.UTF8.GetBytes((await desk.KeptAsync(credit.Id)).Xml);
            var read = ReadEInvoice.Read(files[credit.Number]).File!.Invoice;
            Assert.Equal(("381", invoice.Number, invoice.IssuedOn, -credit.GrossMinor / 100m), (read.Kind, read.Preceding[0].Number, read.Preceding[0].IssuedOn, read.Totals!.Due));
            files[credit.Number + " CII"] = WriteCii.Write(read).ToBytes();
        }

        var ring = await desk.App.InDbAsync(async db => (await db.InvoiceLines.AsNoTracking().Where(line => line.CreditedLineId == lines[2].Id).OrderBy(line => line.Id).ToListAsync()).ConvertAll(line => Trichter.Offers.Amounts.LineAmounts.Of(line.Priced).Net));
        Assert.Equal([-34, -34, -33], ring);
        if (Environment.GetEnvironmentVariable("TEST_POSTGRES") is not null) return;
        OfficialFiles.Nothing(
            from one in files
            let document = XDocument.Parse(Encoding.UTF8.GetString(one.Value))
            from problem in Schemas.Problems(document, document.Root!.Name.LocalName == "CrossIndustryInvoice" ? Schemas.Cii() : Schemas.Ubl())
            select $"{one.Key}: {problem}");
        OfficialFiles.Nothing(from one in await OfficialRules.CheckAllAsync(files) from finding in one.Value where finding.Flag == "fatal" select $"{one.Key}: {finding.Rule} {finding.Text}");
    }

    [Fact]
    public async Task For_KSeF_it_is_a_KOR_with_the_lines_before_and_after_whose_difference_is_its_sum()
    {
        await using var desk = await Desk.OpenAsync();
        var invoice = await BilledAsync(desk, await desk.PrepareQuotesAsync("PL", "PL", "PL5252248481"), "pl");
        var lines = await LinesAsync(desk, invoice.Id);
        await IssuedAsync(desk, invoice.Id, (lines[1].Id, "2", ""));
        var credit = await IssuedAsync(desk, invoice.Id, (lines[1].Id, "1.5", ""), (lines[0].Id, "", "1234.56"));
        var ksef = XDocument.Parse((await desk.KeptAsync(credit.Id)).Ksef);

        string Value(XContainer of, string name) => of.Descendants().First(element => element.Name.LocalName == name).Value;
        Assert.Equal(("KOR", invoice.Number, "Mniej godzin"), (Value(ksef, "RodzajFaktury"), Value(ksef, "NrFaKorygowanej"), Value(ksef, "PrzyczynaKorekty")));
        var rows = ksef.Descendants().Where(element => element.Name.LocalName == "FaWiersz").ToList();
        Assert.Equal(["2", "5.5", "2", "4"], rows.Select(row => Value(row, "P_8B")));
        Assert.Equal([true, true, false, false], rows.Select(row => row.Elements().Any(element => element.Name.LocalName == "StanPrzed")));
        var sum = rows.Sum(row => decimal.Parse(Value(row, "P_11"), System.Globalization.CultureInfo.InvariantCulture) * (row.Elements().Any(element => element.Name.LocalName == "StanPrzed") ? -1 : 1));
        Assert.Equal((credit.NetMinor / 100m, credit.GrossMinor / 100m), (sum, decimal.Parse(Value(ksef, "P_15"), System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(sum, decimal.Parse(Value(ksef, "P_13_1"), System.Globalization.CultureInfo.InvariantCulture));
        Assert.Empty(Schemas.Problems(ksef, Schemas.Fa3()));
    }

    private static async Task<Invoice> BilledAsync(Desk desk, Trichter.Deals.Deal deal, string language)
    {
        var order = await desk.OrderAsync(deal, Sold, ("discount", "2"), ("freight", "1000"), ("language", language));
        await desk.DeliverAsync(order.Id, 2, 7.5m, 3);
        return await desk.BillAsync(order.Id, BillWhat.Everything);
    }

    private static Task<List<InvoiceLine>> LinesAsync(Desk desk, Guid invoice) => desk.App.InDbAsync(db => db.InvoiceLines.AsNoTracking().Where(line => line.InvoiceId == invoice).OrderBy(line => line.Position).ToListAsync());

    private static Task<CreditResult> CreditAsync(Desk desk, Guid invoice, params (Guid Line, string Quantity, string Amount)[] typed) => desk.DoAsync<CreditInvoice, CreditResult>(verb =>
        verb.RunAsync(invoice, new("Mniej godzin", "", typed.Where(row => row.Amount != "0").ToDictionary(row => row.Line, row => new LineTyped(row.Quantity, row.Amount)))));

    private static async Task<Invoice> IssuedAsync(Desk desk, Guid invoice, params (Guid Line, string Quantity, string Amount)[] typed) =>
        await desk.IssueAsync(Assert.IsType<CreditResult.Drafted>(await CreditAsync(desk, invoice, typed)).Invoice.Id);

    private static IEnumerable<Told> Faults(CreditResult result) => Assert.IsType<CreditResult.Faulty>(result).Faults.Values;

    private static void Type(Desk desk, string name, int row, string value) => desk.Browser.Page.QuerySelectorAll($"[name={name}]")[row].SetAttribute("value", value);

    private static Task<long> OpenAsync(Desk desk, Guid invoice) => desk.App.InDbAsync(async db =>
        await db.Invoices.Where(its => its.Id == invoice).Select(its => its.GrossMinor).SingleAsync() - await db.Allocations.Where(its => its.InvoiceId == invoice).SumAsync(its => its.AmountMinor));
}
