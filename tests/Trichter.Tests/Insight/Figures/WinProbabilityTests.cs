using System.Text.Json;
using Trichter.Insight.Learning;
using Trichter.Insight.Probability;
using Trichter.Tests.Support;
using static Trichter.Tests.Insight.Figures.Oracle;

namespace Trichter.Tests.Insight.Figures;

/// <summary>The worked examples of the win probability (metrics, section 4).</summary>
public sealed class WinProbabilityTests
{
    private static readonly bool[] Outcomes = [false, false, true, false, false, true, false, true, true, true];

    private static JsonElement Examples => SharedData.Json("oracles", "worked-examples", "04-win-probability.json");

    [Fact]
    public void A_small_group_leans_on_the_one_above_it()
    {
        BaseRate? above = null;
        foreach (var level in Examples.GetProperty("hierarchical").GetProperty("levels").EnumerateArray())
        {
            var rate = new BaseRate("", level.GetProperty("k").GetInt32(), level.GetProperty("n").GetInt32(), above?.P, above is null ? 0 : BaseRate.Usual);
            Same(Number(level, "p"), rate.P);
            if (above is not null)
            {
                Same(Number(level, "lo95"), rate.Lower);
                Same(Number(level, "hi95"), rate.Upper);
            }

            above = rate;
        }
    }

    [Fact]
    public void Levels_are_counted_from_the_cases_and_a_group_without_data_shows_the_one_above()
    {
        IEnumerable<(IReadOnlyList<string>, bool)> Cases(string stage, string source, int k, int n) =>
            Enumerable.Range(0, n).Select(i => ((IReadOnlyList<string>)[stage, source], i < k));
        var rates = new BaseRates([.. Cases("offer", "referral", 9, 18), .. Cases("offer", "fair", 27, 102), .. Cases("contact", "fair", 24, 180)]);

        Assert.Equal([.2, (36 + 20 * .2) / 140], rates.Levels(["offer"]).Select(level => level.P!.Value));
        Same(0.3872180451, rates.Of(["offer", "referral"]).P);
        Assert.Equal(rates.Of(["offer"]), rates.Of(["offer", "telephone"]));
        Assert.Null(new BaseRates(Array.Empty<(IReadOnlyList<string>, bool)>()).Of(["offer"]).P);
    }

    [Fact]
    public void How_strongly_groups_lean_comes_from_how_much_they_differ()
    {
        var expected = Examples.GetProperty("beta_binomial_moments");
        var groups = expected.GetProperty("k").EnumerateArray().Zip(expected.GetProperty("n").EnumerateArray(), (k, n) => (k.GetInt32(), n.GetInt32())).ToList();
        var spread = Spread.Of(groups);

        Same(Number(expected, "mu"), spread.Mean);
        Same(Number(expected, "icc"), spread.Icc);
        Same(Number(expected, "M"), spread.M);
        Assert.Equal(spread.M, Spread.Between(groups));
        Assert.Equal(500, Spread.Between([.. Enumerable.Repeat((10, 100), 6)]));
        Assert.Equal(20, Spread.Between([(1, 10), (9, 10)]));
    }

    [Theory]
    [InlineData("agent")]
    [InlineData("product")]
    [InlineData("sector")]
    public void Groups_of_maven_do_not_differ_beyond_chance(string group)
    {
        var expected = SharedData.Json("oracles", "maven-crm-opportunities", "oracle.json").GetProperty("spread_of_win_rates").GetProperty(group);
        var spread = Spread.Of([.. SharedData.Table("oracles", "maven-crm-opportunities", $"by-{group}.csv")
            .Select(row => (Whole(row["won"]), Whole(row["won"]) + Whole(row["lost"]))).Where(one => one.Item2 > 0)]);

        Same(Number(expected, "icc"), spread.Icc);
        Same(Number(expected, "M"), spread.M);
    }

    [Fact]
    public void Twelve_rows_give_the_weights_of_the_pinned_recipe()
    {
        var expected = Examples.GetProperty("logistic");
        var (fields, won, rows) = TwelveRows(expected);
        var recipe = Recipe.Learn(fields, rows, expected.GetProperty("rare").GetInt32());
        var model = LogisticModel.Fit(recipe.Encode(fields, rows), won, expected.GetProperty("lambda").GetDouble());

        Assert.Equal(Texts(expected, "columns"), recipe.Columns);
        Assert.True(model.Converged);
        Same(Number(expected, "intercept"), model.Intercept);
        SameAll(Numbers(expected, "weights"), model.Weights);
        var said = model.Predict(recipe.Encode(fields, rows));
        SameAll(Numbers(expected, "p"), said);
        Assert.Equal(won.Average(one => one ? 1.0 : 0), said.Average(), 1e-8);
    }

