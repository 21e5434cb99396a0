using System.Collections.Concurrent;
using System.Diagnostics;
using Trichter.Deals;
using Trichter.Insight.Facts;
using Trichter.Insight.Facts.Kept;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Platform.Workspaces;
using Trichter.Team;
using Trichter.Team.FigureAgreements;
using Trichter.Team.Roles;

namespace Trichter.Insight;

/// <summary>
/// Runs a report. One that takes long, in a large workspace, is kept for ten minutes for everybody who sees the same deals; the page says
/// when it was counted. One of the facts alone is kept until they change: that is read, not guessed.
/// </summary>
public sealed class RunReport(Me me, Change change, Here here, Texts texts, KeptReports kept, FactTables tables, ReadFactTable facts, ReportScopes scopes, FiguresOfPeople figures)
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(1);

    /// <param name="report">Asked for what the reader may see.</param>
    public async Task<CountedReport> RunAsync(IReport report, ReportQuery query, CancellationToken cancellation = default)
    {
        me.Must(Right.SeeInsight);
        if (report.IsOfFactsAlone && await scopes.OfAsync(query, cancellation) is var scope && scope.EndOfAsOf > change.Now) return await OfFactsAsync(report, query, scope, cancellation);

        var key = KeyOf(report, query) + (report.NamesPeople ? await figures.KeyAsync(cancellation) : "");
        if (kept.Find(key, change.Now) is { } known) return known;

        var (watch, fills) = (Stopwatch.StartNew(), tables.Fills);
        var counted = new CountedReport(await report.RunAsync(query, cancellation), change.Now);
        if (watch.Elapsed >= Long && fills == tables.Fills) kept.Keep(key, counted);
        return counted;
    }

    private async Task<CountedReport> OfFactsAsync(IReport report, ReportQuery query, ReportScope scope, CancellationToken cancellation)
    {
        var key = KeyOf(report, query) + '\n' + string.Join('\n', scope.Version.Id, scope.Zone.Id, scope.Currency, Names(scope.Only), Names(scope.Colleagues));
        var edition = (await facts.NowAsync(scope.Process.Id, cancellation)).Edition;
        if (kept.Find(key, change.Now) is { } known && known.Edition == edition) return known with { At = change.Now };

        var counted = new CountedReport(await report.RunAsync(query, cancellation), change.Now) { Edition = edition };
        kept.Keep(key, counted);
        return counted;

        static string Names(HashSet<Guid>? ids) => ids is null ? "*" : string.Join(',', ids.Order());
    }

    /// <summary>Two readers share an answer only if they see the same deals, the same fields of them and the same language.</summary>
    private string KeyOf(IReport report, ReportQuery query)
    {
        var sees = me.Sees<Deal>();
        return string.Join('\n', here.Place.Key, report.Name, query, $"{change.Now:yyyy-MM-dd}", sees, sees == Visibility.All ? null : me.Id, sees == Visibility.Team ? me.TeamId : null, me.MaySee(DealFields.Value), texts.Language);
    }
}

/// <param name="At">When it was counted, UTC.</param>
public sealed record CountedReport(ReportResult Result, DateTime At)
{
    /// <summary>Of the facts it was counted from, where it reads nothing else.</summary>
    internal long? Edition { get; init; }
}

/// <summary>Reports that took long or may be needed again, until they are ten minutes old.</summary>
public sealed class KeptReports
{
    private const int Most = 200;
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);
    private readonly ConcurrentDictionary<string, CountedReport> reports = new(StringComparer.Ordinal);

    internal CountedReport? Find(string key, DateTime now) => reports.TryGetValue(key, out var known) && now - known.At < Fresh ? known : null;

    internal void Keep(string key, CountedReport counted)
    {
        reports[key] = counted;
        foreach (var old in reports.Where(one => counted.At - one.Value.At >= Fresh).Select(one => one.Key).ToList()) reports.TryRemove(old, out _);
        if (reports.Count > Most) reports.TryRemove(reports.MinBy(one => one.Value.At).Key, out _);
    }
}
