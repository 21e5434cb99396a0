using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Offers.Products;
using Trichter.Offers.Quotes;
using Trichter.Platform.Language;
using Trichter.Tests.Offers.Quotes;
using Trichter.Tests.Support;

namespace Trichter.Tests.Offers.Products;

/// <summary>What belongs together is sold together: at one price, or each part at its own (O6).</summary>
public sealed class BundleTests : IAsyncLifetime
{
    private Desk desk = null!;
    private Deal petry = null!;
    private Guid package;

    public async ValueTask InitializeAsync()
    {
        desk = await Desk.OpenAsync();
        petry = await desk.PrepareQuotesAsync();
        await desk.ProductAsync("BUCKET", "Tieflöffel", cost: "1950");
        await desk.ProductAsync("BOOK", "Handbuch", cost: "5", tax: "Reduced");
        package = (await desk.ProductAsync("PACKAGE", "Bagger mit Löffeln")).Id;
        await desk.PricesAsync("Parts", ("BUCKET", "1", "2890"), ("BOOK", "1", "12.49"), ("PACKAGE", "1", "168000"));
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task At_one_price_the_quote_has_one_line_that_names_its_parts_and_costs_what_they_cost()
    {
        await desk.Browser.VisitAsync($"/products/{package}");
        await desk.Browser.SubmitAsync("form[action$='/bundle']", ("pricing", "AtParent"), ("part-article", "bagger-22"));
        Assert.Contains("1 piece Raupenbagger 22 t", desk.Browser.Text, StringComparison.Ordinal);
        Assert.Null(await BundleAsync(BundlePricing.AtParent, ("BAGGER-22", "1"), ("BUCKET", "2")));

        var line = Assert.Single(await LinesAsync("2"));
        Assert.Equal(("Bagger mit Löffeln", "1 × Raupenbagger 22 t\n2 × Tieflöffel", 168_000m, 123_900m, 2m), (line.Name, line.Text, line.Price, line.Cost, line.Quantity));
    }

    [Fact]
    public async Task As_a_sum_each_part_is_a_line_with_its_own_price_and_tax_under_the_name_of_the_bundle()
    {
        Assert.Null(await BundleAsync(BundlePricing.AsSum, ("BAGGER-22", "1"), ("BOOK", "2")));
        var lines = await LinesAsync("3");
        Assert.Equal([(LineKind.Heading, "Bagger mit Löffeln"), (LineKind.Normal, "Raupenbagger 22 t"), (LineKind.Normal, "Handbuch")], lines.Select(line => (line.Kind, line.Name)));
        Assert.Equal([(3m, 160_000m, 19m), (6m, 12.49m, 7m)], lines.Skip(1).Select(line => (line.Quantity, line.Price!.Value, line.VatRate)));

        await desk.Browser.VisitAsync($"/quotes/{await desk.App.InDbAsync(db => db.Quotes.Select(quote => quote.Id).SingleAsync())}");
        await desk.Browser.SubmitAsync("form[data-quote]");
        Assert.Equal(3, (await desk.App.InDbAsync(db => db.QuoteLines.ToListAsync())).Count);
    }

    [Fact]
    public async Task What_is_taxed_otherwise_lies_in_itself_or_does_not_exist_makes_no_bundle()
    {
        Assert.Equal("{0} is taxed or charged otherwise than the bundle. Price each part by itself.", (await BundleAsync(BundlePricing.AtParent, ("BOOK", "1")))?.Key);
        Assert.Equal("{0} is a bundle itself; bundles do not lie in one another.", (await BundleAsync(BundlePricing.AsSum, ("PACKAGE", "1")))?.Key);
        Assert.Equal("No product has the number {0}.", (await BundleAsync(BundlePricing.AsSum, ("NOTHING", "1")))?.Key);
        Assert.Equal("{0}: say how much, as a number above 0.", (await BundleAsync(BundlePricing.AsSum, ("BOOK", "0")))?.Key);
        Assert.Equal("Name the parts of the bundle.", (await BundleAsync(BundlePricing.AsSum))?.Key);
        Assert.Equal("Say how the bundle is priced.", (await BundleAsync(BundlePricing.None, ("BOOK", "1")))?.Key);
    }

    private Task<Told?> BundleAsync(BundlePricing pricing, params (string, string)[] parts) => desk.DoAsync<SaveBundle, Told?>(verb => verb.RunAsync(package, pricing, parts));

    private async Task<List<QuoteLine>> LinesAsync(string quantity)
    {
        var quote = await desk.QuoteAsync(petry.Id);
        await desk.Browser.TypeAsync(quote.Id, [("PACKAGE", "", quantity, "", "Normal")]);
        return await desk.App.InDbAsync(db => db.QuoteLines.AsNoTracking().OrderBy(line => line.Position).ToListAsync());
    }
}
