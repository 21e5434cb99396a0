using MathNet.Numerics;

namespace Trichter.Platform.Statistics;

/// <summary>
/// The chi-square test of equal rates: could groups with one and the same rate differ as much by chance alone? <see
/// cref="P"/> is that probability, 0 to 1. Source: Pearson 1900 (Philosophical Magazine 50).
/// </summary>
public readonly record struct ChiSquare(double Statistic, int DegreesOfFreedom, double P)
{
    public bool GroupsDiffer => P < 0.05;

    /// <summary>
    /// Groups without cases are left out; null if fewer than two remain. Groups all at 0 % or all at 100 % do not differ.
    /// </summary>
    public static ChiSquare? OfEqualRates(IEnumerable<Rate> rates)
    {
        var groups = rates.Where(rate => rate.N > 0).ToList();
        if (groups.Count < 2) return null;

        var common = (double)groups.Sum(rate => (long)rate.K) / groups.Sum(rate => (long)rate.N);
        var degrees = groups.Count - 1;
        if (common is 0 or 1) return new ChiSquare(0, degrees, 1);

        var statistic = groups.Sum(rate => rate.N * Square(rate.Value!.Value - common)) / (common * (1 - common));

        return new ChiSquare(statistic, degrees, SpecialFunctions.GammaUpperRegularized(degrees / 2.0, statistic / 2));
    }

    private static double Square(double x) => x * x;
}
