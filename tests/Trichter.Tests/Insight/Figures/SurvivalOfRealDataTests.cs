using System.Diagnostics;
using Trichter.Platform.Statistics;
using Trichter.Tests.Support;
using static Trichter.Tests.Insight.Figures.Oracle;

namespace Trichter.Tests.Insight.Figures;

public sealed class SurvivalOfRealDataTests
{
    private const string Maven = "maven-crm-opportunities", Olist = "olist-funnel";
    private const int Won = 1, Lost = 2;

    [Fact]
    public void The_time_to_won_of_olist_is_the_whole_curve_of_the_oracle()
    {
        var curve = Survival.Of(OlistLeads());
        var rows = SharedData.Table("oracles", Olist, "time-to-won-km.csv").ToList();

        Assert.Equal(rows.Count, curve.Rows.Count);
        foreach (var (expected, row) in rows.Zip(curve.Rows))
        {
            Same(Number(expected["day"]), row.Time);
            Same(Number(expected["n_at_risk"]), row.AtRisk);
            Same(Number(expected["won"]), row.Events);
            Same(Number(expected["surv"]), row.Open.Value);
            Same(Number(expected["greenwood_se"]), row.Open.StandardError);
            Same(Number(expected["lo95"]), row.Open.Lower);
            Same(Number(expected["hi95"]), row.Open.Upper);
        }
    }

    [Fact]
    public void The_figures_of_olist_agree_at_every_day_asked()
    {
        var expected = SharedData.Json("oracles", Olist, "oracle.json").GetProperty("time_to_won");
        var curve = Survival.Of(OlistLeads());

        Same(Number(expected, "censored"), curve.Censored);
        SameEverywhere(expected.GetProperty("at"), "surv", curve.At);
        SameEverywhere(expected.GetProperty("cumulative_incidence"), "cif", day => curve.CumulativeIncidence(Won, day));
        foreach (var quantile in expected.GetProperty("quantiles").EnumerateArray()) SameQuantile(quantile, curve);
        foreach (var at in expected.GetProperty("at").EnumerateArray())
            Same(Number(at, "n_at_risk"), curve.AtRisk(at.GetProperty("t").GetDouble()));
    }

    [Fact]
    public void The_time_to_close_of_maven_is_the_whole_curve_of_the_oracle()
    {
        var curve = Survival.Of(MavenDeals(), causes: 2);
        var rows = SharedData.Table("oracles", Maven, "time-to-close-aj.csv").ToList();

        Assert.Equal(rows.Count, curve.Rows.Count);
        foreach (var (expected, row) in rows.Zip(curve.Rows))
        {
            Same(Number(expected["day"]), row.Time);
            Same(Number(expected["n_at_risk"]), row.AtRisk);
            Same(Number(expected["won"]), row.EventsByCause[0]);
            Same(Number(expected["lost"]), row.EventsByCause[1]);
            Same(Number(expected["surv_after"]), row.Open.Value);
            Same(Number(expected["cif_won"]), row.EndedByCause[0].Value);
            Same(Number(expected["cif_lost"]), row.EndedByCause[1].Value);
        }
    }

    [Fact]
    public void The_figures_of_maven_agree_at_every_day_asked()
    {
        var expected = SharedData.Json("oracles", Maven, "oracle.json").GetProperty("cycle");
        var curve = Survival.Of(MavenDeals(), causes: 2);

        SameEverywhere(expected.GetProperty("at"), "surv", curve.At);
        SameEverywhere(expected.GetProperty("won"), "cif", day => curve.CumulativeIncidence(Won, day));
        SameEverywhere(expected.GetProperty("lost"), "cif", day => curve.CumulativeIncidence(Lost, day));
        foreach (var quantile in expected.GetProperty("quantiles").EnumerateArray()) SameQuantile(quantile, curve);
    }

    [Fact]
    public void Maven_with_delayed_entry_agrees_with_the_oracle()
    {
        var expected = SharedData.Json("oracles", Maven, "oracle.json").GetProperty("cycle_delayed_entry");
        var since = Day(expected.GetProperty("observation_start").GetString()!, "yyyy-MM-dd");
        var curve = Survival.Of(MavenDeals(since), causes: 2);

        foreach (var (name, cause) in new[] { ("won", Won), ("lost", Lost) })
        {
            foreach (var at in expected.GetProperty(name).EnumerateArray())
                Same(Number(at, "cif"), curve.CumulativeIncidence(cause, at.GetProperty("t").GetDouble())?.Value);
        }
    }

    [Fact]
    public void Two_hundred_thousand_records_take_seconds_at_most()
    {
        var watch = Stopwatch.StartNew();
        var curve = Survival.Of(Enumerable.Range(0, 200_000).Select(i => new Observation(i * 7919L % 4001, i % 3)), causes: 2);

        Assert.Equal(4001, curve.Rows.Count);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"It took {watch.Elapsed}.");
    }

    private static IEnumerable<Observation> OlistLeads()
    {
        var asOf = new DateOnly(2018, 11, 14);
        var won = SharedData.Table(Olist, "olist_closed_deals_dataset.csv")
            .ToDictionary(row => row["mql_id"], row => Day(row["won_date"][..10], "yyyy-MM-dd"));

        return
            from lead in SharedData.Table(Olist, "olist_marketing_qualified_leads_dataset.csv")
            let entry = Day(lead["first_contact_date"], "yyyy-MM-dd").DayNumber
            let isWon = won.ContainsKey(lead["mql_id"])
            let days = (isWon ? won[lead["mql_id"]] : asOf).DayNumber - entry
            where days >= 0
            select new Observation(days, isWon ? Won : 0);
    }

    private static IEnumerable<Observation> MavenDeals(DateOnly? since = null) =>
        from deal in SharedData.Table(Maven, "sales_pipeline.csv")
        where deal["engage_date"].Length > 0
        let entry = Day(deal["engage_date"], "dd-MM-yy").DayNumber
        let cause = deal["deal_stage"] switch { "Won" => Won, "Lost" => Lost, _ => 0 }
        let end = cause == 0 ? new DateOnly(2017, 12, 31) : Day(deal["close_date"], "dd-MM-yy")
        let start = since is { } day && entry < day.DayNumber ? day.DayNumber - entry - 1 : -1
        select new Observation(end.DayNumber - entry, cause, start);
}
