using Trichter.Platform.Language;

namespace Trichter.Insight.Learning;

/// <summary>Why a model has to be silent; the base rate is shown then. The codes are those of the metrics (4.7).</summary>
public enum Silence
{
    [Says("too few decided deals")] TooFewCases,
    [Says("a column may have been filled in afterwards")] LeakSuspected,
    [Says("not better than the base rate")] NotBetterThanBaseRate,
    [Says("no longer better than the base rate")] NoLongerBetter,
    [Says("what it says does not come true as often")] NotCalibrated,
}

/// <summary>Whether a model may speak, and what that rests on.</summary>
/// <param name="Because">Null: it may.</param>
/// <param name="Gain">Over the last three windows: by how much its log loss is below that of the base rate.</param>
public sealed record Verdict(Silence? Because, PairedLoss? Gain, double? NewestGain, Measures? Newest)
{
    public const int FewestOfEach = 100;
    public const int FewestOfEachLately = 30;
    private const int Lately = 3;

    public bool MaySpeak => Because is null;

    public static Verdict Silent(Silence because) => new(because, null, null, null);

    /// <param name="windows">In order of time, the newest last, with the calibration already applied where it is kept.</param>
    public static Verdict Of(int won, int notWon, bool leakSuspected, IReadOnlyList<WindowResult> windows)
    {
        var late = windows.TakeLast(Lately).ToList();
        var hits = late.Sum(window => window.Won.Count(one => one));
        if (won < FewestOfEach || notWon < FewestOfEach || hits < FewestOfEachLately || late.Sum(window => window.Won.Length) - hits < FewestOfEachLately)
            return Silent(Silence.TooFewCases);

        var gain = PairedLoss.Of(
            [.. late.SelectMany(window => window.Said)], [.. late.SelectMany(window => window.BaseSaid)],
            [.. late.SelectMany(window => window.Won)], [.. late.SelectMany(window => window.Deals)]);
        var newest = late[^1];
        var newestGain = newest.Said.Select((p, row) => Odds.Loss(newest.BaseSaid[row], newest.Won[row]) - Odds.Loss(p, newest.Won[row])).Average();
        var measures = newest.Measures;
        return new Verdict(
            leakSuspected ? Silence.LeakSuspected
            : gain.Lower <= 0 ? Silence.NotBetterThanBaseRate
            : newestGain <= 0 ? Silence.NoLongerBetter
            : IsCalibrated(measures) ? null : Silence.NotCalibrated,
            gain, newestGain, measures);
    }

    private static bool IsCalibrated(Measures newest) =>
        Math.Abs(newest.Said - newest.Rate) <= Math.Max(.02, .2 * newest.Rate) && newest.Reliability.Error <= newest.Reliability.ErrorByChance + .05;
}
