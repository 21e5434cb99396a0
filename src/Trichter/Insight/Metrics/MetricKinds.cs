using Trichter.Platform.Language;

namespace Trichter.Insight.Metrics;

/// <summary>How one metric is read off a report. A kind without a rule for its value does not compile.</summary>
/// <param name="Report">The name of the report.</param>
public sealed record MetricKind(
    string Id, string Report, MetricUnit Unit, MetricBasis Basis, Func<ReportResult, MetricReading> Read, Func<ReportResult, IEnumerable<MetricGroup>>? Groups = null)
{
    public required Told Title { get; init; }

    /// <summary>Where the figure is easily made better without anything being better.</summary>
    public Told? Hint { get; init; }

    /// <summary>The figure beside it that keeps it honest (metrics, section 12).</summary>
    public Func<ReportResult, Texts, string>? Partner { get; init; }
}

/// <summary>The metrics that are offered, each under the id of the definitions.</summary>
internal static class MetricKinds
{
    private const string Wilson = "Wilson";
    private const string LogLog = "log-log, inverted";

    public static readonly IReadOnlyList<MetricKind> All =
    [
        new("conversion.won_of_entered", "funnel", MetricUnit.Share, MetricBasis.Entry, result => Rate(result.Figures, "won_of_entered"))
        { Title = new("Won of entered"), Partner = (result, texts) => texts["{0} not yet known", texts.Number((int)result.Figures["not_yet_known"]!)] },
        new("funnel.cohort", "funnel", MetricUnit.Share, MetricBasis.Entry, result => Rate(result.Figures, "won_of_entered"),
            result => result.Rows.Select(row => Group(row, Rate(row, "so_far"))))
        { Title = new("Funnel by stage") },
        new("pipeline.snapshot", "pipeline", MetricUnit.Count, MetricBasis.Snapshot, result => new MetricReading(result.Used, result.Used),
            result => result.Rows.Select(row => Group(row, Count(row, "deals"))))
        { Title = new("Open deals"), Hint = new("Grows when nobody closes. Put the forecast beside it.") },
        new("cycle.time_to_close", "cycle-time", MetricUnit.Days, MetricBasis.Entry, result => new MetricReading(
            Number(result.Figures, "median"), result.Used, Number(result.Figures, "median_lo95"), Number(result.Figures, "median_hi95"), LogLog,
            (int)result.Figures["events"]!, (int)result.Figures["censored"]!))
        { Title = new("Time to close, median"), Partner = (result, texts) => texts["{0} still open", texts.Number((int)result.Figures["censored"]!)] },
        new("cycle.stage_dwell", "dwell", MetricUnit.Days, MetricBasis.Entry, result => new MetricReading(null, result.Used), result => result.Rows.Select(row => Group(row, new MetricReading(
            Number(row, "median"), (int)row["n"]! - (int)row["ended_before_start"]!, Number(row, "median_lo95"), Number(row, "median_hi95"), LogLog,
            (int)row["moved_on"]! + (int)row["ended_there"]!, (int)row["still_there"]!))))
        { Title = new("Time in stage") },
        new("stage.flow", "bottlenecks", MetricUnit.Count, MetricBasis.Occurrence, result => new MetricReading(result.Used, result.Used),
            result => result.Rows.Select(row => Group(row, Count(row, "now"))))
        { Title = new("Bottlenecks"), Partner = MetricPartners.Flow },
        new("probability.win", "probability", MetricUnit.Share, MetricBasis.Snapshot, result => new MetricReading(Number(result.Figures, "mean"), result.Used),
            result => result.Rows.Select(row => Group(row, new MetricReading(Number(row, "mean"), (int)row["open"]!))))
        { Title = new("Win probability, mean"), Hint = new("Ranks deals; whether it comes true is said in the report.") },
        new("forecast.value", "forecast", MetricUnit.Money, MetricBasis.Snapshot, result => Money(result.Rows[0], result.Used),
            result => result.Rows.Select(row => new MetricGroup($"{row["month"]:yyyy-MM}", $"{row["month"]:yyyy-MM}", Money(row, (int)row["deals"]!))))
        { Title = new("Forecast of this month"), Partner = MetricPartners.Forecast },
        new("conversion.won_of_decided", "leaderboard", MetricUnit.Share, MetricBasis.Closing, result => Rate(result.Figures, "won_of_decided"))
        { Title = new("Won of decided"), Hint = new("Rises when losses are not marked. Put won of entered beside it.") },
        new("revenue.booked", "revenue", MetricUnit.Money, MetricBasis.Occurrence, result => Sum(result.Figures, "booked", (int)result.Figures["booked_deals"]!),
            result => result.Rows.Select(row => new MetricGroup($"{row["month"]:yyyy-MM}", $"{row["month"]:yyyy-MM}", Sum(row, "booked", (int)row["deals"]!))))
        { Title = new("Booked"), Partner = (result, texts) => texts["{0} won · paid {1}", texts.Number((int)result.Figures["booked_deals"]!), MetricPartners.Money(result, "paid", texts)] },
        new("revenue.invoiced", "revenue", MetricUnit.Money, MetricBasis.Occurrence, result => Sum(result.Figures, "invoiced", (int)result.Figures["invoices"]!))
        { Title = new("Invoiced, net") },
        new("revenue.paid", "revenue", MetricUnit.Money, MetricBasis.Occurrence, result => Sum(result.Figures, "paid", (int)result.Figures["payments"]!))
        { Title = new("Paid, net") },
        new("velocity.value_per_day", "revenue", MetricUnit.Money, MetricBasis.Occurrence, result => Sum(result.Figures, "per_day", (int)result.Figures["booked_deals"]!))
        { Title = new("Won value a day"), Partner = (result, texts) => texts["{0} won · paid {1}", texts.Number((int)result.Figures["booked_deals"]!), MetricPartners.Money(result, "paid", texts)] },
        new("cac", "customers", MetricUnit.Money, MetricBasis.Occurrence, result => Sum(result.Figures, "cac", (int)result.Figures["new_customers"]!))
        { Title = new("Cost of a new customer"), Partner = (result, texts) => (string)result.Figures["cac_words"]! },
        new("cac.marketing", "customers", MetricUnit.Money, MetricBasis.Occurrence, result => Sum(result.Figures, "cac_marketing", (int)result.Figures["new_customers"]!))
        { Title = new("Marketing cost of a new customer"), Partner = (result, texts) => (string)result.Figures["lag_words"]! },
        new("clv.historic", "customers", MetricUnit.Money, MetricBasis.Occurrence, result => Sum(result.Figures, "clv_mean", (int)result.Figures["new_customers"]!))
        { Title = new("Paid per new customer so far, mean"), Partner = (result, texts) => (string?)result.Figures["clv_words"] ?? "" },
        .. Enum.GetValues<Insight.Money.AttributionModel>().Select(model => new MetricKind(
            AttributionId(model), "source-yield", MetricUnit.Money, MetricBasis.Entry, result => Sum(result.Figures, "paid", result.Used),
            result => result.Tables["attribution"].Select(row => new MetricGroup((string)row["channel"]!, (string)row["channel"]!, Sum(row, $"{model}", (int)row["deals"]!))))
        { Title = new("Credited by: {0}", model), Hint = new("A rule of bookkeeping, not an effect.") }),
        new("speed_to_lead", "speed-to-lead", MetricUnit.Share, MetricBasis.Entry, result => Rate(result.Figures, "in_time"))
        { Title = new("Contacted within an hour"), Partner = MetricPartners.Speed },
        new("speed_to_lead.effect", "speed-to-lead", MetricUnit.Share, MetricBasis.Entry, result => new MetricReading(null, result.Used),
            result => result.Rows.Select(row => new MetricGroup($"{row["bucket"]}", (string)row["name"]!, Rate(row, "qualified"))))
        { Title = new("Quick contact and success") },
        new("source.yield", "source-yield", MetricUnit.Money, MetricBasis.Entry, result => Sum(result.Figures, "paid", result.Used),
            result => result.Rows.Select(row => new MetricGroup((string)row["source"]!, (string)row["source"]!, Sum(row, "paid", (int)row["leads"]!))))
        { Title = new("Paid by source"), Partner = MetricPartners.Yield },
        new("forecast.accuracy", "forecast", MetricUnit.Share, MetricBasis.Snapshot, result => new MetricReading(Number(result.Figures, "wape"), (int)result.Figures["months_known"]!))
        { Title = new("Forecast off by") },
        new("forecast.slip", "forecast", MetricUnit.Money, MetricBasis.Snapshot, result => new MetricReading(result.Figures.ContainsKey("slip_slipped") ? Minor(result.Figures, "slip_slipped") : null, result.Tables["slip"].Count))
        { Title = new("Slipped this month") },
        new("mining.conformance", "mining", MetricUnit.Share, MetricBasis.Entry, result => Rate(result.Figures, "conforming"))
        { Title = new("Keeps to the process") },
        new("activity.count", "activities", MetricUnit.Count, MetricBasis.Entry, result => new MetricReading((int)result.Figures["done"]!, result.Used),
            result => result.Rows.Select(row => new MetricGroup($"{row["kind"]}", (string)row["name"]!, Count(row, "done"))))
        { Title = new("Activities"), Hint = new("Effort, not effect. Put what goes together with winning beside it.") },
    ];

