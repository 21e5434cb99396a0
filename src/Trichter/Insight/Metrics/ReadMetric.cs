using Microsoft.EntityFrameworkCore;
using Trichter.Deals;
using Trichter.Insight.Facts;
using Trichter.Insight.Targets;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Team.Roles;

namespace Trichter.Insight.Metrics;

/// <summary>Reads a metric with everything that belongs to it.</summary>
public sealed class ReadMetric(Db db, Me me, Change change, RunReport run, IEnumerable<IReport> reports, ReportScopes scopes, FindTargets targets, Texts texts)
{
    public static IReadOnlyList<MetricKind> Kinds => MetricKinds.All;

    public async Task<Metric> RunAsync(MetricKind kind, ReportQuery query, CancellationToken cancellation = default)
    {
        var report = ReportOf(kind);
        var (result, countedAt) = await run.RunAsync(report, query, cancellation);
        var scope = await scopes.OfAsync(query, cancellation);
        var workspace = await db.Workspaces.AsNoTracking().SingleAsync(cancellation);

        return new Metric
        {
            Id = kind.Id,
            Title = kind.Title,
            Definition = report.Definition,
            Unit = kind.Unit,
            Currency = kind.Unit == MetricUnit.Money ? workspace.Currency : null,
            Reading = kind.Read(result),
            Groups = [.. kind.Groups?.Invoke(result) ?? []],
            Population = result.Population,
            Excluded = result.Excluded,
            Period = new MetricPeriod(result.From, result.To?.AddDays(1), kind.Basis),
            TimeZone = workspace.TimeZone,
            AsOf = scope.EndOfAsOf,
            FreshAt = countedAt,
            Scope = me.Sees<Deal>() switch { Visibility.All => "all", Visibility.Team => "team", _ => "own" },
            Warnings = [.. result.Warnings.Keys],
            Rows = scope.EndOfAsOf <= change.Now || scope.Only is not null ? null : result.PopulationAddress,
            Target = await TargetAsync(kind, result, query, cancellation),
            Partner = kind.Partner?.Invoke(result, texts),
            Before = await BeforeAsync(kind, report, result, query, cancellation),
        };
    }

    public IReport ReportOf(MetricKind kind) => reports.Single(report => report.Name == kind.Report);

    private async Task<double?> TargetAsync(MetricKind kind, ReportResult result, ReportQuery query, CancellationToken cancellation)
    {
        if (result is not { From: { } from, To: { } to } || (kind.Unit == MetricUnit.Money && !me.MaySee(DealFields.Value))) return null;
        return TargetOfPeriod.Of(await targets.Of(kind.Id, query).Where(its => its.FromDay <= to && its.ToDay >= from).ToListAsync(cancellation), kind.Unit, from, to);
    }

    private async Task<MetricReading?> BeforeAsync(MetricKind kind, IReport report, ReportResult result, ReportQuery query, CancellationToken cancellation)
    {
        if (result is not { From: { } from, To: { } to }) return null;

        var days = to.DayNumber - from.DayNumber + 1;
        return kind.Read((await run.RunAsync(report, query with { From = from.AddDays(-days), To = from.AddDays(-1) }, cancellation)).Result);
    }
}
