using System.Globalization;
using Trichter.Insight;
using Trichter.Insight.Metrics;
using Trichter.Tests.Exchange.Api;
using Trichter.Tests.Support;

namespace Trichter.Tests.Insight;

/// <summary>Every figure names its population, and opens exactly the rows of it.</summary>
public sealed class MetricContractTests : IAsyncLifetime
{
    private Desk desk = null!;

    public async ValueTask InitializeAsync() => desk = await Desk.OpenAsync(withSampleData: true);

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    [Fact]
    public async Task Each_opens_as_many_rows_as_its_population_counts()
    {
        foreach (var kind in ReadMetric.Kinds)
        {
            foreach (var query in new[] { new ReportQuery(Process: "sales-cycle-7"), new ReportQuery(new DateOnly(2026, 1, 1), new DateOnly(2026, 2, 28), null, "sales-cycle-7") })
            {
                var metric = await ReadAsync(kind, query);
                await desk.Browser.VisitAsync(metric.Rows!);
                var rows = int.Parse(desk.Browser.Page.QuerySelector(".tr-figures b")!.TextContent, CultureInfo.InvariantCulture);

                Assert.True(rows == metric.Population, $"{kind.Id} counts {metric.Population} and opens {rows} at {metric.Rows}");
                Assert.Equal(metric.Population, metric.Used + metric.Excluded.Values.Sum());
                Assert.True(metric.Reading.Value is null || double.IsFinite(metric.Reading.Value.Value));
                Assert.Equal(metric.Period.From is not null, metric.Before is not null);
            }
        }
    }

    [Fact]
    public async Task Groups_of_a_snapshot_add_up_to_the_whole()
    {
        foreach (var id in new[] { "pipeline.snapshot", "stage.flow", "probability.win" })
        {
            var metric = await ReadAsync(ReadMetric.Kinds.Single(kind => kind.Id == id), new ReportQuery(Process: "sales-cycle-7"));
            Assert.Equal(metric.Used, metric.Groups.Sum(group => group.Reading.N));
        }
    }

    [Fact]
    public async Task Of_a_past_day_there_are_no_rows_to_open()
    {
        var metric = await ReadAsync(ReadMetric.Kinds[0], new ReportQuery(AsOf: new DateOnly(2026, 2, 1), Process: "sales-cycle-7"));
        Assert.Null(metric.Rows);
        Assert.Equal(new DateTime(2026, 2, 1, 23, 0, 0, DateTimeKind.Utc), metric.AsOf);
    }

    [Fact]
    public async Task The_api_tells_all_of_it()
    {
        var caller = await desk.CallAsync();
        Assert.Equal(ReadMetric.Kinds.Select(kind => kind.Id), (await caller.GetAsync("metrics")).Expect(200).Items.Select(item => item.GetProperty("id").GetString()));

        var json = (await caller.GetAsync("metrics/cycle.time_to_close?process=sales-cycle-7&from=2025-01-01&to=2026-03-02")).Expect(200).Json;
        Assert.Equal(("days", "entry", "2026-03-03", "Europe/Berlin", "all"), (
            json.GetProperty("unit").GetString(), json.GetProperty("period").GetProperty("basis").GetString(), json.GetProperty("period").GetProperty("to").GetString(),
            json.GetProperty("time_zone").GetString(), json.GetProperty("scope").GetString()));
        Assert.Equal(json.GetProperty("population").GetProperty("count").GetInt32(), json.GetProperty("n").GetInt32() + json.GetProperty("excluded").EnumerateArray().Sum(one => one.GetProperty("count").GetInt32()));
        Assert.Equal(json.GetProperty("n").GetInt32(), json.GetProperty("events").GetInt32() + json.GetProperty("censored").GetInt32());
        Assert.Equal("log-log, inverted", json.GetProperty("interval").GetProperty("method").GetString());
        Assert.Equal(System.Text.Json.JsonValueKind.Object, json.GetProperty("compare").ValueKind);

        (await caller.GetAsync("metrics/score.of.nothing")).Expect(404);
        (await caller.GetAsync("metrics/stage.flow?process=none")).Expect(422);
    }

    private Task<Metric> ReadAsync(MetricKind kind, ReportQuery query) => desk.DoAsync<ReadMetric, Metric>(metrics => metrics.RunAsync(kind, query));
}
