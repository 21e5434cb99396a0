using Trichter.Platform.Statistics;

namespace Trichter.Insight.Forecast.Figures;

/// <summary>
/// When deals are won, read off the curves of cycle time (metrics 6.1): the chance that an open deal of some age is won in a window of days
/// from now. Beyond the longest follow-up the curves stay where they are: nothing is known there.
/// </summary>
public sealed class WonCurve(Survival curve, int won = 1)
{
    private const int EnoughAtRisk = 10;
    private const double Nearly = .9;
    private const int Shortest = 30;
    private const int Longest = 365;

    /// <summary>
    /// The days within which a deal is decided, as far as that is known: when nine tenths of what ever ends has ended (metrics, section 4).
    /// </summary>
    public int Horizon { get; } = HorizonOf(curve);

    public int Events => curve.Events;

    public double Won(double age) => curve.EndedAfter(won, age);

    public double Open(double age) => curve.OpenAfter(age);

    /// <summary>The chance to be won more than <paramref name="from"/> and at most <paramref name="to"/> days from now; null if no deal was ever won so late.</summary>
    public double? Chance(double age, double from, double to) =>
        Open(age) is var open and > 0 && Won(double.MaxValue) > Won(age) ? (Won(age + to) - Won(age + from)) / open : null;

    /// <summary>The same where it is known how likely the deal is won within a horizon; nothing is said of windows beyond it.</summary>
    public double? Chance(double age, double from, double to, double probability, double horizon)
    {
        var within = Won(age + horizon) - Won(age);
        return within <= 0 ? null : probability * Math.Max(0, Won(age + Math.Min(to, horizon)) - Won(age + Math.Min(from, horizon))) / within;
    }

    private static int HorizonOf(Survival curve) => curve.MostEndedBy(Nearly, EnoughAtRisk) is { } days ? Math.Clamp((int)Math.Ceiling(days), Shortest, Longest) : Shortest;
}
