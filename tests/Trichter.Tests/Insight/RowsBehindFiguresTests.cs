using Microsoft.Extensions.DependencyInjection;
using Trichter.Insight;
using Trichter.Tests.Support;

namespace Trichter.Tests.Insight;

/// <summary>Whoever follows a figure to its rows finds as many rows as the figure said.</summary>
public sealed class RowsBehindFiguresTests : IAsyncLifetime
{
    private readonly App app = new();
    private Browser browser = null!;

    public async ValueTask InitializeAsync()
    {
        await app.SetUpAsync("sales-cycle-7", withSampleData: true);
        browser = await app.SignInAsync();
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Every_number_of_the_funnel_opens_that_many_deals()
    {
        foreach (var row in await RowsAsync("funnel"))
        {
            Assert.Equal(row["reached"], await CountAsync($"only=reached:{row["stage"]}"));
            Assert.Equal(row["lost_here"], await CountAsync($"only=lost-at:{row["stage"]}"));
            Assert.Equal(row["not_yet_known"], await CountAsync($"only=open-at:{row["stage"]}"));
        }
    }

    [Fact]
    public async Task Every_stage_of_the_pipeline_opens_that_many_deals()
    {
        foreach (var row in await RowsAsync("pipeline"))
            Assert.Equal(row["deals"], await CountAsync($"only=now-at:{row["stage"]}"));
    }

    [Fact]
    public async Task Every_source_opens_that_many_deals()
    {
        foreach (var row in await RowsAsync("sources"))
            Assert.Equal(row["leads"], await CountAsync($"only=entered&source={Uri.EscapeDataString((string)row["source"]!)}"));
    }

    private Task<IReadOnlyList<IReadOnlyDictionary<string, object?>>> RowsAsync(string report) => app.WithAsync<IServiceProvider, IReadOnlyList<IReadOnlyDictionary<string, object?>>>(async services =>
    {
        services.GetRequiredService<Trichter.Team.Me>().ActAsProgram();
        var result = await services.GetServices<IReport>().Single(one => one.Name == report).RunAsync(new ReportQuery());
        Assert.NotEmpty(result.Rows);
        return result.Rows;
    });

    private async Task<object> CountAsync(string query)
    {
        await browser.VisitAsync($"/deals/list/sales-cycle-7?{query}");
        return int.Parse(browser.Page.QuerySelector(".tr-figures b")!.TextContent, System.Globalization.CultureInfo.InvariantCulture);
    }
}