    [Fact]
    public void The_reasons_of_a_prediction_add_up_to_it()
    {
        var expected = Examples.GetProperty("explanation");
        var (fields, won, rows) = TwelveRows(Examples.GetProperty("logistic"));
        var recipe = Recipe.Learn(fields, rows, 3);
        var model = LogisticModel.Fit(recipe.Encode(fields, rows), won, 1);
        var why = Explanation.Of(recipe, model, fields, 4);

        Same(Number(expected, "base_log_odds_at_training_mean"), why.Start);
        SameAll(expected.GetProperty("contributions").EnumerateArray().Select(one => one.GetProperty("contribution").GetDouble()), why.ByColumn.Select(one => one.Adds));
        Same(Number(expected, "sum_log_odds"), why.LogOdds);
        Same(Number(expected, "p"), Odds.ToShare(why.LogOdds));
        Assert.Equal(["source", "size"], why.ByField.Select(one => one.Name));
        Assert.Equal(.960304, why.ByField[0].Adds, 1e-6);
    }

    [Fact]
    public void Ten_predictions_are_measured_as_in_the_worked_example()
    {
        var expected = Examples.GetProperty("calibration");
        var said = Numbers(expected, "p").ToArray();
        SameMeasures(expected, Measures.Of(said, Outcomes));

        var five = Reliability.Of(said, Outcomes, 5);
        Same(Number(expected, "ece_5_bins"), five.Error);
        foreach (var (bin, actual) in expected.GetProperty("reliability_5_bins").EnumerateArray().Zip(five.Bins)) SameBin(bin, actual);
    }

    [Fact]
    public void Ten_predictions_are_calibrated_by_line_and_by_steps()
    {
        var expected = Examples.GetProperty("calibration");
        var said = Numbers(expected, "p").ToArray();
        var platt = Calibration.Platt(said, Outcomes);

        Same(Number(expected.GetProperty("platt"), "a"), platt.A);
        Same(Number(expected.GetProperty("platt"), "b"), platt.B);
        SameAll(Numbers(expected.GetProperty("platt"), "p"), said.Select(platt.Map));
        SameAll(Numbers(expected, "isotonic"), said.Select(Calibration.Isotonic(said, Outcomes).Map));
        Assert.False(Assert.Single(Calibration.Tries(said, Outcomes)).HasSteps);
        Assert.Equal(.3, Calibration.None.Map(.3));
    }

    [Fact]
    public void A_forecast_beats_another_by_what_its_losses_say()
    {
        var expected = Examples.GetProperty("calibration").GetProperty("paired_loss_difference_vs_base_0.5");
        var paired = PairedLoss.Of([.. Numbers(Examples.GetProperty("calibration"), "p")], [.. Enumerable.Repeat(.5, 10)], Outcomes);

        Same(Number(expected, "mean"), paired.Mean);
        Same(Number(expected, "normal_lo95"), paired.NormalLower);
        Same(Number(expected, "normal_hi95"), paired.NormalUpper);
    }

    [Fact]
    public void Rows_of_one_deal_are_drawn_together()
    {
        var (said, other, won) = (new[] { .7, .7, .2, .2 }, new[] { .5, .5, .5, .5 }, new[] { true, true, false, false });
        var alone = PairedLoss.Of(said, other, won);
        var together = PairedLoss.Of(said, other, won, [1, 1, 2, 2]);

        Assert.Equal(alone.Mean, together.Mean, 1e-12);
        Assert.True(together.NormalUpper - together.NormalLower > alone.NormalUpper - alone.NormalLower);
    }

    private static (Field[], bool[], int[]) TwelveRows(JsonElement example)
    {
        var rows = example.GetProperty("rows").EnumerateArray().ToList();
        return (
            [Field.Of("source", rows.Select(row => row.GetProperty("source").GetString())), Field.Of("size", rows.Select(row => Number(row, "size")))],
            [.. rows.Select(row => row.GetProperty("won").GetInt32() == 1)],
            [.. Enumerable.Range(0, rows.Count)]);
    }

    [Fact]
    public void A_sample_of_very_many_deals_is_the_same_every_night_and_spreads_over_all_years()
    {
        var years = Enumerable.Range(2015, 10).Select(year => Enumerable.Range(0, 2_000).Select(n => Guid.CreateVersion7(new DateTimeOffset(year, 1 + n % 12, 1, 8, 0, 0, TimeSpan.Zero).AddMinutes(n))).ToList()).ToList();
        foreach (var deals in years)
        {
            Assert.InRange(deals.Count(deal => SampleOfDeals.Has(deal, .25)), 400, 600);
            Assert.Equal(deals.FindAll(deal => SampleOfDeals.Has(deal, .25)), deals.FindAll(deal => SampleOfDeals.Has(deal, .25)));
            Assert.True(deals.TrueForAll(deal => SampleOfDeals.Has(deal, 1)));
            Assert.DoesNotContain(deals, deal => SampleOfDeals.Has(deal, 0));
        }
    }
}
