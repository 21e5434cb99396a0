using Trichter.Platform.Language;

namespace Trichter.Insight.Metrics;

/// <summary>Figures in words, the same wherever a metric is shown.</summary>
internal static class MetricWords
{
    public static string Value(Texts texts, double value, MetricUnit unit, string? currency) => unit switch
    {
        MetricUnit.Money => texts.Money((long)Math.Round(value), currency ?? ""),
        MetricUnit.Share => texts.Percent(value),
        MetricUnit.Days => texts.Count((long)Math.Round(value), "{0} day|{0} days"),
        _ => texts.Number((long)Math.Round(value)),
    };

    /// <summary>What is shown in the tile: the figure, a mere count where there are few cases, or a dash.</summary>
    public static string Figure(Texts texts, MetricReading reading, MetricUnit unit, string? currency) =>
        reading.Value is not { } value || (unit == MetricUnit.Days && reading.Events < Platform.Statistics.SmallNumbers.FewestEventsOfATime) ? "–"
        : unit == MetricUnit.Share && reading.Method is not null && reading.N < Platform.Statistics.SmallNumbers.FewestCasesForAPercentage ? texts["{0} of {1}", texts.Number((long)Math.Round(value * reading.N)), texts.Number(reading.N)]
        : Value(texts, value, unit, currency);

    /// <summary>The interval, or why there is none; empty where none is defined.</summary>
    public static string Beside(Texts texts, MetricReading reading, MetricUnit unit, string? currency)
    {
        if (unit == MetricUnit.Days && reading.Events < Platform.Statistics.SmallNumbers.FewestEventsOfATime)
            return texts["a median after {0} closed deals; {1} so far", Platform.Statistics.SmallNumbers.FewestEventsOfATime, reading.Events ?? 0];
        if (reading.N == 0 || reading.Value is null) return reading.N == 0 ? texts["no data in this period"] : texts["not reached"];
        if (reading.Method is null) return "";
        if (unit == MetricUnit.Share && reading.N < Platform.Statistics.SmallNumbers.FewestCasesForAPercentage) return texts["a share after {0} cases; {1} so far", Platform.Statistics.SmallNumbers.FewestCasesForAPercentage, reading.N];
        return $"{Bound(texts, reading.Low, unit, currency)} – {Bound(texts, reading.High, unit, currency)}";
    }

    private static string Bound(Texts texts, double? value, MetricUnit unit, string? currency) => value is { } bound ? Value(texts, bound, unit, currency) : "…";
}
