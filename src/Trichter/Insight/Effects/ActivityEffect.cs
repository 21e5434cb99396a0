using Trichter.Platform.Statistics;

namespace Trichter.Insight.Effects;

/// <summary>Won of those with and of those without an activity, in one layer of comparable deals.</summary>
public sealed record Stratum(string Name, Rate With, Rate Without);

/// <summary>
/// Whether deals with an activity were won more often (metrics, section 9): the plain difference by Newcombe, and the one of equal deals
/// compared by Mantel and Haenszel. It says what goes together, never what causes what.
/// </summary>
/// <param name="LeftOut">Layers that hold only one of the two groups.</param>
public sealed record ActivityEffect(Rate With, Rate Without, RateDifference? Crude, RateDifference? Adjusted, int LeftOut)
{
    private const int FewestCases = 30;
    private const int FewestWon = 10;

    public bool MayCompare => Math.Min(With.N, Without.N) >= FewestCases && Math.Min(With.K, Without.K) >= FewestWon;

    /// <summary>A difference is shown only where the interval of the adjusted one leaves out zero.</summary>
    public bool IsShown => MayCompare && Adjusted is { } its && (its.Lower > 0 || its.Upper < 0);

    /// <summary>The chance of so large an adjusted difference where there is none; null where it cannot be said.</summary>
    public double? P => Adjusted is not { } its || its.Upper <= its.Lower ? null
        : 2 * (1 - MathNet.Numerics.Distributions.Normal.CDF(0, 1, Math.Abs(its.Value) / ((its.Upper - its.Lower) / (2 * Normal95.Z))));

    public static ActivityEffect Of(IReadOnlyCollection<Stratum> strata)
    {
        var with = new Rate(strata.Sum(one => one.With.K), strata.Sum(one => one.With.N));
        var without = new Rate(strata.Sum(one => one.Without.K), strata.Sum(one => one.Without.N));
        var both = strata.Where(one => one.With.N > 0 && one.Without.N > 0).ToList();
        return new ActivityEffect(with, without, RateDifference.Between(with, without), MantelHaenszel(both), strata.Count - both.Count);
    }

    private static RateDifference? MantelHaenszel(List<Stratum> strata)
    {
        var (weights, sum, variance) = (0.0, 0.0, 0.0);
        foreach (var (_, with, without) in strata)
        {
            double n1 = with.N, n0 = without.N, p1 = with.Value!.Value, p0 = without.Value!.Value, weight = n1 * n0 / (n1 + n0);
            weights += weight;
            sum += weight * (p1 - p0);
            variance += weight * weight * (p1 * (1 - p1) / n1 + p0 * (1 - p0) / n0);
        }

        if (weights == 0) return null;
        var half = Normal95.Z * Math.Sqrt(variance) / weights;
        return new RateDifference(sum / weights, sum / weights - half, sum / weights + half);
    }
}

/// <summary>Which of several findings stand when many were tried (Benjamini and Hochberg 1995).</summary>
public static class ManyTests
{
    private const double Rate = .05;

    /// <summary>For each, whether it stands; a null never does.</summary>
    public static bool[] Stand(IReadOnlyList<double?> chances)
    {
        var tried = chances.OfType<double>().Order().ToArray();
        var last = Array.FindLastIndex(tried, chance => chance <= Rate * (Array.LastIndexOf(tried, chance) + 1) / tried.Length);
        var limit = last < 0 ? -1 : tried[last];
        return [.. chances.Select(chance => chance <= limit)];
    }
}

/// <summary>
/// Compares at a day after the stage was entered, among deals still open then: who ended earlier had no chance to get the activity (Anderson,
/// Cain, Gelber 1983; Suissa 2008).
/// </summary>
public static class Landmark
{
    /// <param name="cases">Days until the deal ended (null while open), until the first activity (null for none), and whether it was won in time; null for not yet known.</param>
    public static (Rate With, Rate Without) At(double day, IEnumerable<(double? Ended, double? Activity, bool? Won)> cases)
    {
        var open = cases.Where(one => !(one.Ended <= day) && one.Won is not null).ToList();
        return (RateOf(open.Where(one => one.Activity <= day)), RateOf(open.Where(one => !(one.Activity <= day))));
    }

    private static Rate RateOf(IEnumerable<(double? Ended, double? Activity, bool? Won)> cases)
    {
        var all = cases.ToList();
        return new Rate(all.Count(one => one.Won == true), all.Count);
    }
}
