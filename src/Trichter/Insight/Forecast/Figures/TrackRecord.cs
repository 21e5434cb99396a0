using Trichter.Platform.Statistics;

namespace Trichter.Insight.Forecast.Figures;

/// <summary>
/// How good past forecasts were, each as it was made then (metrics 6.4). Weighted error is the headline: the mean of percentages explodes in
/// small months. Source: Hyndman and Koehler 2006.
/// </summary>
/// <param name="Mape">Null where no month had a sum.</param>
/// <param name="WithoutSum">Months with nothing won, left out of <paramref name="Mape"/>.</param>
/// <param name="Coverage">Months that came to lie between P10 and P90; should be 0.8.</param>
public sealed record TrackRecord(double? Mape, int WithoutSum, double? Wape, double? Bias, Rate Coverage)
{
    public const int FewestMonthsForAVerdict = 12;
    private const double TooNarrow = .7;

    public bool MayJudge => Coverage.N >= FewestMonthsForAVerdict;

    /// <summary>Deals do not stand alone: what was said was too narrow.</summary>
    public bool NeedsWidening => MayJudge && Coverage.Value < TooNarrow;

    public static TrackRecord Of(IReadOnlyList<ForecastMonth> months)
    {
        var (sum, off) = (months.Sum(month => month.Actual), months.Sum(month => Math.Abs(month.Said - month.Actual)));
        var positive = months.Where(month => month.Actual > 0).ToList();
        return new TrackRecord(
            positive.Count == 0 ? null : positive.Average(month => Math.Abs(month.Said - month.Actual) / month.Actual), months.Count - positive.Count,
            sum > 0 ? off / sum : null, sum > 0 ? months.Sum(month => month.Said - month.Actual) / sum : null,
            new Rate(months.Count(month => month.P10 <= month.Actual && month.Actual <= month.P90), months.Count));
    }
}

/// <param name="Said">The mean of what was forecast.</param>
public sealed record ForecastMonth(double Said, double P10, double P90, double Actual);

/// <summary>How far forecasts have to be widened, so that the past would have lain within them.</summary>
public static class Widening
{
    private const double Wanted = .8;

    /// <summary>The smallest spread that brings the share of months within P10 to P90 to 0.8; the largest tried if none does.</summary>
    public static double Of(IReadOnlyList<(IReadOnlyList<(long Value, double P)> Deals, long Actual)> past) =>
        Spreads().FirstOrDefault(spread => past.Count(month => Within(MoneyDistribution.Of(month.Deals, spread), month.Actual)) >= Wanted * past.Count, Spreads().Last());

    private static IEnumerable<double> Spreads() => Enumerable.Range(0, 7).Select(step => step * .25);

    private static bool Within(MoneyDistribution said, long actual) => said.P10 <= actual && actual <= said.P90;
}
