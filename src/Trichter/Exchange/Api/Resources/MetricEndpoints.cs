using Trichter.Exchange.Api.Answers;
using Trichter.Exchange.Api.Document;
using Trichter.Exchange.Api.Requests;
using Trichter.Insight;
using Trichter.Insight.Metrics;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;
using Trichter.Process;
using Trichter.Team;

namespace Trichter.Exchange.Api.Resources;

/// <summary>Metrics over the API: each with its definition, population, interval, freshness and the way to its rows.</summary>
internal static class MetricEndpoints
{
    public static void MapMetrics(this IEndpointRouteBuilder api)
    {
        api.MapGet("/metrics", List).Allows(Right.SeeInsight).Is(new Told("List metrics"), "MetricList");
        api.MapGet("/metrics/{id}", ReadAsync).Allows(Right.SeeInsight).Is(new Told("Read a metric"), "Metric", "process", "from", "to", "as_of");
    }

    private static Answer List(ReadMetric metrics, Texts texts) => new(StatusCodes.Status200OK, AsJson.Write(new Dictionary<string, object?>
    {
        ["items"] = ReadMetric.Kinds.Select(kind => new Dictionary<string, object?>
        {
            ["id"] = kind.Id,
            ["title"] = texts[kind.Title],
            ["definition"] = texts[metrics.ReportOf(kind).Definition],
            ["unit"] = WordOf(kind.Unit),
            ["basis"] = WordOf(kind.Basis),
        }),
        ["next"] = null,
    }));

    private static async Task<Answer> ReadAsync(string id, ListQuery asked, ReadMetric metrics, ProcessCatalogue catalogue, Texts texts, Problems problems, CancellationToken cancellation)
    {
        if (ReadMetric.Kinds.FirstOrDefault(its => its.Id == id) is not { } kind) return problems.NotFound();

        var query = new ReportQuery(asked.Day("from"), asked.Day("to"), asked.Day("as_of"), asked.Text("process"));
        if (query.Process is { } process && await catalogue.FindAsync(process, cancellation) is null)
            asked.Faults["process"] = new Told("There is no process of this name.");
        return asked.Faults.Count > 0 ? problems.Faulty(asked.Faults) : new Answer(StatusCodes.Status200OK, AsJson.Write(Json(await metrics.RunAsync(kind, query, cancellation), texts)));
    }

    private static Dictionary<string, object?> Json(Metric metric, Texts texts) => new(ReadingOf(metric.Reading))
    {
        ["id"] = metric.Id,
        ["version"] = metric.Version,
        ["title"] = texts[metric.Title],
        ["definition"] = texts[metric.Definition],
        ["unit"] = WordOf(metric.Unit),
        ["currency"] = metric.Currency,
        ["population"] = new { count = metric.Population, used = metric.Used },
        ["excluded"] = metric.Excluded.Select(one => new { reason = one.Key, count = one.Value }),
        ["period"] = new { from = metric.Period.From, to = metric.Period.To, basis = WordOf(metric.Period.Basis) },
        ["time_zone"] = metric.TimeZone,
        ["as_of"] = metric.AsOf,
        ["fresh_at"] = metric.FreshAt,
        ["scope"] = metric.Scope,
        ["warnings"] = metric.Warnings,
        ["rows"] = metric.Rows,
        ["compare"] = metric.Before is null ? null : ReadingOf(metric.Before),
        ["target"] = metric.Target,
        ["groups"] = metric.Groups.Select(group => new Dictionary<string, object?>(ReadingOf(group.Reading)) { ["key"] = group.Key, ["label"] = group.Label }),
    };

    private static Dictionary<string, object?> ReadingOf(MetricReading reading) => new()
    {
        ["value"] = reading.Value,
        ["interval"] = reading.Method is null ? null : new { low = reading.Low, high = reading.High, method = reading.Method },
        ["n"] = reading.N,
        ["events"] = reading.Events,
        ["censored"] = reading.Censored,
        ["small_n"] = reading.IsSmall,
    };

    private static string WordOf(Enum word) => word.ToString().ToLowerInvariant();
}
