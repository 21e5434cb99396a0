using Trichter.Insight.Facts;
using Trichter.Platform.Calendar;
using Trichter.Platform.Language;
using Trichter.Platform.Statistics;

namespace Trichter.Insight.CycleTime;

internal sealed class CycleTimeReport(ReportScopes scopes, DealFacts facts) : IReport
{
    private const int MostRows = 1000;

    /// <summary>Below it a curve with delayed entry is not drawn.</summary>
    private const int FewestAtRisk = 10;

    private static readonly int[] Landmarks = [30, 60, 90, 180, 365];

    public string Name => "cycle-time";

    public ReportGroup Group => ReportGroup.Time;

    public Told Title => new("Cycle time");

    public Told Definition => new("Time from entry to won or lost for deals that entered in the period, by Kaplan–Meier; those still open count with the time they have lasted so far. Won and lost compete (Aalen–Johansen).");

    public Type View => typeof(CycleTimeView);

    public bool IsOfFactsAlone => true;

    public async Task<ReportResult> RunAsync(ReportQuery query, CancellationToken cancellation = default)
    {
        var scope = await scopes.OfAsync(query, cancellation);
        var seen = await facts.SeenAsync(scope, cancellation);
        var entered = EnteredPart.Together(seen.Parts((scope.From, scope.To), deals => EnteredPart.Of(deals, scope), cancellation));
        var since = query.DelayedEntry ? entered.FirstEnd : null;
        (DateOnly, DateTime)? watched = since is { } first ? (first, LocalTime.ToUtc(first, 0, scope.Zone)) : null;
        var parts = seen.Parts(
            (scope.From, scope.To, watched, entered.InCalendarDays),
            deals => new TimesPart(CycleTimes.Of(EnteredPart.Entered(deals, scope), scope.AsOf, scope.EndOfAsOf, watched, entered.InCalendarDays)), cancellation);
        var times = CycleTimes.Together([.. parts.Select(part => part.Times)]);
        var curve = Survival.Of(times.Observations, causes: 2);
        var median = curve.Quantile(.5);
        double[] finished = [.. times.Observations.Where(one => one.Cause > 0).Select(one => one.Time)], wins = [.. times.Observations.Where(one => one.Cause == CycleTimes.Won).Select(one => one.Time)];
        Array.Sort(wins);

        var figures = new Dictionary<string, object?>
        {
            ["n"] = curve.Count,
            ["events"] = curve.Events,
            ["censored"] = curve.Censored,
            ["unit"] = times.InCalendarDays ? "calendar days" : "days",
            ["median"] = median.Time,
            ["median_lo95"] = median.Lower,
            ["median_hi95"] = median.Upper,
            ["median_to_won"] = curve.TimeToReach(CycleTimes.Won, .5),
            ["few_events"] = curve.FewEvents,
            ["longest_follow_up"] = curve.LongestFollowUp,
            ["finished_only_mean"] = finished.Length == 0 ? null : finished.Average(),
            ["won_only_mean"] = wins.Length == 0 ? null : wins.Average(),
            ["won_only_median"] = Middle(wins),
        };
        figures["delayed_since"] = since;
        foreach (var q in new[] { .1, .25, .75, .9 }) figures[$"quantile_{q * 100:0}"] = curve.Quantile(q).Time;
        foreach (var day in Landmarks) AddLandmark(figures, curve, day);

        return new ReportResult(
            Name, scope.Process.Key, query.From, query.To, scope.AsOf, entered.Entries.Count + entered.NoEntry,
            ResultParts.Excluded((ResultParts.NoEntryDate, entered.NoEntry), (ResultParts.EndedBeforeStart, times.EndedBeforeStart), (ResultParts.NoEndDate, times.WithoutEndDate)),
            Warnings(CycleWarnings.Of(entered, times, finished.Length == 0 ? null : finished.Max()), since), figures, Rows(curve, since is null ? 0 : FewestAtRisk));
    }

    private static void AddLandmark(Dictionary<string, object?> figures, Survival curve, int day)
    {
        var (open, won, lost) = (curve.At(day), curve.CumulativeIncidence(CycleTimes.Won, day), curve.CumulativeIncidence(CycleTimes.Lost, day));
        figures[$"open_at_{day}"] = open?.Value;
        figures[$"won_by_{day}"] = won?.Value;
        figures[$"won_by_{day}_lo95"] = won?.Lower;
        figures[$"won_by_{day}_hi95"] = won?.Upper;
        figures[$"lost_by_{day}"] = lost?.Value;
    }

    private static IReadOnlyDictionary<string, Told> Warnings(IReadOnlyDictionary<string, Told> warnings, DateOnly? since) =>
        since is null ? warnings : warnings.Where(one => one.Key != CycleWarnings.OnlySince).ToDictionary();

    /// <summary>A row for each time at which something ended; where there are very many, for every so-manieth.</summary>
    /// <param name="fewest">At the left edge, times with fewer at risk are left out.</param>
    private static List<IReadOnlyDictionary<string, object?>> Rows(Survival curve, int fewest)
    {
        var step = Math.Max(1, (curve.Rows.Count + MostRows - 1) / MostRows);
        return [.. Enumerable.Range(0, curve.Rows.Count).Where(index => index % step == 0 || index == curve.Rows.Count - 1).Select(index => curve.Rows[index]).SkipWhile(row => row.AtRisk < fewest).Select(row => new Dictionary<string, object?>
        {
            ["day"] = row.Time,
            ["at_risk"] = row.AtRisk,
            ["won"] = row.EventsByCause[0],
            ["lost"] = row.EventsByCause[1],
            ["still_open"] = row.Open.Value,
            ["lo95"] = row.Open.Lower,
            ["hi95"] = row.Open.Upper,
            ["won_so_far"] = row.EndedByCause[0].Value,
            ["won_so_far_lo95"] = row.EndedByCause[0].Lower,
            ["won_so_far_hi95"] = row.EndedByCause[0].Upper,
            ["lost_so_far"] = row.EndedByCause[1].Value,
        })];
    }

    private static double? Middle(double[] sorted) =>
        sorted.Length == 0 ? null : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
}
