using Trichter.Customers;
using Trichter.Deals;
using Trichter.Deals.Record;
using Trichter.Insight;
using Trichter.Team;
using Trichter.Tests.Support;

namespace Trichter.Tests.Insight;

/// <summary>A report of a past day says what was known at the end of it, whatever was changed since.</summary>
public sealed class ReportsAsOfTests : IAsyncLifetime
{
    private Desk desk = null!;

    public async ValueTask InitializeAsync() => desk = await Desk.OpenAsync();

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task Values_owners_and_deletions_of_today_do_not_reach_yesterday()
    {
        await desk.HireAsync("Tom", Role.Seller, Visibility.Own);
        var (crane, loader) = (await desk.EnterAsync("Crane", value: "1000.00"), await desk.EnterAsync("Loader", value: "500.00"));
        var yesterday = DateOnly.FromDateTime(desk.App.Clock.Now);
        desk.App.Clock.Now += TimeSpan.FromDays(1);
        await desk.DoAsync<ChangeDeal, SaveResult<Deal>>(verb => verb.RunAsync(
            crane.Id, new Dictionary<string, string>(), new Dictionary<string, string> { ["value"] = "9000" }, null));
        await desk.DoAsync<ChangeDeal, bool>(verb => verb.DeleteAsync(loader.Id));
        await desk.EnterAsync("Roller", value: "70.00");

        Assert.Equal((2, 1500m), await PipelineAsync(yesterday));
        Assert.Equal((2, 9070m), await PipelineAsync(null));
        Assert.Equal((0, 0m), await PipelineAsync(yesterday, "tom@nordwerk.example"));
    }

    private async Task<(int, decimal)> PipelineAsync(DateOnly? asOf, string email = App.OwnerEmail)
    {
        var figures = (await desk.DoAsync<IEnumerable<IReport>, ReportResult>(
            reports => reports.Single(report => report.Name == "pipeline").RunAsync(new ReportQuery(AsOf: asOf)), email)).Figures;
        return ((int)figures["open"]!, (decimal)figures["sum"]!);
    }
}
