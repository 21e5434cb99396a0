using System.Text.Json;
using Trichter.Insight.Learning;
using Trichter.Tests.Support;
using static Trichter.Tests.Insight.Figures.Oracle;
using static Trichter.Tests.Insight.Figures.RealCases;

namespace Trichter.Tests.Insight.Figures;

/// <summary>On one file the model may speak, on the other it has to say that it knows nothing.</summary>
public sealed class ModelOnOlistAndMavenTests
{
    private static JsonElement OlistTruth => SharedData.Json("oracles", Olist, "oracle.json").GetProperty("models");

    private static JsonElement MavenTruth => SharedData.Json("oracles", Maven, "oracle.json").GetProperty("model");

    [Fact]
    public void Sources_of_olist_lean_on_the_whole()
    {
        var (cases, _) = OfOlist(inOrder: false);
        foreach (var row in SharedData.Table("oracles", Olist, "source-base-rate.csv"))
        {
            var rate = new BaseRate("", Whole(row["won"]), Whole(row["n"]), cases.WonCount / (double)cases.Count, BaseRate.Usual);
            Same(Number(row["shrunk_rate_M20"]), rate.P);
            Same(Number(row["lo95"]), rate.Lower);
            Same(Number(row["hi95"]), rate.Upper);
        }
    }

    [Fact]
    public void Olist_out_of_time_is_as_in_the_oracle_and_better_than_its_base_rates()
    {
        var expected = OlistTruth.GetProperty("time_split_2018_04_05");
        var (cases, days) = OfOlist(inOrder: false);
        int[] train = [.. Rows(0, cases.Count).Where(row => days[row] < new DateOnly(2018, 4, 1))], test = [.. Rows(0, cases.Count).Except(train)];
        var (said, won) = (Said(cases, train, test), cases.WonOf(test));
        SameMeasures(expected.GetProperty("origin+landing_page"), Measures.Of(said, won));
        foreach (var (bin, actual) in expected.GetProperty("reliability10").EnumerateArray().Zip(Reliability.Of(said, won).Bins)) SameBin(bin, actual);

        var rate = cases.WonOf(train).Average(one => one ? 1.0 : 0);
        double[] plain = [.. test.Select(_ => rate)];
        double[] bySource = [.. test.Select(row => new BaseRate("", train.Count(one => cases.Groups[one][0] == cases.Groups[row][0] && cases.Won[one]), train.Count(one => cases.Groups[one][0] == cases.Groups[row][0]), rate, BaseRate.Usual).P!.Value)];
        SameMeasures(expected.GetProperty("base_rate_of_training"), Measures.Of(plain, won));
        SameMeasures(expected.GetProperty("base_rate_by_source_shrunk_m20"), Measures.Of(bySource, won));
        SamePaired(expected.GetProperty("model_minus_base_log_loss"), PairedLoss.Of(said, plain, won));
        SamePaired(expected.GetProperty("model_minus_source_base_log_loss"), PairedLoss.Of(said, bySource, won));
    }

    [Fact]
    public void Five_folds_of_olist_and_what_the_month_does()
    {
        var expected = OlistTruth.GetProperty("five_fold_row_number_mod_5");
        var (cases, days) = OfOlist(inOrder: false);
        var won = cases.WonOf(Rows(0, cases.Count));
        SameMeasures(expected.GetProperty("origin+landing_page"), Measures.Of(SaidInFolds(cases), won));
        SameMeasures(expected.GetProperty("origin"), Measures.Of(SaidInFolds(cases.With([cases.Fields[0]])), won));
        var withMonth = cases.With([.. cases.Fields, Field.Of("month", days.Select(day => $"{day:yyyy-MM}"))]);
        SameMeasures(expected.GetProperty("origin+landing_page+month"), Measures.Of(SaidInFolds(withMonth), won));
    }

    [Fact]
    public void On_olist_the_model_may_speak_in_the_split_of_april()
    {
        var (cases, days) = OfOlist(inOrder: true);
        int[] train = [.. Rows(0, cases.Count).Where(row => days[row] < new DateOnly(2018, 4, 1))], test = [.. Rows(0, cases.Count).Except(train)];
        var split = WindowResult.Of(cases, new Window(10, train, test), [1], int.MaxValue)[0];
        var verdict = Verdict.Of(cases.WonCount, cases.Count - cases.WonCount, false, [split]);

        Assert.True(verdict.MaySpeak, $"{verdict}");
        Assert.InRange(verdict.Newest!.Auc!.Value, .65, .72);
        Assert.Equal(Silence.LeakSuspected, Verdict.Of(842, 7158, true, [split]).Because);
        Assert.Equal(Silence.TooFewCases, Verdict.Of(99, 7158, false, [split]).Because);
        Assert.Equal(Silence.NotCalibrated, Verdict.Of(842, 7158, false, [split with { Said = [.. split.Said.Select(p => p * 1.42)], BaseSaid = [.. split.Said.Select(_ => .5)] }]).Because);
        Assert.Equal(Silence.NotBetterThanBaseRate, Verdict.Of(842, 7158, false, [split with { Said = split.BaseSaid }]).Because);
    }

