namespace Trichter.Insight.Learning;

/// <summary>
/// Why a prediction is what it is (metrics 4.8): where an average case starts, and what each field adds to or takes from its log-odds.
/// Start and contributions add up exactly. An association, not a cause.
/// </summary>
/// <param name="ByColumn">Column → what it adds.</param>
/// <param name="ByField">The columns of one field summed to one line.</param>
public sealed record Explanation(double Start, IReadOnlyList<(string Name, double Adds)> ByColumn, IReadOnlyList<(string Name, double Adds)> ByField)
{
    public double LogOdds => Start + ByColumn.Sum(one => one.Adds);

    public static Explanation Of(Recipe recipe, LogisticModel model, IReadOnlyList<Field> fields, int row)
    {
        var values = new double[recipe.Width];
        foreach (var cell in recipe.Encode(fields, [row])[0]) values[cell.Column] = cell.Value;

        var adds = recipe.Columns.Select((name, column) => (name, model.Weights[column] * (values[column] - model.Means[column]))).ToList();
        var first = 0;
        var byField = new List<(string, double)>();
        foreach (var field in recipe.Fields)
        {
            byField.Add((field.Field, adds.Skip(first).Take(field.Width).Sum(one => one.Item2)));
            first += field.Width;
        }

        return new Explanation(model.Intercept + model.Weights.Zip(model.Means, (weight, mean) => weight * mean).Sum(), adds, byField);
    }
}
