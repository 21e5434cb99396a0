using System.Globalization;
using System.Text.Json;
using Trichter.Insight.Statistics;

namespace Trichter.Tests.Insight;

/// <summary>
/// Compares figures with the oracles: 1e-6 relative, 1e-9 absolute near 0; null means not computable or not reached.
/// </summary>
internal static class Figures
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

    public static double? Number(JsonElement element, string name) =>
        element.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;

    public static double? Number(string text) => text.Length == 0 ? null : double.Parse(text, CultureInfo.InvariantCulture);

    public static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    public static DateOnly Day(string text, string format) => DateOnly.ParseExact(text, format, CultureInfo.InvariantCulture);
}
