using System.Text;
using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using Trichter.Billing.EInvoices.Cii;
using Trichter.Billing.EInvoices.Files;
using Trichter.Billing.Invoices;
using Trichter.Customers;
using Trichter.Offers.Quotes.Decide;
using Trichter.Offers.Quotes.Edit;
using Trichter.Offers.Vat;
using Trichter.Orders;
using Trichter.Orders.Intake;
using Trichter.Platform.Language;
using Trichter.Tests.Billing.EInvoices;
using Trichter.Tests.Offers.Quotes;
using Trichter.Tests.Support;

namespace Trichter.Tests.Billing;

/// <summary>
/// What a German, a Polish and a small seller really sell, walked through the product: quoted, accepted, ordered, billed, issued. Every invoice that comes out
/// is valid by the official rules and schemas, in both syntaxes, and for KSeF where the seller is Polish.
/// </summary>
public sealed class OwnCasesTests
{
    private const string Petry = "DE136695976", Warsaw = "PL5252248481";

    private static readonly Dictionary<string, LineTyped> Goods = new()
    {
        ["bagger"] = new() { Name = "Raupenbagger", Quantity = "2", Price = "165000" },
        ["drill"] = new() { Name = "Bohrkrone", Article = "BK-7", Quantity = "3", Price = "1249.90", Discount = "7.5" },
        ["screws"] = new() { Name = "Schrauben", Quantity = "250", Price = "4.35", Basis = "100" },
        ["book"] = new() { Name = "Handbuch", Quantity = "5", Price = "12.49", Tax = TaxClass.Reduced },
        ["milk"] = new() { Name = "Mleko", Quantity = "7", Price = "3.19", Tax = TaxClass.SecondReduced },
        ["solar"] = new() { Name = "Solarmodul", Quantity = "12", Price = "149.5", Tax = TaxClass.Zero },
        ["hours"] = new() { Name = "Technikerstunde", Quantity = "7.5", Unit = "HUR", Price = "118" },
        ["course"] = new() { Name = "Schulung", Quantity = "1", Unit = "DAY", Price = "480", Tax = TaxClass.Exempt },
        ["scrap"] = new() { Name = "Schrott", Quantity = "400", Unit = "KGM", Price = "0.27", Tax = TaxClass.BuyerOwes },
        ["halves"] = new() { Name = "Dichtring", Quantity = "3", Price = "0.335" },
        ["halves back"] = new() { Name = "Dichtring zurück", Quantity = "-1", Price = "0.335" },
        ["disc"] = new() { Name = "Schleifscheibe", Quantity = "3", Price = "9.99" },
        ["free"] = new() { Name = "Zugabe", Quantity = "1", Price = "0" },
    };

    private static readonly Case[] German =
    [
        new("machines", "bagger"), new("one at a discount", "drill"), new("per hundred", "screws"), new("reduced", "book"), new("two rates", "drill", "book"),
        new("two rates, discount and freight", "drill", "screws", "book") { Head = form => (form.Discount, form.Freight) = ("2", "49") },
        new("hours at home", "hours"), new("zero rate", "solar"), new("zero and full rate", "solar", "bagger"), new("exempt", "course"), new("exempt beside taxed", "course", "hours"),
        new("buyer owes at home", "scrap") { Head = form => form.BuyerOwesTax = true },
        new("goods to Poland", "bagger", "drill") { Country = "PL", Vat = Warsaw }, new("hours for Poland", "hours") { Country = "PL", Vat = Warsaw },
        new("goods and hours for Poland", "drill", "hours") { Country = "PL", Vat = Warsaw },
        new("goods to Switzerland", "bagger") { Country = "CH", Vat = "" }, new("hours for Switzerland", "hours") { Country = "CH", Vat = "" },
        new("Poland without a VAT number", "drill") { Country = "PL", Vat = "" },
        new("paid early", "bagger") { Head = form => (form.SkontoPercent, form.SkontoDays) = ("2", "10") },
        new("payable at once", "drill") { Head = form => form.PaymentDays = "0" },
        new("halves", "halves", "halves back"), new("prices with tax", "disc") { Head = form => form.IsGross = true },
        new("prices with tax at two rates", "disc", "book") { Head = form => form.IsGross = true }, new("prices with tax less discount", "disc", "book") { Head = form => (form.IsGross, form.Discount) = (true, "3") },
        new("with something for nothing", "drill", "free"), new("in English", "drill") { Head = form => form.Language = "en" }, new("in Polish", "drill", "hours") { Head = form => form.Language = "pl" },
    ];

