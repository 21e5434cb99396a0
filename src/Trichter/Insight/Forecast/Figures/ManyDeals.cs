using MathNet.Numerics.Distributions;

namespace Trichter.Insight.Forecast.Figures;

/// <summary>
/// What thousands of deals come to: their sum is nearly normal, with its own skewness taken into account (Edgeworth's first term; Feller 1971).
/// A grid would make each deal smaller than a step and the range too wide.
/// </summary>
internal static class ManyDeals
{
    private const double FewestWins = 100;
    private const double FurthestDeviations = 6;
    private const int Points = 4_000;
    private const double MostSkewed = .2;

    /// <summary>Null where too few wins are in question, or one deal weighs too much, for the sum to be nearly normal.</summary>
    public static SortedDictionary<long, double>? Chances(IReadOnlyList<(long Value, double P)> deals)
    {
        var (wins, mean, variance, third) = (0.0, 0.0, 0.0, 0.0);
        foreach (var (value, p) in deals)
        {
            wins += p * (1 - p);
            mean += value * p;
            var square = (double)value * value;
            variance += square * p * (1 - p);
            third += square * value * p * (1 - p) * (1 - 2 * p);
        }

        var skewness = third / Math.Pow(variance, 1.5);
        if (wins < FewestWins || !(Math.Abs(skewness) < MostSkewed)) return null;

        var (chances, below, deviation) = (new SortedDictionary<long, double>(), 0.0, Math.Sqrt(variance));
        for (var point = 0; point <= Points; point++)
        {
            var z = FurthestDeviations * (2.0 * point / Points - 1);
            var upTo = point == Points ? 1 : Math.Clamp(Normal.CDF(0, 1, z) - Normal.PDF(0, 1, z) * skewness / 6 * (z * z - 1), below, 1);
            var sum = Math.Max(0, (long)Math.Round(mean + z * deviation));
            chances[sum] = chances.GetValueOrDefault(sum) + upTo - below;
            below = upTo;
        }

        return chances;
    }
}
