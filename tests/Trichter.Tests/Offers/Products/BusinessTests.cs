using Microsoft.EntityFrameworkCore;
using Trichter.Deals.Transfer;
using Trichter.Process;
using Trichter.Tests.Offers.Quotes;
using Trichter.Tests.Support;

namespace Trichter.Tests.Offers.Products;

/// <summary>Who sells also rents, repairs and sells parts: each business has its process and its prices (S278 to S282).</summary>
public sealed class BusinessTests
{
    [Fact]
    public async Task A_machine_costs_otherwise_to_rent_than_to_buy()
    {
        await using var desk = await Desk.OpenAsync();
        var sale = await desk.PrepareQuotesAsync();
        await desk.Browser.VisitAsync("/processes");
        await desk.Browser.SubmitAsync("form:has(button[aria-label='Add Rental'])");
        var rent = Assert.IsType<TransferResult.Transferred>(await desk.DoAsync<TransferDeal, TransferResult>(verb => verb.RunAsync(sale.Id, new Transferring("rental", "quote", new Dictionary<string, string>(), null, "")))).To;

        var list = await desk.PricesAsync("Rent, per month", ("BAGGER-22", "1", "4800"));
        await desk.Browser.VisitAsync($"/prices/{list.Id}");
        await desk.Browser.SubmitAsync("form:has([name=audience])", ("process", "rental"));
        await desk.Browser.VisitAsync("/prices");
        Assert.Contains("everybody · Rental", desk.Browser.Text, StringComparison.Ordinal);

        Assert.Equal((165_000m, 4_800m), (await PriceAsync(desk, sale.Id), await PriceAsync(desk, rent.Id)));
        Assert.Equal("deliver", (await desk.App.InDbAsync(db => db.Processes.Where(process => process.Key == "rental").Join(db.Set<Stage>(), process => process.CurrentVersionId, stage => stage.VersionId, (_, stage) => stage).Where(stage => stage.Key == "return").SingleAsync())).Phases[0]);
    }

    private static async Task<decimal?> PriceAsync(Desk desk, Guid deal)
    {
        var quote = await desk.QuoteAsync(deal);
        await desk.Browser.TypeAsync(quote.Id, [("BAGGER-22", "", "1", "", "Normal")]);
        return await desk.App.InDbAsync(db => db.QuoteLines.Where(line => db.QuoteVersions.Any(version => version.Id == line.VersionId && version.QuoteId == quote.Id)).Select(line => line.Price).SingleAsync());
    }
}