    private static readonly Case[] Polish =
    [
        new("koparki", "bagger") { Vat = Warsaw }, new("rabat", "drill", "screws") { Vat = Warsaw, Head = form => form.Discount = "5" }, new("trzy stawki", "drill", "book", "milk") { Vat = Warsaw },
        new("do Niemiec", "bagger") { Country = "DE", Vat = Petry }, new("godziny dla Niemiec", "hours") { Country = "DE", Vat = Petry }, new("eksport", "drill") { Country = "CH", Vat = "" },
        new("godziny dla Szwajcarii", "hours") { Country = "CH", Vat = "" }, new("zwolnione", "course") { Vat = Warsaw }, new("zero w kraju", "solar") { Vat = Warsaw },
        new("odwrotne obciążenie", "scrap") { Vat = Warsaw, Head = form => form.BuyerOwesTax = true }, new("fracht", "drill") { Vat = Warsaw, Head = form => form.Freight = "120" },
        new("ceny brutto", "disc", "book") { Vat = Warsaw, Head = form => form.IsGross = true },
    ];

    private static readonly Case[] Small = [new("small, machines", "bagger"), new("small, hours and goods", "hours", "drill")];

    [Fact]
    public async Task Forty_cases_and_more_come_out_valid()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("TEST_POSTGRES") is not null, "Needs no second database: the rules are the same.");
        var files = new Dictionary<string, byte[]>();
        var ksef = new Dictionary<string, string>();
        await using (var desk = await Desk.OpenAsync())
        {
            await PrepareAsync(desk, "DE", isSmall: false);
            foreach (var its in German) files[its.Name] = await XmlAsync(desk, await BillAsync(desk, its));
            await CorrectedAsync(desk, files);
        }

        await using (var desk = await Desk.OpenAsync())
        {
            await PrepareAsync(desk, "PL", isSmall: false);
            foreach (var its in Polish)
            {
                var invoice = await BillAsync(desk, its with { Country = its.Country == "DE" && its.Vat == Warsaw ? "PL" : its.Country });
                files[its.Name] = await XmlAsync(desk, invoice);
                ksef[its.Name] = (await desk.KeptAsync(invoice)).Ksef;
            }
        }

        await using (var desk = await Desk.OpenAsync())
        {
            await PrepareAsync(desk, "DE", isSmall: true);
            foreach (var its in Small) files[its.Name] = await XmlAsync(desk, await BillAsync(desk, its));
        }

        Assert.True(files.Count >= 40, $"{files.Count} invoices");
        foreach (var (name, ubl) in files.ToList()) files[name + ", CII"] = WriteCii.Write(ReadEInvoice.Read(ubl).File!.Invoice).ToBytes();

        OfficialFiles.Nothing(
            from one in files
            let document = XDocument.Parse(Encoding.UTF8.GetString(one.Value))
            from problem in Schemas.Problems(document, document.Root!.Name.LocalName == "CrossIndustryInvoice" ? Schemas.Cii() : Schemas.Ubl())
            select $"{one.Key}: {problem}");
        OfficialFiles.Nothing(from one in ksef from problem in Schemas.Problems(XDocument.Parse(one.Value), Schemas.Fa3()) select $"{one.Key}: {problem}");
        var findings = await OfficialRules.CheckAllAsync(files);
        OfficialFiles.Nothing(from one in findings from finding in one.Value where finding.Flag == "fatal" select $"{one.Key}: {finding.Rule} {finding.Text}");
    }

    [Fact]
    public async Task The_example_with_discounts_and_freight_comes_out_to_the_cent()
    {
        await using var desk = await Desk.OpenAsync();
        await PrepareAsync(desk, "DE", isSmall: false);
        var totals = await TotalsAsync(desk, await BillAsync(desk, German.Single(its => its.Name == "two rates, discount and freight")));
        Assert.Equal((3541.80m, 70.84m, 49m, 3519.96m, 661.44m, 4181.40m), totals);
    }

    [Fact]
    public async Task The_example_of_halves_comes_out_to_the_cent_with_what_comes_back()
    {
        await using var desk = await Desk.OpenAsync();
        await PrepareAsync(desk, "DE", isSmall: false);
        var totals = await TotalsAsync(desk, await BillAsync(desk, German.Single(its => its.Name == "halves")));
        Assert.Equal((0.67m, 0m, 0m, 0.67m, 0.13m, 0.80m), totals);
    }

    private static async Task CorrectedAsync(Desk desk, Dictionary<string, byte[]> files)
    {
        var order = await OrderAsync(desk, German[0] with { Name = "corrected" });
        var down = await desk.BillAsync(order.Id, BillWhat.DownPayment, 30);
        var rest = await desk.BillAsync(order.Id, BillWhat.Everything);
        var wrong = Assert.IsType<DraftResult.Drafted>(await desk.DoAsync<CancelInvoice, DraftResult>(verb => verb.RunAsync(rest.Id, "Falscher Empfänger"))).Invoice;
        files["down payment"] = await XmlAsync(desk, down.Id);
        files["rest"] = await XmlAsync(desk, rest.Id);
        files["cancellation"] = await XmlAsync(desk, (await desk.IssueAsync(wrong.Id)).Id);
    }

    private static async Task PrepareAsync(Desk desk, string country, bool isSmall)
    {
        await desk.PrepareQuotesAsync(country);
        await desk.App.InDbAsync(db => db.OurCompanies.ExecuteUpdateAsync(set => set.SetProperty(ours => ours.TaxNumber, "79/123/45678").SetProperty(ours => ours.RegisterEntry, "HRB 12345").SetProperty(ours => ours.SmallBusiness, isSmall)));
    }

    private static async Task<Guid> BillAsync(Desk desk, Case its)
    {
        var order = await OrderAsync(desk, its);
        if (its.IsDelivered) await desk.DeliverAsync(order.Id, [.. await desk.App.InDbAsync(db => db.OrderLines.Where(line => line.OrderId == order.Id).OrderBy(line => line.Position).Select(line => line.Quantity).ToListAsync())]);
        try
        {
            return (await desk.BillAsync(order.Id, BillWhat.Everything)).Id;
        }
        catch (InvalidOperationException stopped)
        {
            throw new InvalidOperationException($"{its.Name}: {stopped.Message}", stopped);
        }
    }

    private static async Task<Order> OrderAsync(Desk desk, Case its)
    {
        var deal = await desk.EnterAsync(its.Name, "Straßenbau Petry AG");
        var contact = Assert.IsType<SaveResult<Person>.Saved>(await desk.DoAsync<SavePerson, SaveResult<Person>>(verb => verb.CreateAsync(
            new Dictionary<string, string> { ["first_name"] = "Andrea", ["last_name"] = its.Name, ["emails"] = "andrea@petry.example" }, deal.CompanyId, "Einkauf", true))).Record.Id;
        await desk.App.InDbAsync(db => db.Deals.Where(one => one.Id == deal.Id).ExecuteUpdateAsync(set => set.SetProperty(one => one.ContactId, contact)));

        var quote = await desk.QuoteAsync(deal.Id);
        var form = new QuoteForm
        {
            Seen = await desk.VersionAsync(quote.Id, version => version.Version),
            Language = "de",
            Currency = "EUR",
            Title = its.Name,
            PaymentDays = "14",
            ValidUntil = "2026-12-31",
            IsBinding = true,
            BuyerName = "Straßenbau Petry AG",
            BuyerStreet = "Hafen 3",
            BuyerPostalCode = "18055",
            BuyerCity = "Rostock",
            BuyerCountry = its.Country,
            BuyerVat = its.Vat,
            Lines = [.. its.Lines.Select(line => Goods[line])],
        };
        its.Head(form);
        Assert.IsType<QuoteSaved.Saved>(await desk.DoAsync<SaveQuote, QuoteSaved>(verb => verb.RunAsync(quote.Id, form)));
        await desk.SendAsync(quote.Id);
        Assert.Null(await desk.DoAsync<DecideQuote, Told?>(verb => verb.AcceptAsync(quote.Id, "Frau Petry", [])));
        var version = await desk.VersionAsync(quote.Id, one => one.Id);
        return Assert.IsType<OrderResult.Taken>(await desk.DoAsync<TakeOrder, OrderResult>(verb => verb.RunAsync(version, new OrderDraft("B-" + its.Name, new DateOnly(2026, 3, 2), null)))).Order;
    }

    private static async Task<byte[]> XmlAsync(Desk desk, Guid invoice) => Encoding.UTF8.GetBytes((await desk.KeptAsync(invoice)).Xml);

    private static async Task<(decimal?, decimal?, decimal?, decimal?, decimal?, decimal?)> TotalsAsync(Desk desk, Guid invoice)
    {
        var its = ReadEInvoice.Read(await XmlAsync(desk, invoice)).File!.Invoice;
        return (its.Totals!.Lines, its.Totals.Allowances ?? 0, its.Totals.Charges ?? 0, its.Totals.Net, its.Vat, its.Totals.Gross);
    }

    private sealed record Case(string Name, params string[] Lines)
    {
        public string Country { get; init; } = "DE";
        public string Vat { get; init; } = Petry;

        /// <summary>What crosses a border is billed after it was delivered: the day belongs on the invoice.</summary>
        public bool IsDelivered => Country is not "DE" || Name.Contains("Niemiec", StringComparison.Ordinal);

        public Action<QuoteForm> Head { get; init; } = _ => { };
    }
}
