using System.Globalization;
using System.Text.Json;
using Trichter.Insight.Learning;
using Trichter.Platform.Statistics;

namespace Trichter.Tests.Insight.Figures;

/// <summary>
/// Compares figures with the oracles: 1e-6 relative, 1e-9 absolute near 0; null means not computable or not reached.
/// </summary>
internal static class Oracle
{
    public static void Same(double? expected, double? actual)
    {
        if (expected is not { } right)
        {
            Assert.Null(actual);
            return;
        }

        Assert.NotNull(actual);
        Assert.Equal(right, actual.Value, Math.Max(1e-9, 1e-6 * Math.Abs(right)));
    }

    public static void SameEstimate(JsonElement expected, string value, Estimate? actual)
    {
        Same(Number(expected, value), actual?.Value);
        Same(Number(expected, "se"), actual?.StandardError);
        Same(Number(expected, "lo95"), actual?.Lower);
        Same(Number(expected, "hi95"), actual?.Upper);
    }

    public static void SameEverywhere(JsonElement expected, string value, Func<double, Estimate?> actual)
    {
        foreach (var point in expected.EnumerateArray())
            SameEstimate(point, value, actual(point.GetProperty("t").GetDouble()));
    }

    public static void SameQuantile(JsonElement expected, Survival curve)
    {
        var quantile = curve.Quantile(expected.GetProperty("q").GetDouble());
        Same(Number(expected, "t"), quantile.Time);
        Same(Number(expected, "lo95"), quantile.Lower);
        Same(Number(expected, "hi95"), quantile.Upper);
    }

    public static void SameAll(IEnumerable<double> expected, IEnumerable<double> actual)
    {
        var (right, found) = (expected.ToList(), actual.ToList());
        Assert.Equal(right.Count, found.Count);
        foreach (var (one, other) in right.Zip(found)) Same(one, other);
    }

    /// <summary>A prediction's figures: what of them the oracle names.</summary>
    public static void SameMeasures(JsonElement expected, Measures actual, double slack = 0)
    {
        void Near(string name, double? figure)
        {
            if (!expected.TryGetProperty(name, out var right)) return;
            if (slack == 0) Same(right.GetDouble(), figure);
            else Assert.Equal(right.GetDouble(), figure!.Value, slack);
        }

        Near("auc", actual.Auc);
        Near("auc_lo95", actual.AucLower);
        Near("auc_hi95", actual.AucUpper);
        Near("brier", actual.Brier);
        Near("log_loss", actual.LogLoss);
        Near("mean_p", actual.Said);
        Near("rate", actual.Rate);
        Near("ece10", actual.Reliability.Error);
        Near("ece10_by_chance", actual.Reliability.ErrorByChance);
    }

    public static void SameBin(JsonElement expected, ReliabilityBin actual)
    {
        Assert.Equal(expected.GetProperty("bin").GetInt32(), actual.Number);
        Assert.Equal((expected.GetProperty("won").GetInt32(), expected.GetProperty("n").GetInt32()), (actual.Won.K, actual.Won.N));
        Same(Number(expected, "mean_p"), actual.Said);
        Same(Number(expected, "lo95"), actual.Won.Lower);
        Same(Number(expected, "hi95"), actual.Won.Upper);
    }

    /// <summary>The mean and the normal interval exactly, the bootstrap within what chance leaves.</summary>
    public static void SamePaired(JsonElement expected, PairedLoss actual)
    {
        Same(Number(expected, "mean"), actual.Mean);
        Same(Number(expected, "normal_lo95"), actual.NormalLower);
        Same(Number(expected, "normal_hi95"), actual.NormalUpper);
        var chance = Math.Max(3e-3, .06 * (actual.NormalUpper - actual.NormalLower));
        Assert.Equal(expected.GetProperty("lo95").GetDouble(), actual.Lower, chance);
        Assert.Equal(expected.GetProperty("hi95").GetDouble(), actual.Upper, chance);
    }

    public static IEnumerable<double> Numbers(JsonElement element, string name) => element.GetProperty(name).EnumerateArray().Select(number => number.GetDouble());

    public static IEnumerable<string?> Texts(JsonElement element, string name) => element.GetProperty(name).EnumerateArray().Select(text => text.GetString());

    public static double? Number(JsonElement element, string name) =>
        element.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;

    public static double? Number(string text) => text.Length == 0 ? null : double.Parse(text, CultureInfo.InvariantCulture);

    public static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    public static DateOnly Day(string text, string format) => DateOnly.ParseExact(text, format, CultureInfo.InvariantCulture);
}
