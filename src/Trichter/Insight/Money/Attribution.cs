using Trichter.Platform.Language;

namespace Trichter.Insight.Money;

/// <summary>The five ways to credit touches (metrics 8.6). Bookkeeping rules, not effects.</summary>
public enum AttributionModel
{
    [Says("First touch")] First,
    [Says("Last touch")] Last,
    [Says("Evenly")] Linear,
    [Says("First and last more")] Position,
    [Says("Late ones more")] TimeDecay,
}

/// <summary>Shares one value among the touches before it, so that the credits add up to it exactly.</summary>
public static class Attribution
{
    private const double HalfLife = 7;
    private const double AtEnds = .4;

    /// <param name="daysBefore">Of each touch, in the order of time: days before the outcome.</param>
    public static double[] Weights(AttributionModel model, IReadOnlyList<double> daysBefore)
    {
        var n = daysBefore.Count;
        var weights = new double[n];
        switch (model)
        {
            case AttributionModel.First: weights[0] = 1; break;
            case AttributionModel.Last: weights[^1] = 1; break;
            case AttributionModel.Linear: Array.Fill(weights, 1.0 / n); break;
            case AttributionModel.Position:
                Array.Fill(weights, n > 2 ? (1 - 2 * AtEnds) / (n - 2) : 1.0 / n);
                if (n > 2) weights[0] = weights[^1] = AtEnds;
                break;
            default:
                for (var touch = 0; touch < n; touch++) weights[touch] = Math.Pow(.5, daysBefore[touch] / HalfLife);
                var sum = weights.Sum();
                for (var touch = 0; touch < n; touch++) weights[touch] /= sum;
                break;
        }

        return weights;
    }

    /// <summary>Whole minor units by the largest remainder.</summary>
    public static long[] Credits(AttributionModel model, long value, IReadOnlyList<double> daysBefore)
    {
        var exact = Weights(model, daysBefore).Select(weight => weight * value).ToArray();
        var credits = exact.Select(credit => (long)Math.Floor(credit)).ToArray();
        foreach (var touch in Enumerable.Range(0, exact.Length).OrderByDescending(touch => exact[touch] - credits[touch]).Take((int)(value - credits.Sum()))) credits[touch]++;
        return credits;
    }
}
