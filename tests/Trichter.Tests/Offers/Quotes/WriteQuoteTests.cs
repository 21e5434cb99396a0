using System.Net;
using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Offers.Quotes.Edit;
using Trichter.Team;
using Trichter.Tests.Support;

namespace Trichter.Tests.Offers.Quotes;

/// <summary>A quote is typed as into a spreadsheet: products fill in what they know, sums follow, nothing typed is lost.</summary>
public sealed class WriteQuoteTests : IAsyncLifetime
{
    private Desk desk = null!;
    private Deal petry = null!;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        petry = await desk.PrepareQuotesAsync();
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task A_quote_begins_on_the_deal_and_takes_price_unit_tax_and_address_from_what_is_known()
    {
        await desk.Browser.VisitAsync($"/deals/{petry.Id}");
        await desk.Browser.SubmitAsync($"form[action='/deals/{petry.Id}/quotes']");
        var quote = await desk.App.InDbAsync(db => db.Quotes.SingleAsync());
        Assert.Equal("AN-2026-00001", quote.Number);
        Assert.Equal("Straßenbau Petry AG", desk.Browser.Page.QuerySelector("[name='buyer-name']")!.GetAttribute("value"));

        await desk.Browser.TypeAsync(quote.Id, [("bagger-22", "", "2", "", "Normal"), ("SERVICE", "Wartung im ersten Jahr", "7.5", "", "Normal"), ("", "Anlieferung", "1", "490.50", "Normal")]);
        var lines = await desk.App.InDbAsync(db => db.QuoteLines.AsNoTracking().OrderBy(line => line.Position).ToListAsync());
        Assert.Equal([("BAGGER-22", "Raupenbagger 22 t", "H87", 165_000m), ("SERVICE", "Wartung im ersten Jahr", "HUR", 118m), ("", "Anlieferung", "H87", 490.50m)], lines.Select(line => (line.Article, line.Name, line.Unit, line.Price!.Value)));
        Assert.All(lines, line => Assert.Equal(("S", 19m), (line.VatCategory.ToString(), line.VatRate)));
        Assert.Equal((331_375_50L, 62_961_35L, 394_336_85L), await desk.VersionAsync(quote.Id, version => (version.NetMinor, version.VatMinor, version.GrossMinor)));
        Assert.Contains("394,336.85 EUR", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Equal(240_300_00L, await desk.VersionAsync(quote.Id, version => version.CostMinor));
    }

    [Fact]
    public async Task The_price_follows_the_quantity_until_somebody_types_another()
    {
        var quote = await desk.QuoteAsync(petry.Id);
        await desk.Browser.TypeAsync(quote.Id, [("BAGGER-22", "", "2", "", "Normal")]);
        await desk.Browser.SubmitAsync("form[data-quote]", ("line-quantity", "3"));
        Assert.Equal(160_000m, await PriceAsync());

        await desk.Browser.SubmitAsync("form[data-quote]", ("line-price", "155000"));
        await desk.Browser.SubmitAsync("form[data-quote]", ("line-quantity", "1"));
        Assert.Equal(155_000m, await PriceAsync());
    }

    [Fact]
    public async Task What_does_not_fit_is_said_beside_its_cell_and_the_other_lines_stay()
    {
        var quote = await desk.QuoteAsync(petry.Id);
        await desk.Browser.TypeAsync(quote.Id, [("", "Bagger", "viele", "-3", "Normal"), ("", "Anlieferung", "1", "490.50", "Normal")], ("buyer-vat", "DE1"), ("valid-until", "bald"), ("skonto-percent", "2"));

        Assert.Contains("A number other than zero, with at most six decimals.", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("A price of zero or more, with at most six decimals.", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("An early payment discount needs a percentage and days.", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("This is not a date.", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Equal(["Bagger", "Anlieferung"], desk.Browser.Page.QuerySelectorAll("[name='line-name']").Select(field => field.GetAttribute("value")).Where(name => name?.Length > 0));
        Assert.Equal("viele", desk.Browser.Page.QuerySelector("[name='line-quantity']")!.GetAttribute("value"));
        Assert.Equal(0, await desk.App.InDbAsync(db => db.QuoteLines.CountAsync()));
    }

    [Fact]
    public async Task Optional_lines_alternatives_headings_and_subtotals_count_as_they_should()
    {
        var quote = await desk.QuoteAsync(petry.Id);
        await desk.Browser.TypeAsync(quote.Id,
        [
            ("", "Maschinen", "", "", "Heading"), ("", "Bagger", "2", "1000", "Normal"), ("", "Löffel", "1", "100", "Optional"), ("", "Zwischensumme", "", "", "Subtotal"),
            ("", "Hydraulik A", "1", "50", "Alternative"), ("", "Hydraulik B", "1", "70", "Alternative"), ("", "Lieferung im Mai", "", "", "Text"),
        ]);
        Assert.Equal(2050_00L, await desk.VersionAsync(quote.Id, version => version.NetMinor));
        Assert.Equal(["2,000.00 EUR", "100.00 EUR", "2,000.00 EUR", "50.00 EUR", "70.00 EUR"], desk.Browser.Page.QuerySelectorAll("[data-net]").Select(net => net.TextContent).Where(net => net.Length > 0));
    }

    [Fact]
    public async Task The_preview_reckons_like_the_form_that_is_saved()
    {
        var quote = await desk.QuoteAsync(petry.Id);
        await desk.Browser.TypeAsync(quote.Id, [("BAGGER-22", "", "2", "", "Normal")], ("discount", "10"), ("freight", "1000"));
        Assert.Equal((298_000_00L, 56_620_00L), await desk.VersionAsync(quote.Id, version => (version.NetMinor, version.VatMinor)));
        var form = new QuoteForm { Language = "de", Currency = "EUR", BuyerCountry = "DE", Discount = "10", Lines = [new LineTyped { Article = "BAGGER-22", Quantity = "3" }] };
        var preview = (await desk.DoAsync<PreviewQuote, QuotePreview?>(verb => verb.RunAsync(quote.Id, form)))!;
        Assert.Equal(("Raupenbagger 22 t", "160000", "480,000.00 EUR"), (preview.Lines[0].Name, preview.Lines[0].Price, preview.Lines[0].Net));
        Assert.Equal("514,080.00 EUR", preview.Sums.Single(sum => sum.IsMain).Amount);
        Assert.Equal(1, await desk.App.InDbAsync(db => db.QuoteLines.CountAsync()));
    }

    [Fact]
    public async Task Half_a_product_number_fills_in_nothing_that_the_whole_one_would_find_taken()
    {
        var quote = await desk.QuoteAsync(petry.Id);
        var form = new QuoteForm { Language = "de", Currency = "EUR", BuyerCountry = "DE", Lines = [new LineTyped { Article = "SERV" }, new LineTyped { Article = "SERVICE" }] };
        var preview = (await desk.DoAsync<PreviewQuote, QuotePreview?>(verb => verb.RunAsync(quote.Id, form)))!;
        Assert.Equal(("", "", ""), (preview.Lines[0].Unit, preview.Lines[0].Tax, preview.Lines[0].Interval));
        Assert.Equal(("HUR", "Standard", "Once"), (preview.Lines[1].Unit, preview.Lines[1].Tax, preview.Lines[1].Interval));
    }

    [Fact]
    public async Task Two_people_who_write_at_once_do_not_overwrite_each_other_unasked()
    {
        var quote = await desk.QuoteAsync(petry.Id);
        var tom = await desk.App.SignInAsync();
        await tom.VisitAsync($"/quotes/{quote.Id}");
        await desk.Browser.TypeAsync(quote.Id, [("", "Bagger", "1", "1000", "Normal")]);
        await tom.SubmitAsync("form[data-quote]", ("title", "Tom's title"));
        Assert.Contains("Somebody else saved this meanwhile.", tom.Text, StringComparison.Ordinal);
        Assert.Equal(1, await desk.App.InDbAsync(db => db.QuoteLines.CountAsync()));
    }

    [Fact]
    public async Task Costs_and_margins_are_for_managers_and_strangers_see_no_quote_at_all()
    {
        var quote = await desk.QuoteAsync(petry.Id);
        await desk.Browser.TypeAsync(quote.Id, [("BAGGER-22", "", "1", "", "Normal")]);
        Assert.Contains("Margin", desk.Browser.Text, StringComparison.Ordinal);

        await desk.HireAsync("Tom", Role.Seller);
        var tom = await desk.SignInAsync("Tom");
        await tom.VisitAsync($"/quotes/{quote.Id}");
        Assert.DoesNotContain("Margin", tom.Text, StringComparison.Ordinal);
        Assert.Null(tom.Page.QuerySelector("[name='line-cost']"));
        await tom.SubmitAsync("form[data-quote]", ("title", "By Tom"));
        Assert.Equal(120_000m, await desk.App.InDbAsync(db => db.QuoteLines.Select(line => line.Cost).SingleAsync()));

        await desk.HireAsync("Nina", Role.Seller, Visibility.Own);
        var nina = await desk.SignInAsync("Nina");
        await nina.VisitAsync("/quotes");
        Assert.DoesNotContain(quote.Number, nina.Text, StringComparison.Ordinal);
        foreach (var path in new[] { "", "/document", "/pdf", "/difference", "/send" })
            Assert.Equal(HttpStatusCode.NotFound, (await nina.Http.GetAsync(new Uri($"/quotes/{quote.Id}{path}", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task A_machine_for_a_Polish_customer_with_VAT_number_is_free_of_our_tax_and_the_document_says_why()
    {
        await using var other = await Desk.OpenAsync();
        var deal = await other.PrepareQuotesAsync(buyerCountry: "PL", buyerVat: "PL8567346215");
        var quote = await other.QuoteAsync(deal.Id);
        await other.Browser.TypeAsync(quote.Id, [("BAGGER-22", "", "1", "", "Normal"), ("SERVICE", "", "1", "", "Normal")], ("language", "pl"));
        Assert.Equal(["K", "AE"], await other.App.InDbAsync(db => db.QuoteLines.OrderBy(line => line.Position).Select(line => line.VatCategory.ToString()).ToListAsync()));
        Assert.Equal(165_118_00L, await other.VersionAsync(quote.Id, version => version.GrossMinor));
        await other.Browser.VisitAsync($"/quotes/{quote.Id}/document");
        Assert.Contains("Wewnątrzwspólnotowa dostawa towarów", other.Browser.Text, StringComparison.Ordinal);
        Assert.Contains("Odwrotne obciążenie", other.Browser.Text, StringComparison.Ordinal);
        Assert.Equal("pl", other.Browser.Page.DocumentElement.GetAttribute("lang"));
    }

    private Task<decimal?> PriceAsync() => desk.App.InDbAsync(db => db.QuoteLines.Select(line => line.Price).SingleAsync());
}
