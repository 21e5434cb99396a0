using System.Text.Json;
using Trichter.Insight.Dwell;
using Trichter.Insight.Effects;
using Trichter.Insight.Flow;
using Trichter.Insight.Funnel;
using Trichter.Platform.Statistics;
using Trichter.Tests.Support;
using static Trichter.Tests.Insight.Figures.Oracle;

namespace Trichter.Tests.Insight.Figures;

/// <summary>The worked examples of funnel, dwelling, bottleneck and effect (metrics, sections 2, 3.3, 7 and 9).</summary>
public sealed class FlowAndEffectTests
{
    private static readonly DateOnly AsOf = new(2026, 3, 31);

    private static JsonElement Facts => SharedData.Json("oracles", "worked-examples", "01-02-facts-and-funnel.json");

    private static JsonElement Flow => SharedData.Json("oracles", "worked-examples", "07-bottleneck.json");

    [Fact]
    public void Capacity_is_what_each_owner_takes_through_in_a_week_and_one_more_is_said_only_with_enough()
    {
        var visits = Enumerable.Range(0, 24).Select(i => new Visit(i, i < 12 ? i + 10 : null)).ToList();
        var stage = StageNow.Of(visits, 0, 6, new DateOnly(1, 2, 12), people: 2);

        Assert.Equal(12 / 6.0 / 2, stage.Capacity);
        Assert.Equal(12 / 6.0 - 1, stage.GrowthWithOneMore);
        Assert.Null(StageNow.Of(visits, 0, 6, new DateOnly(1, 2, 12), people: 0).Capacity);
        Assert.Null(StageNow.Of([.. visits.Take(3)], 0, 6, new DateOnly(1, 2, 12), people: 2).Capacity);
    }

    [Fact]
    public void Ten_deals_make_the_funnel_of_the_worked_example()
    {
        var stages = Texts(Facts, "stages").ToList();
        var groups = Facts.GetProperty("log").EnumerateObject().Select(deal => deal.Value.EnumerateArray().Select(step => step[0].GetString()!).ToList()).Select(steps => (
            stages.IndexOf(steps[0]) + 1, steps.Max(step => stages.IndexOf(step) + 1), steps[^1] switch { "won" => 2, "lost" => 1, _ => 0 }, 1));
        var funnel = CohortFunnel.Of([1, 2, 3, 4], groups);

        foreach (var (expected, actual) in Facts.GetProperty("funnel").EnumerateArray().Zip(funnel))
        {
            Assert.Equal(
                (Number(expected, "reached"), Number(expected, "of_them_entered_here"), Number(expected, "went_on"), Number(expected, "lost_here"), Number(expected, "not_yet_known")),
                (actual.Reached, actual.EnteredHere, actual.WentOn, actual.LostHere, actual.NotYetKnown));
            Same(Number(expected.GetProperty("conversion_so_far"), "lo95"), actual.SoFar.Lower);
            Same(Number(expected, "at_most"), actual.AtMost);
        }
    }

    [Fact]
    public void Time_in_a_stage_runs_to_the_first_later_one_and_backwards_days_are_counted_apart()
    {
        var example = SharedData.Json("oracles", "worked-examples", "03-cycle-time.json").GetProperty("offer_to_later_stage");
        var offer = StageDwell.Of(3, TenDeals(), AsOf.DayNumber);
        Assert.Equal(Numbers(example, "days").Zip(Numbers(example, "cause"), (days, cause) => (days, (int)cause)), offer.Observations.Select(one => (one.Time, one.Cause)));

        var contact = StageDwell.Of(1, TenDeals(), AsOf.DayNumber);
        Assert.Equal((9, 8, 1), (contact.Deals, contact.Observations.Count, contact.EndedBeforeStart));
        Assert.Contains(contact.Observations, one => one is { Time: 25, Cause: StageDwell.MovedOn });
    }

    [Fact]
    public void Six_weeks_look_like_a_bottleneck_and_do_not_prove_one()
    {
        var flow = StageFlow.Of([.. Flow.GetProperty("weeks").EnumerateArray().Select(week => new FlowWeek(week.GetProperty("wip_start").GetInt32(), week.GetProperty("inflow").GetInt32(), week.GetProperty("outflow").GetInt32()))]);

        Assert.Equal(Flow.GetProperty("weeks").EnumerateArray().Select(week => week.GetProperty("wip_end").GetInt32()), flow.Weeks.Select(week => week.AtEnd));
        Same(Number(Flow, "mean_wip"), flow.MeanThere);
        Same(Number(Flow, "inflow_per_week"), flow.InPerWeek);
        Same(Number(Flow, "outflow_per_week"), flow.OutPerWeek);
        Same(Number(Flow, "net_growth_per_week"), flow.Growth);
        Same(Number(Flow, "growth_lo95"), flow.GrowthLower);
        Same(Number(Flow, "growth_hi95"), flow.GrowthUpper);
        Same(Number(Flow, "little_expected_days"), flow.ExpectedDays);
        Same(Number(Flow, "little_by_inflow_days"), flow.ExpectedDaysByInflow);
        Assert.True(flow.IsUnsteady(16.3));
        Assert.False(flow.IsUnsteady(22));
        Assert.False(flow.IsBottleneck(null));
    }

