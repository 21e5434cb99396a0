using System.Text.Json;
using Trichter.Platform.Statistics;
using Trichter.Tests.Support;
using static Trichter.Tests.Insight.Figures.Oracle;

namespace Trichter.Tests.Insight.Figures;

public sealed class SurvivalTests
{
    private const int Won = 1, Lost = 2;

    private static JsonElement Examples => SharedData.Json("oracles", "worked-examples", "03-cycle-time.json");

    [Fact]
    public void Ten_deals_give_the_table_of_the_worked_example()
    {
        var curve = TenDeals();
        var table = Examples.GetProperty("table").EnumerateArray().ToList();

        Assert.Equal(table.Count, curve.Rows.Count);
        foreach (var (expected, row) in table.Zip(curve.Rows))
        {
            Same(Number(expected, "day"), row.Time);
            Same(Number(expected, "at_risk"), row.AtRisk);
            Same(Number(expected, "won"), row.EventsByCause[0]);
            Same(Number(expected, "lost"), row.EventsByCause[1]);
            Same(Number(expected, "still_open_S"), row.Open.Value);
            Same(Number(expected, "greenwood_se"), row.Open.StandardError);
            Same(Number(expected, "lo95"), row.Open.Lower);
            Same(Number(expected, "hi95"), row.Open.Upper);
            Same(Number(expected, "cif_won"), row.EndedByCause[0].Value);
            Same(Number(expected, "cif_lost"), row.EndedByCause[1].Value);
        }
    }

    [Fact]
    public void The_mean_of_counted_times_is_that_of_the_times_themselves()
    {
        var dice = new Random(7);
        var (open, ended) = (Enumerable.Range(0, 90).Select(_ => (double)dice.Next(40)).ToList(), Enumerable.Range(0, 200).Select(_ => (double)dice.Next(60)).ToList());
        var curve = Survival.Of(open.Select(time => new Observation(time, 0)).Concat(ended.Select(time => new Observation(time, 1))));

        Same(curve.RestrictedMean(), Survival.RestrictedMean(open.CountBy(time => time), ended.CountBy(time => time)));
    }

    [Fact]
    public void Ten_deals_have_a_median_to_close_and_none_to_won()
    {
        var curve = TenDeals();

        Assert.Equal((10, 5, 5), (curve.Count, curve.Events, curve.Censored));
        Assert.True(curve.FewEvents);
        Assert.Equal(70, curve.LongestFollowUp);
        SameQuantile(Examples.GetProperty("median_time_to_close"), curve);
        Assert.Null(curve.TimeToReach(Won, 0.5));
        Assert.Equal(28, curve.TimeToReach(Won, 0.3));
        SameEstimate(Examples.GetProperty("cif_won_at_60"), "cif", curve.CumulativeIncidence(Won, 60));
        SameEstimate(Examples.GetProperty("cif_lost_at_60"), "cif", curve.CumulativeIncidence(Lost, 60));
    }

    [Fact]
    public void Nothing_is_said_beyond_the_longest_follow_up()
    {
        var curve = TenDeals();

        Assert.Null(curve.At(70.5));
        Assert.Null(curve.CumulativeIncidence(Won, 71));
        Assert.Equal(Estimate.All, curve.At(6));
        Assert.Equal(Estimate.None, curve.CumulativeIncidence(Lost, 12));
    }

    [Fact]
    public void Leaving_a_stage_competes_with_ending_in_it()
    {
        var stage = Examples.GetProperty("offer_to_later_stage");
        var curve = Survival.Of(
            Numbers(stage, "days").Zip(Numbers(stage, "cause"), (days, cause) => new Observation(days, (int)cause)), causes: 2);

        SameEstimate(stage.GetProperty("cif_moved_on_at_30"), "cif", curve.CumulativeIncidence(1, 30));
        SameQuantile(stage.GetProperty("median_to_leave"), curve);
    }

    [Fact]
    public void The_textbook_remission_times_come_out()
    {
        var textbook = Examples.GetProperty("textbook_6MP");
        var curve = Survival.Of(
            Numbers(textbook, "times").Zip(Numbers(textbook, "event"), (time, ended) => new Observation(time, (int)ended)));

        foreach (var (expected, row) in textbook.GetProperty("rows").EnumerateArray().Zip(curve.Rows))
        {
            Assert.Equal(expected.GetProperty("at_risk").GetInt32(), row.AtRisk);
            Assert.Equal(expected.GetProperty("d").GetInt32(), row.Events);
            Same(Number(expected, "S"), row.Open.Value);
            Same(Number(expected, "se"), row.Open.StandardError);
        }

        SameQuantile(textbook.GetProperty("median"), curve);
    }

    [Fact]
    public void Without_observations_there_is_no_curve()
    {
        var nothing = Survival.Of([]);

        Assert.Empty(nothing.Rows);
        Assert.Null(nothing.LongestFollowUp);
        Assert.Null(nothing.At(0));
        Assert.Equal(new TimeQuantile(null, null, null), nothing.Quantile(0.5));
    }

    [Fact]
    public void When_all_have_ended_the_curve_reaches_zero_and_shares_add_up_to_one()
    {
        var last = Survival.Of([new(0, Won), new(3, Lost), new(3, Won)], 2).Rows[^1];

        Assert.Equal(Estimate.None, last.Open);
        Assert.Equal(1, last.EndedByCause.Sum(ended => ended.Value), 1e-12);
    }

    [Fact]
    public void A_delayed_start_keeps_a_record_out_of_the_risk_before_it()
    {
        var curve = Survival.Of([new(5, Won), new(8, Won, 5), new(9, 0, 6), new(4, Won, 4)]);

        Assert.Equal((1, 2, 3), (curve.AtRisk(5), curve.AtRisk(8), curve.Count));
        Assert.Equal(1, curve.NeverAtRisk);
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(double.NaN, 0)]
    [InlineData(3, 2)]
    [InlineData(3, -1)]
    public void Impossible_observations_are_refused(double time, int cause) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Survival.Of([new(time, cause)]));

    private static Survival TenDeals() => Survival.Of(
        Examples.GetProperty("deals").EnumerateObject().Select(deal => new Observation(
            deal.Value.GetProperty("days").GetInt32(),
            deal.Value.GetProperty("outcome").GetString() switch { "won" => Won, "lost" => Lost, _ => 0 })),
        causes: 2);
}
