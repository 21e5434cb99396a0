using System.Text.Json;
using Trichter.Insight.Learning;
using Trichter.Tests.Support;
using static Trichter.Tests.Insight.Figures.Oracle;
using static Trichter.Tests.Insight.Figures.RealCases;

namespace Trichter.Tests.Insight.Figures;

/// <summary>41,188 calls of a bank: a model that looks good when shuffled and is worth little in order of time (metrics 4.4).</summary>
public sealed class ModelOnUciTests
{
    private static readonly JsonElement Truth = SharedData.Root is null ? default : SharedData.Json("oracles", Uci, "oracle.json");

    [Fact]
    public void Five_folds_give_the_figures_of_the_oracle()
    {
        var (cases, _) = OfUci();
        var measures = Measures.Of(SaidInFolds(cases), cases.WonOf(Rows(0, cases.Count)));

        SameMeasures(Truth.GetProperty("five_fold_mod_5"), measures);
        foreach (var (bin, actual) in Truth.GetProperty("five_fold_reliability10").EnumerateArray().Zip(measures.Reliability.Bins)) SameBin(bin, actual);
        var ranges = SharedData.Json("oracles", "ranges.json").GetProperty("uci.five_fold_all_but_duration");
        Assert.InRange(measures.Auc!.Value, .775, ranges.GetProperty("leak_if_auc_above").GetDouble());
        Assert.InRange(measures.Brier, 0, ranges.GetProperty("brier_max").GetDouble());
    }

    [Fact]
    public void In_order_of_time_it_says_14_6_where_24_6_came_true()
    {
        var expected = Truth.GetProperty("in_order_70_30");
        var (cases, _) = OfUci();
        var (train, test) = (Rows(0, 28831), Rows(28831, cases.Count));
        var (recipe, model) = WindowResult.Fit(cases, train, 1, int.MaxValue);
        Assert.Equal(expected.GetProperty("columns").GetInt32(), recipe.Width);
        Same(Number(expected, "intercept"), model.Intercept);
        foreach (var (column, weight) in recipe.Columns.Zip(model.Weights)) Same(Number(expected.GetProperty("coefficients"), column), weight);

        var (said, won) = (model.Predict(recipe.Encode(cases.Fields, test)), cases.WonOf(test));
        SameMeasures(expected.GetProperty("model"), Measures.Of(said, won));
        double[] rate = [.. test.Select(_ => cases.WonOf(train).Average(one => one ? 1.0 : 0))];
        SameMeasures(expected.GetProperty("base_rate"), Measures.Of(rate, won));
        SamePaired(expected.GetProperty("base_minus_model_log_loss"), PairedLoss.Of(said, rate, won));
    }

    [Fact]
    public void To_keep_the_newest_rows_back_for_calibration_costs_all_of_it()
    {
        var expected = Truth.GetProperty("in_order_70_30").GetProperty("platt_fitted_on_rows_55_to_70_percent");
        var (cases, _) = OfUci();
        var (kept, test) = (Rows(22653, 28831), Rows(28831, cases.Count));
        var said = Said(cases, Rows(0, 22653), [.. kept, .. test]);
        var platt = Calibration.Platt(said[..kept.Length], cases.WonOf(kept));

        // The oracle's own fit stops within 1e-5 of the optimum here.
        Assert.Equal(expected.GetProperty("a").GetDouble(), platt.A, 2e-5);
        Assert.Equal(expected.GetProperty("b").GetDouble(), platt.B, 2e-5);
        SameMeasures(expected, Measures.Of([.. said[kept.Length..].Select(platt.Map)], cases.WonOf(test)), slack: 1e-5);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Windows_in_order_of_time_are_those_of_the_oracle(bool allColumns)
    {
        var (cases, _) = OfUci();
        if (!allColumns) cases = cases.With(cases.Fields.Where(field => !CalendarLike.Contains(field.Name)));
        var expected = allColumns ? Truth.GetProperty("expanding_window") : Truth.GetProperty("without_calendar_like_columns(month and the five economic ones)").GetProperty("expanding_window");
        var windows = cases.Windows().Select(window => WindowResult.Of(cases, window, [1], int.MaxValue)[0]).ToList();

        Assert.Equal(expected.GetArrayLength(), windows.Count);
        foreach (var (truth, window) in expected.EnumerateArray().Zip(windows))
        {
            Assert.Equal(truth.GetProperty("test_tenth").GetInt32(), window.Part);
            Same(Number(truth, "auc"), window.Measures.Auc);
            Same(Number(truth, "mean_p"), window.Measures.Said);
            Same(Number(truth, "rate"), window.Measures.Rate);
            SamePaired(truth.GetProperty("beats_last_tenth_base"), PairedLoss.Of(window.Said, window.BaseSaid, window.Won));
        }

        for (var last = 3; last <= windows.Count; last++)
            Assert.False(Verdict.Of(4640, 36548, false, [.. windows.Take(last)]).MaySpeak, $"window {last + 3}");
    }

    [Fact]
    public void The_whole_training_is_silent_and_names_the_calendar()
    {
        var (cases, months) = OfUci();
        var model = Trainer.Train(cases, months);

        Assert.Equal(CalendarLike[1..].Order(), model.Calendar.Order());
        Assert.False(model.Verdict.MaySpeak);
    }

    [Fact]
    public void The_length_of_the_call_is_known_too_late()
    {
        var (cases, months) = OfUci(withDuration: true);
        var duration = LeakGuard.Check(cases).Where(one => one.Field == "duration").ToList();

        Assert.Equal([LeakSign.Name, LeakSign.Alone], duration.Select(one => one.Sign));
        Assert.False(duration[1].Refused);
        foreach (var field in cases.Fields) Assert.Equal(Truth.GetProperty("single_column_auc").GetProperty(field.Name).GetDouble(), LeakGuard.AloneAuc(cases, field), .01);
        foreach (var (name, share) in Truth.GetProperty("share_of_variance_between_months_in_file_order").EnumerateObject().Select(one => (one.Name, one.Value.GetDouble())))
            Same(share, CalendarInDisguise.ShareBetween(cases.Fields.Single(field => field.Name == name), months));
    }
}
