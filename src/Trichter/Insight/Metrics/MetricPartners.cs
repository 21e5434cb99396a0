using Trichter.Platform.Language;

namespace Trichter.Insight.Metrics;

/// <summary>The figures beside a metric that keep it honest, in words (metrics, section 12).</summary>
internal static class MetricPartners
{
    public static string Money(ReportResult result, string figure, Texts texts) =>
        result.Figures[figure] is decimal sum ? texts.Money((long)(sum * 100), (string)result.Figures["currency"]!) : texts["hidden for your role"];

    /// <summary>Its track record.</summary>
    public static string Forecast(ReportResult result, Texts texts) => (int)result.Figures["months_known"]! is var months and > 0 && result.Figures["wape"] is double wape
        ? texts["past forecasts were off by {0} (months: {1})", texts.Percent(wape, 0), months]
        : texts["no forecast of a past month to hold it against yet"];

    public static string Flow(ReportResult result, Texts texts) => result.Figures["worst_name"] is string worst ? texts["piles up: {0}", worst] : texts["piles up nowhere"];

    /// <summary>Our own effect curve.</summary>
    public static string Speed(ReportResult result, Texts texts)
    {
        var quick = result.Rows[0];
        return (int)quick["qualified_n"]! == 0 ? "" : texts["of those within an hour, {0} of {1} came further", texts.Number((int)quick["qualified_k"]!), texts.Number((int)quick["qualified_n"]!)];
    }

    public static string Yield(ReportResult result, Texts texts) => result.Rows.FirstOrDefault(row => row["paid"] is decimal and > 0) is { } best
        ? texts["most from {0} · {1}", best["source"], Cost(result, texts)]
        : texts["nothing paid yet · {0}", Cost(result, texts)];

    private static string Cost(ReportResult result, Texts texts) => result.Figures["cost"] is null ? texts["cost not known"] : texts["cost {0}", Money(result, "cost", texts)];
}
