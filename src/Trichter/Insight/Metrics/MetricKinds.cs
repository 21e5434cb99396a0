namespace Trichter.Insight.Metrics;

/// <summary>How one metric is read off a report. A kind without a rule for its value does not compile.</summary>
/// <param name="Report">The name of the report.</param>
public sealed record MetricKind(
    string Id, string Report, MetricUnit Unit, MetricBasis Basis, Func<ReportResult, MetricReading> Read, Func<ReportResult, IEnumerable<MetricGroup>>? Groups = null);

/// <summary>The metrics that are offered, each under the id of the definitions.</summary>
internal static class MetricKinds
{
    private const string Wilson = "Wilson";
    private const string LogLog = "log-log, inverted";

    public static readonly IReadOnlyList<MetricKind> All =
    [
        new("conversion.won_of_entered", "funnel", MetricUnit.Share, MetricBasis.Entry, result => Rate(result.Figures, "won_of_entered")),
        new("funnel.cohort", "funnel", MetricUnit.Share, MetricBasis.Entry, result => Rate(result.Figures, "won_of_entered"),
            result => result.Rows.Select(row => Group(row, Rate(row, "so_far")))),
        new("pipeline.snapshot", "pipeline", MetricUnit.Count, MetricBasis.Snapshot, result => new MetricReading(result.Used, result.Used),
            result => result.Rows.Select(row => Group(row, Count(row, "deals")))),
        new("cycle.time_to_close", "cycle-time", MetricUnit.Days, MetricBasis.Entry, result => new MetricReading(
            Number(result.Figures, "median"), result.Used, Number(result.Figures, "median_lo95"), Number(result.Figures, "median_hi95"), LogLog,
            (int)result.Figures["events"]!, (int)result.Figures["censored"]!)),
        new("cycle.stage_dwell", "dwell", MetricUnit.Days, MetricBasis.Entry, result => new MetricReading(null, result.Used), result => result.Rows.Select(row => Group(row, new MetricReading(
            Number(row, "median"), (int)row["n"]! - (int)row["ended_before_start"]!, Number(row, "median_lo95"), Number(row, "median_hi95"), LogLog,
            (int)row["moved_on"]! + (int)row["ended_there"]!, (int)row["still_there"]!)))),
        new("stage.flow", "bottlenecks", MetricUnit.Count, MetricBasis.Occurrence, result => new MetricReading(result.Used, result.Used),
            result => result.Rows.Select(row => Group(row, Count(row, "now")))),
        new("probability.win", "probability", MetricUnit.Share, MetricBasis.Snapshot, result => new MetricReading(Number(result.Figures, "mean"), result.Used),
            result => result.Rows.Select(row => Group(row, new MetricReading(Number(row, "mean"), (int)row["open"]!)))),
        new("forecast.value", "forecast", MetricUnit.Money, MetricBasis.Snapshot, result => Money(result.Rows[0], result.Used),
            result => result.Rows.Select(row => new MetricGroup($"{row["month"]:yyyy-MM}", $"{row["month"]:yyyy-MM}", Money(row, (int)row["deals"]!)))),
        new("mining.conformance", "mining", MetricUnit.Share, MetricBasis.Entry, result => Rate(result.Figures, "conforming")),
        new("activity.count", "activities", MetricUnit.Count, MetricBasis.Entry, result => new MetricReading((int)result.Figures["done"]!, result.Used),
            result => result.Rows.Select(row => new MetricGroup($"{row["kind"]}", (string)row["name"]!, Count(row, "done")))),
    ];

    private static MetricGroup Group(IReadOnlyDictionary<string, object?> row, MetricReading reading) => new((string)row["stage"]!, (string)row["name"]!, reading);

    private static MetricReading Rate(IReadOnlyDictionary<string, object?> row, string name) =>
        new(Number(row, name), (int)row[name + "_n"]!, Number(row, name + "_lo95"), Number(row, name + "_hi95"), Wilson);

    private static MetricReading Count(IReadOnlyDictionary<string, object?> row, string name) => new((int)row[name]!, (int)row[name]!);

    private static MetricReading Money(IReadOnlyDictionary<string, object?> row, int n) => new(Minor(row, "p50"), n, Minor(row, "p10"), Minor(row, "p90"), "P10 to P90");

    private static double? Minor(IReadOnlyDictionary<string, object?> row, string name) => row[name] is decimal amount ? (double)(amount * 100) : null;

    private static double? Number(IReadOnlyDictionary<string, object?> row, string name) => row[name] is double number && double.IsFinite(number) ? number : null;
}
