using System.Text.Json;
using Trichter.Platform.Statistics;
using Trichter.Tests.Support;
using static Trichter.Tests.Insight.Figures.Oracle;

namespace Trichter.Tests.Insight.Figures;

public sealed class StatisticsTests
{
    private static JsonElement Examples => SharedData.Json("oracles", "worked-examples", "00-rates-and-gap.json");

    [Fact]
    public void Rates_have_the_wilson_intervals_of_the_worked_examples()
    {
        foreach (var example in Examples.GetProperty("wilson").EnumerateArray())
        {
            var rate = new Rate(example.GetProperty("k").GetInt32(), example.GetProperty("n").GetInt32());
            Same(Number(example, "rate"), rate.Value);
            Same(Number(example, "lo95"), rate.Lower);
            Same(Number(example, "hi95"), rate.Upper);
        }
    }

    [Fact]
    public void The_wilson_interval_of_no_cases_is_no_rate()
    {
        var nothing = new Rate(0, 0);

        Assert.Null(nothing.Value);
        Assert.Null(nothing.Lower);
        Assert.Null(nothing.Upper);
        Assert.Equal(default, nothing);
    }

    [Theory]
    [InlineData(-1, 3)]
    [InlineData(4, 3)]
    public void A_rate_of_impossible_counts_is_refused(int k, int n) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Rate(k, n));

    [Theory]
    [InlineData(0, SmallN.NoData)]
    [InlineData(1, SmallN.CountsOnly)]
    [InlineData(4, SmallN.CountsOnly)]
    [InlineData(5, SmallN.FewCases)]
    [InlineData(29, SmallN.FewCases)]
    [InlineData(30, SmallN.Enough)]
    public void Small_numbers_say_what_may_be_shown(int n, SmallN shown) => Assert.Equal(shown, new Rate(0, n).SmallN);

    [Fact]
    public void Differences_have_the_newcombe_intervals_of_the_worked_examples()
    {
        foreach (var example in Examples.GetProperty("newcombe").EnumerateArray())
        {
            var first = new Rate(example.GetProperty("k1").GetInt32(), example.GetProperty("n1").GetInt32());
            var second = new Rate(example.GetProperty("k2").GetInt32(), example.GetProperty("n2").GetInt32());
            var difference = RateDifference.Between(first, second);

            Same(Number(example, "difference"), difference?.Value);
            Same(Number(example, "lo95"), difference?.Lower);
            Same(Number(example, "hi95"), difference?.Upper);
        }
    }

    [Fact]
    public void There_is_no_difference_to_a_group_without_cases() =>
        Assert.Null(RateDifference.Between(new Rate(3, 5), new Rate(0, 0)));

    [Theory]
    [InlineData("by-agent.csv", "agent")]
    [InlineData("by-product.csv", "product")]
    [InlineData("by-sector.csv", "sector")]
    [InlineData("by-region.csv", "region")]
    public void The_win_rates_of_maven_differ_no_more_than_chance_would_make_them(string file, string groups)
    {
        var expected = SharedData.Json("oracles", "maven-crm-opportunities", "oracle.json")
            .GetProperty("spread_of_win_rates").GetProperty(groups);

        var test = ChiSquare.OfEqualRates(SharedData.Table("oracles", "maven-crm-opportunities", file)
            .Select(row => new Rate(Whole(row["won"]), Whole(row["won"]) + Whole(row["lost"]))));

        Same(Number(expected, "chi_square"), test?.Statistic);
        Same(Number(expected, "p_value"), test?.P);
        Assert.Equal(expected.GetProperty("df").GetInt32(), test?.DegreesOfFreedom);
        Assert.False(test?.GroupsDiffer);
    }

    [Fact]
    public void The_sources_of_olist_do_differ()
    {
        var test = ChiSquare.OfEqualRates(SharedData.Table("oracles", "olist-funnel", "source-conversion.csv")
            .Select(row => new Rate(Whole(row["won"]), Whole(row["leads"]))));

        Assert.Equal(140.7, test!.Value.Statistic, 1);
        Assert.Equal(10, test.Value.DegreesOfFreedom);
        Assert.True(test.Value.GroupsDiffer);
    }

    [Fact]
    public void Groups_that_were_all_won_do_not_differ() =>
        Assert.Equal(new ChiSquare(0, 1, 1), ChiSquare.OfEqualRates([new Rate(4, 4), new Rate(7, 7), new Rate(0, 0)]));

    [Fact]
    public void One_group_alone_cannot_be_compared() => Assert.Null(ChiSquare.OfEqualRates([new Rate(4, 9), new Rate(0, 0)]));
}
