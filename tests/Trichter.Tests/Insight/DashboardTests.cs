using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Trichter.Insight.Dashboards;
using Trichter.Insight.Targets;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Team.Views;
using Trichter.Tests.Exchange.Api;
using Trichter.Tests.Support;

namespace Trichter.Tests.Insight;

/// <summary>Seven figures to begin with, each with what it rests on; what they are to reach is said by a manager.</summary>
public sealed class DashboardTests : IAsyncLifetime
{
    private const string Quarter = "process=sales-cycle-7&from=2026-01-01&to=2026-03-31";

    private Desk desk = null!;

    public async ValueTask InitializeAsync() => desk = await Desk.OpenAsync();

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task A_new_workspace_shows_the_seven_and_says_what_it_cannot_know_yet()
    {
        for (var number = 1; number <= 12; number++) await desk.EnterAsync($"Deal {number}");

        await desk.Browser.VisitAsync("/insight");
        Assert.Equal(Dashboard.FirstSeven, Tiles());
        Assert.Contains("a median after 10 closed deals; 0 so far", TextOf("cycle.time_to_close"), StringComparison.Ordinal);
        Assert.Contains("no forecast of a past month to hold it against yet", TextOf("forecast.value"), StringComparison.Ordinal);
        Assert.Contains("cost not known", TextOf("source.yield"), StringComparison.Ordinal);
        Assert.Contains("12 not yet known", TextOf("conversion.won_of_entered"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_eighth_metric_asks_which_one_goes_and_tiles_change_places()
    {
        await desk.EnterAsync("Crane");
        await desk.Browser.VisitAsync($"/insight?{Quarter}");
        await desk.Browser.SubmitAsync("form[action='/insight/dashboards/add']:has(select)", ("metric", "conversion.won_of_decided"));
        Assert.Contains("Seven are there already", desk.Browser.Text, StringComparison.Ordinal);

        await desk.Browser.PressAsync("form[action='/insight/dashboards/add']:not(:has(select))", "instead", "speed_to_lead");
        Assert.Equal([.. Dashboard.FirstSeven.Take(5), "conversion.won_of_decided", "source.yield"], Tiles());
        Assert.Contains("Rises when losses are not marked", TextOf("conversion.won_of_decided"), StringComparison.Ordinal);
        Assert.Equal("2026-01-01", desk.Browser.Page.QuerySelector("#from")!.GetAttribute("value"));

        await desk.Browser.SubmitAsync("[data-tile='source.yield'] form[action$='move']");
        Assert.Equal("source.yield", Tiles()[5]);
        await desk.Browser.SubmitAsync("form[data-order]", ("order", "source.yield,revenue.booked"));
        Assert.Equal(["source.yield", "revenue.booked"], Tiles().Take(2));
    }

    [Fact]
    public async Task A_dashboard_is_found_by_those_it_is_meant_for_and_a_change_by_others_makes_a_copy()
    {
        await desk.EnterAsync("Crane");
        await desk.HireAsync("Nina", Role.Seller);
        var (_, kept) = await desk.DoAsync<KeepDashboards, (Told?, Guid?)>(verb => verb.SaveAsync(null, "Board of the week", ViewShare.All));
        var (_, hidden) = await desk.DoAsync<KeepDashboards, (Told?, Guid?)>(verb => verb.SaveAsync(null, "Mine alone", ViewShare.Private));
        var nina = await desk.SignInAsync("Nina");
        await nina.VisitAsync($"/insight?board={kept}");
        Assert.Contains("Board of the week", nina.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Mine alone", nina.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await nina.Http.GetAsync(new Uri($"/insight?board={hidden}", UriKind.Relative))).StatusCode);

        await nina.SubmitAsync("[data-tile='stage.flow'] form[action$='take-off']");
        var boards = await desk.App.InDbAsync(db => db.Dashboards.AsNoTracking().Where(its => its.Name == "Board of the week").ToListAsync());
        Assert.Equal([6, 7], boards.Select(board => board.Tiles.Count).Order());
    }

    [Fact]
    public async Task A_target_stands_in_the_tile_and_in_the_api_for_exactly_its_days_and_is_taken_back_by_undo()
    {
        await desk.EnterAsync("Crane");
        await desk.Browser.VisitAsync("/insight/targets");
        await desk.Browser.SubmitAsync("form:has([name='Form.Metric'])", ("Form.Metric", "revenue.booked"), ("Form.Who", ""), ("Form.From", "2026-01-01"), ("Form.To", "2026-03-31"), ("Form.Amount", "250000"));
        await desk.Browser.VisitAsync($"/insight?{Quarter}");
        Assert.Contains("target: 250,000", TextOf("revenue.booked"), StringComparison.Ordinal);
        await desk.Browser.VisitAsync("/insight?process=sales-cycle-7&from=2026-01-02&to=2026-03-31");
        Assert.DoesNotContain("target:", TextOf("revenue.booked"), StringComparison.Ordinal);

        var caller = await desk.CallAsync();
        Assert.Equal(25_000_000, (await caller.GetAsync($"metrics/revenue.booked?{Quarter}")).Expect(200).Json.GetProperty("target").GetDouble());
        var last = await desk.App.InDbAsync(db => db.Changes.OrderByDescending(change => change.Id).Where(change => db.Ledger.Any(entry => entry.ChangeId == change.Id && entry.Record == nameof(Target))).Select(change => change.Id).FirstAsync());
        Assert.IsType<UndoResult.Undone>(await desk.DoAsync<UndoChange, UndoResult>(undo => undo.RunAsync(last, _ => true)));
        Assert.Empty(await desk.App.InDbAsync(db => db.Targets.ToListAsync()));
    }

    [Fact]
    public async Task Only_those_who_manage_the_team_set_targets_and_faults_are_named()
    {
        await desk.HireAsync("Nina", Role.Seller);
        await Assert.ThrowsAsync<NotAllowedException>(() => SetAsync("revenue.booked", new DateOnly(2026, 1, 1), new DateOnly(2026, 3, 31), 1, "nina@nordwerk.example"));
        Assert.Equal(["amount", "metric", "to"], (await SetAsync("score.of.nothing", new DateOnly(2026, 1, 1), new DateOnly(2025, 3, 31), -1)).Keys.Order());
        Assert.Empty(await SetAsync("revenue.booked", new DateOnly(2026, 1, 1), new DateOnly(2026, 3, 31), 1));
        Assert.Empty(await SetAsync("revenue.booked", new DateOnly(2026, 1, 1), new DateOnly(2026, 3, 31), 2.5m));
        Assert.Equal(250, (await desk.App.InDbAsync(db => db.Targets.SingleAsync())).Amount);
    }

    private Task<IReadOnlyDictionary<string, Told>> SetAsync(string metric, DateOnly from, DateOnly to, decimal amount, string email = App.OwnerEmail) =>
        desk.DoAsync<SetTarget, IReadOnlyDictionary<string, Told>>(verb => verb.RunAsync(metric, null, null, from, to, amount), email);

    private List<string> Tiles() => [.. desk.Browser.Page.QuerySelectorAll("[data-tile]").Select(tile => tile.GetAttribute("data-tile")!)];

    private string TextOf(string tile) => string.Join(' ', desk.Browser.Page.QuerySelector($"[data-tile='{tile}']")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToString(CultureInfo.InvariantCulture);
}