    [Fact]
    public void Three_of_ten_are_old_against_those_that_left()
    {
        var example = Flow.GetProperty("age_vs_history");
        var (open, left) = (Numbers(example, "ages_of_open").ToList(), Numbers(example, "history_of_leavers_days").ToList());
        var ages = AgeCheck.Of(open, left, fewest: 1)!;

        Assert.Equal((Number(example, "history_p50"), Number(example, "history_p90"), Number(example, "older_than_p90")), (ages.Median, ages.Limit, ages.Old));
        SameAll(Numbers(example, "percentile_of_each"), open.Select(age => AgeCheck.PercentileOf(age, left)));
        Assert.Null(AgeCheck.Of(open, left));
        Assert.True(ages.Old < 5 && !ages.TooManyOld);
        Assert.True((ages with { Old = 5, Open = 20 }).TooManyOld);
    }

    [Fact]
    public void Visits_flow_in_and_out_and_the_sums_agree()
    {
        var visits = Enumerable.Range(0, 200).Select(i => new Visit(i * .37, i % 3 == 0 ? null : i * .37 + i % 17)).ToList();
        var flow = StageFlow.Of(visits, 14, 6);

        for (var week = 1; week < 6; week++) Assert.Equal(flow.Weeks[week - 1].AtEnd, flow.Weeks[week].AtStart);
        Assert.Equal(visits.Count(visit => visit.Entered < 56 && !(visit.Left < 56)), flow.Weeks[^1].AtEnd);
        Assert.True(flow.IsBottleneck(null));
        Assert.Equal(3.5, StageFlow.Of([new Visit(0, 7), new Visit(7, null)], 0, 2).MeanThere + StageFlow.Of([new Visit(-9, 99), new Visit(3.5, 3.5)], 0, 2).MeanThere + 1.5, 1e-9);
    }

    [Fact]
    public void Equal_deals_compared_show_no_difference_where_all_together_do()
    {
        var example = SharedData.Json("oracles", "worked-examples", "09-activity-effect.json");
        var strata = example.GetProperty("strata").EnumerateArray().Select(one => new Stratum(
            one.GetProperty("stratum").GetString()!, new Rate(one.GetProperty("won_with").GetInt32(), one.GetProperty("n_with").GetInt32()),
            new Rate(one.GetProperty("won_without").GetInt32(), one.GetProperty("n_without").GetInt32()))).ToList();
        var effect = ActivityEffect.Of(strata);

        SameDifference(example.GetProperty("crude"), effect.Crude);
        SameDifference(example.GetProperty("mantel_haenszel"), effect.Adjusted);
        foreach (var (expected, stratum) in example.GetProperty("per_stratum").EnumerateArray().Zip(strata)) SameDifference(expected, RateDifference.Between(stratum.With, stratum.Without));
        Assert.True(effect.MayCompare);
        Assert.False(effect.IsShown);
        Assert.InRange(effect.P!.Value, .2, .3);
        Assert.Equal(1, ActivityEffect.Of([.. strata, new Stratum("alone", new Rate(1, 2), new Rate(0, 0))]).LeftOut);
    }

    [Fact]
    public void Of_many_tries_some_come_out_by_chance_and_are_not_believed()
    {
        Assert.Equal([true, true, false, false, false], ManyTests.Stand([.001, .012, .04, .2, null]));
        Assert.Equal([false, false], ManyTests.Stand([.04, .6]));
        Assert.Empty(ManyTests.Stand([]));
    }

    internal static void SameDifference(JsonElement expected, RateDifference? actual)
    {
        Same(Number(expected, "difference"), actual?.Value);
        Same(Number(expected, "lo95"), actual?.Lower);
        Same(Number(expected, "hi95"), actual?.Upper);
    }

    private static IEnumerable<IReadOnlyList<StageVisit>> TenDeals()
    {
        var stages = Texts(Facts, "stages").ToList();
        return Facts.GetProperty("facts").EnumerateArray().GroupBy(row => row.GetProperty("deal").GetString()).Select(deal => (IReadOnlyList<StageVisit>)[.. deal.Select(row => new StageVisit(
            stages.IndexOf(row.GetProperty("stage").GetString()!) + 1, Day(row.GetProperty("entered").GetString()!, "yyyy-MM-dd").DayNumber,
            row.GetProperty("left").GetString() is { } left ? Day(left, "yyyy-MM-dd").DayNumber : null, row.GetProperty("to").GetString()))]);
    }
}
