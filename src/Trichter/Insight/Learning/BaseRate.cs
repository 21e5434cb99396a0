using MathNet.Numerics.Distributions;

namespace Trichter.Insight.Learning;

/// <summary>
/// A share that leans on that of the group above the less there is to go by (metrics 4.1): (k + M·prior) / (n + M), with the interval of the
/// Beta distribution. At the top there is nothing to lean on, and no interval. Source: Gelman et al. 2013, chapter 5.
/// </summary>
public sealed record BaseRate(string Level, int K, int N, double? Prior, double M)
{
    public const double Usual = 20;

    public double? P => Prior is { } prior ? (K + M * prior) / (N + M) : N == 0 ? null : (double)K / N;
    public double? Lower => Quantile(.025);
    public double? Upper => Quantile(.975);

    private double? Quantile(double q) => Prior is not { } prior ? null : prior is <= 0 or >= 1 ? prior : Beta.InvCDF(K + M * prior, N - K + M * (1 - prior), q);
}

/// <summary>
/// How much groups differ beyond chance, by moments (ANOVA form; Ridout, Demétrio, Firth 1999), and hence how strongly each should lean on
/// their common rate: <see cref="M"/>, null where no spread beyond chance is seen.
/// </summary>
public sealed record Spread(double Mean, double Icc)
{
    private const double Least = 5;
    private const double Most = 500;
    private const int FewestGroups = 5;
    private const int FewestRows = 200;

    public double? M => Icc > 0 ? (1 - Icc) / Icc : null;

    public static Spread Of(IReadOnlyList<(int K, int N)> groups)
    {
        double n = groups.Sum(group => group.N), mean = groups.Sum(group => group.K) / n, last = groups.Count - 1;
        var between = groups.Sum(group => group.N * Math.Pow((double)group.K / group.N - mean, 2)) / last;
        var within = groups.Sum(group => group.K * (1 - (double)group.K / group.N)) / (n - groups.Count);
        var size = (n - groups.Sum(group => (double)group.N * group.N) / n) / last;
        return new Spread(mean, (between - within) / (between + (size - 1) * within));
    }

    /// <summary>The M to use for brothers and sisters: their own where there are enough, within reason; else the usual one.</summary>
    public static double Between(IReadOnlyList<(int K, int N)> groups)
    {
        var filled = groups.Where(group => group.N > 0).ToList();
        var n = filled.Sum(group => group.N);
        if (filled.Count < FewestGroups || n < FewestRows || n <= filled.Count) return BaseRate.Usual;
        return Of(filled).M is { } m && double.IsFinite(m) ? Math.Clamp(m, Least, Most) : Most;
    }
}