    [Fact]
    public void In_the_last_weeks_of_olist_fewer_were_won_and_the_model_says_that_it_is_not_calibrated()
    {
        var (all, days) = OfOlist(inOrder: true);
        var since = Array.FindIndex(days, day => day >= new DateOnly(2017, 12, 5));
        var cases = new Cases(
            [.. all.Fields.Select(field => Field.Of(field.Name, field.Words!.Skip(since)))], [.. all.Won.Skip(since)], [.. all.Moments.Skip(since)], [.. all.Deals.Skip(since)], [.. all.Groups.Skip(since)], 0);
        var model = Trainer.Train(cases, MonthsOf(cases), confirmed: new HashSet<string> { "landing_page_id" });

        Assert.Equal(Silence.NotCalibrated, model.Verdict.Because);
        Assert.True(model.Verdict.Gain!.Lower > 0);
        Assert.Contains(model.Windows, window => window.Auc is > .65 and < .78);
        Assert.Equal(model.Recipe.Width, model.Model.Weights.Length);
    }

    [Fact]
    public void On_maven_data_is_not_skill_and_the_model_abstains()
    {
        var cases = OfMaven();
        var (train, test) = (Rows(0, 4697), Rows(4697, cases.Count));
        var (said, won) = (Said(cases, train, test), cases.WonOf(test));
        double[] rate = [.. test.Select(_ => cases.WonOf(train).Average(one => one ? 1.0 : 0))];
        Assert.Equal(MavenTruth.GetProperty("columns").GetInt32(), Recipe.Learn(cases.Fields, train).Width);
        SameMeasures(MavenTruth.GetProperty("time_split_70_30"), Measures.Of(said, won));
        SameMeasures(MavenTruth.GetProperty("base_rate"), Measures.Of(rate, won));
        SamePaired(MavenTruth.GetProperty("base_minus_model_log_loss"), PairedLoss.Of(said, rate, won));

        var model = Trainer.Train(cases, MonthsOf(cases));
        Assert.Equal(Silence.NotBetterThanBaseRate, model.Verdict.Because);
        Assert.True(model.Verdict.Gain!.Lower < 0);
    }

    [Fact]
    public void What_a_deal_was_closed_for_gives_its_end_away()
    {
        var cases = OfMaven(withValue: true);
        var (train, test) = (Rows(0, 4697), Rows(4697, cases.Count));
        Same(MavenTruth.GetProperty("LEAK_with_close_value").GetProperty("auc").GetDouble(), Measures.Of(Said(cases, train, test), cases.WonOf(test)).Auc);

        var found = LeakGuard.Check(cases).Where(one => one.Field == "amount").ToList();
        Assert.Contains(found, one => one is { Sign: LeakSign.Alone, Refused: true });
        Assert.DoesNotContain(Trainer.Train(cases, MonthsOf(cases), penalties: [1]).Recipe.Fields, field => field.Field == "amount");
    }

    [Fact]
    public void Columns_filled_for_won_leads_only_are_refused()
    {
        var (cases, _) = OfOlist(inOrder: false);
        var sellers = SharedData.Table(Olist, "olist_closed_deals_dataset.csv").ToDictionary(row => row["mql_id"], row => row["business_segment"]);
        var leads = SharedData.Table(Olist, "olist_marketing_qualified_leads_dataset.csv").Select(row => row["mql_id"]);
        var found = LeakGuard.Check(cases.With([Field.Of("business_segment", leads.Select(id => sellers.GetValueOrDefault(id)))]));

        var fill = Assert.Single(found, one => one.Sign == LeakSign.Fill);
        Assert.Equal(841 / 842.0, fill.Figure, 1e-9);
        Assert.True(fill.Refused);
        Assert.DoesNotContain(LeakGuard.Check(cases), one => one.Refused);
    }

    [Fact]
    public void With_few_cases_nothing_is_trained()
    {
        var cases = new Cases([Field.Of("x", Enumerable.Range(0, 400).Select(i => i % 2 == 0 ? "a" : "b"))], [.. Enumerable.Range(0, 400).Select(i => i % 5 == 0)],
            [.. Enumerable.Range(0, 400).Select(i => (double)i)], [.. Enumerable.Range(0, 400)], [.. Enumerable.Repeat(Array.Empty<string>(), 400)], 0);
        var model = Trainer.Train(cases, [.. Enumerable.Range(0, 400).Select(i => i / 30)]);

        Assert.Equal((Silence.TooFewCases, 80, 320), (model.Verdict.Because, model.Won, model.NotWon));
        Assert.False(model.IsTrained);
    }
}
