namespace Trichter.Insight.Learning;

/// <summary>What a model, and the base rate, said of a window that they had not seen.</summary>
public sealed record WindowResult(
    int Part, IReadOnlyList<int> Rows, double[] Said, double[] BaseSaid, bool[] Won, int[] Deals, Recipe Recipe, LogisticModel Model)
{
    public Measures Measures => Measures.Of(Said, Won);

    /// <summary>One result for each penalty, in their order.</summary>
    /// <param name="mostColumns">With few cases, only the most frequent columns are kept.</param>
    public static IReadOnlyList<WindowResult> Of(Cases cases, Window window, IReadOnlyList<double> penalties, int mostColumns)
    {
        var recipe = Recipe.Learn(cases.Fields, window.Train).Narrowed(mostColumns, cases.Fields, window.Train);
        var (train, test, won) = (recipe.Encode(cases.Fields, window.Train), recipe.Encode(cases.Fields, window.Test), cases.WonOf(window.Train));
        var rates = cases.BaseRatesOf(window.Train, cases.Moments[window.Test[0]]);
        double[] baseSaid = [.. window.Test.Select(row => rates.Of(cases.Groups[row]).P ?? 0)];

        LogisticModel? model = null;
        return
        [
            .. penalties.Select(penalty =>
            {
                model = LogisticModel.Fit(train, won, penalty, model);
                return new WindowResult(window.Part, window.Test, model.Predict(test), baseSaid, cases.WonOf(window.Test), [.. window.Test.Select(row => cases.Deals[row])], recipe, model);
            }),
        ];
    }

    public static (Recipe Recipe, LogisticModel Model) Fit(Cases cases, IReadOnlyList<int> rows, double penalty, int mostColumns)
    {
        var recipe = Recipe.Learn(cases.Fields, rows).Narrowed(mostColumns, cases.Fields, rows);
        return (recipe, LogisticModel.Fit(recipe.Encode(cases.Fields, rows), cases.WonOf(rows), penalty));
    }

    /// <summary>What it would have said had one field told it nothing.</summary>
    public double[] Without(Cases cases, string field)
    {
        var first = Recipe.Fields.TakeWhile(its => its.Field != field).Sum(its => its.Width);
        var width = Recipe.Fields.FirstOrDefault(its => its.Field == field)?.Width ?? 0;
        var rest = Model with { Weights = [.. Model.Weights.Select((weight, column) => column >= first && column < first + width ? 0 : weight)] };
        return rest.Predict(Recipe.Encode(cases.Fields, Rows));
    }
}
