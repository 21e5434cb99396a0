using Microsoft.EntityFrameworkCore;
using Trichter.Billing.Rates;
using Trichter.Customers;
using Trichter.Deals;
using Trichter.Offers.Prices;
using Trichter.Offers.Products;
using Trichter.Offers.Quotes;
using Trichter.Offers.Quotes.Send;
using Trichter.Offers.Seller;
using Trichter.Platform.Fields;
using Trichter.Tests.Support;

namespace Trichter.Tests.Offers.Quotes;

/// <summary>A desk at which quotes can be written: we are known, Petry is, two machines have prices.</summary>
internal static class QuoteDesk
{
    public static async Task<Deal> PrepareQuotesAsync(this Desk desk, string country = "DE", string buyerCountry = "DE", string buyerVat = "DE136695976")
    {
        var ours = new Dictionary<string, string>
        {
            ["legal_name"] = "Nordwerk GmbH",
            ["street"] = "Werftstraße 1",
            ["postal_code"] = "18057",
            ["city"] = "Rostock",
            ["country"] = country,
            ["vat_number"] = country == "PL" ? "PL8567346215" : "DE136695976",
            ["iban"] = "DE89 3704 0044 0532 0130 00",
            ["contact"] = "Jana Petersen",
            ["email"] = "jana@nordwerk.example",
            ["phone"] = "+49 381 1",
        };
        Assert.True((await desk.DoAsync<SaveOurCompany, MergeResult>(verb => verb.RunAsync(new Dictionary<string, string>(), ours))).IsClean);
        if (country == "PL") await desk.ZlotyAsync();
        await desk.ProductAsync("BAGGER-22", "Raupenbagger 22 t", cost: "120000");
        await desk.ProductAsync("SERVICE", "Wartung", kind: "Service", unit: "HUR", cost: "40");
        await desk.PricesAsync("Standard", ("BAGGER-22", "1", "165000"), ("BAGGER-22", "3", "160000"), ("SERVICE", "1", "118"));

        var company = await desk.DoAsync<SaveCompany, SaveResult<Company>>(verb => verb.CreateAsync(new Dictionary<string, string>
        {
            ["name"] = "Straßenbau Petry AG",
            ["street"] = "Hafen 3",
            ["postal_code"] = "18055",
            ["city"] = "Rostock",
            ["country"] = buyerCountry,
            ["vat_number"] = buyerVat,
        }, true));
        Assert.IsType<SaveResult<Company>.Saved>(company);
        return await desk.EnterAsync("Two excavators", "Straßenbau Petry AG");
    }

    /// <summary>What a euro and a hundred forints were worth in złoty, each day from a month ago until a year from now.</summary>
    public static async Task ZlotyAsync(this Desk desk)
    {
        var first = DateOnly.FromDateTime(desk.App.Clock.Now).AddDays(-30);
        var table = string.Join('\n', Enumerable.Range(0, 395).Select(day => $"{first.AddDays(day):yyyyMMdd};4,2531;1,0873;196/A/NBP/2026").Prepend("data;1EUR;100HUF;nr tabeli"));
        await using var file = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(table));
        Assert.Equal(2 * 395, (await desk.DoAsync<SaveRates, RatesTaken>(verb => verb.TakeAsync(file))).Changed);
    }

    public static async Task<Product> ProductAsync(this Desk desk, string key, string name, string kind = "Goods", string unit = "H87", string cost = "", string tax = "Standard") =>
        Assert.IsType<SaveResult<Product>.Saved>(await desk.DoAsync<SaveProduct, SaveResult<Product>>(verb => verb.RunAsync(null, new Dictionary<string, string>(), new Dictionary<string, string>
        {
            ["key"] = key,
            ["name_de"] = name,
            ["name_pl"] = name + " PL",
            ["kind"] = kind,
            ["unit"] = unit,
            ["cost"] = cost,
            ["tax_class"] = tax,
        }))).Record;

    public static async Task<PriceList> PricesAsync(this Desk desk, string name, params (string Product, string From, string Price)[] prices) =>
        Assert.IsType<PriceListResult.Saved>(await desk.DoAsync<SavePriceList, PriceListResult>(verb => verb.RunAsync(null, new PriceListForm
        {
            Name = name,
            Currency = "EUR",
            Rows = [.. prices.Select(price => new PriceRowTyped(null, price.Product, price.From, price.Price, "1", TierMode.Whole))],
        }))).List;

    public static async Task<Quote> QuoteAsync(this Desk desk, Guid deal) => (await desk.DoAsync<StartQuote, Quote?>(verb => verb.RunAsync(deal)))!;

    /// <summary>Types lines into the form of the page, in its first rows: number, words, quantity, price, kind.</summary>
    public static async Task TypeAsync(this Browser browser, Guid quote, IReadOnlyList<(string Article, string Name, string Quantity, string Price, string Kind)> lines, params (string Name, object Value)[] head)
    {
        await browser.VisitAsync($"/quotes/{quote}");
        var form = browser.Page.QuerySelector("form[data-quote]")!;
        var body = form.QuerySelector("tbody")!;
        while (body.Children.Length < lines.Count) body.AppendChild(body.LastElementChild!.Clone());
        foreach (var (line, row) in lines.Zip(body.Children))
        {
            void Fill(string name, string value) => row.QuerySelector($"[name='{name}']")!.SetAttribute("value", value);
            Fill("line-article", line.Article);
            Fill("line-name", line.Name);
            Fill("line-quantity", line.Quantity);
            Fill("line-price", line.Price);
            ((AngleSharp.Html.Dom.IHtmlSelectElement)row.QuerySelector("[name='line-kind']")!).Value = line.Kind;
        }

        await browser.SubmitAsync("form[data-quote]", head);
    }

    public static Task<T> VersionAsync<T>(this Desk desk, Guid quote, Func<QuoteVersion, T> read, int number = 1) =>
        desk.App.InDbAsync(async db => read(await db.QuoteVersions.AsNoTracking().SingleAsync(version => version.QuoteId == quote && version.Number == number)));

    public static async Task<string> SendAsync(this Desk desk, Guid quote, string email = "") =>
        Assert.IsType<SendResult.Sent>(await desk.DoAsync<SendQuote, SendResult>(verb => verb.RunAsync(quote, new SendDraft("Herr Wulf", email, "", "")))).Secret;
}