    private static string AttributionId(Insight.Money.AttributionModel model) => model == Insight.Money.AttributionModel.TimeDecay ? "attribution.time_decay" : "attribution." + model.ToString().ToLowerInvariant();

    public static Told TitleOf(string id) => All.FirstOrDefault(kind => kind.Id == id)?.Title ?? new Told("a metric that is gone");

    private static MetricGroup Group(IReadOnlyDictionary<string, object?> row, MetricReading reading) => new((string)row["stage"]!, (string)row["name"]!, reading);

    private static MetricReading Rate(IReadOnlyDictionary<string, object?> row, string name) =>
        new(Number(row, name), (int)row[name + "_n"]!, Number(row, name + "_lo95"), Number(row, name + "_hi95"), Wilson);

    private static MetricReading Count(IReadOnlyDictionary<string, object?> row, string name) => new((int)row[name]!, (int)row[name]!);

    private static MetricReading Money(IReadOnlyDictionary<string, object?> row, int n) => new(Minor(row, "p50"), n, Minor(row, "p10"), Minor(row, "p90"), "P10 to P90");

    private static MetricReading Sum(IReadOnlyDictionary<string, object?> row, string name, int n) => new(Minor(row, name), n);

    private static double? Minor(IReadOnlyDictionary<string, object?> row, string name) => row[name] is decimal amount ? (double)(amount * 100) : null;

    private static double? Number(IReadOnlyDictionary<string, object?> row, string name) => row[name] is double number && double.IsFinite(number) ? number : null;
}
