namespace Trichter.Insight.Learning;

/// <summary>
/// Trains a model on everything decided, and lets it speak only if it stands the checks (metrics 4.4 to 4.9). The strength of its penalty and
/// its calibration come from windows that it had not seen.
/// </summary>
public static class Trainer
{
    private const int Careful = 200;
    private const int CasesPerColumn = 5;
    private const int CheckedForLeaks = 3;
    private const double TooGood = .95;
    private const double LeansTooMuch = .1;
    private static readonly double[] Penalties = [.3, 1, 3, 10, 30];

    /// <param name="months">The month of each row, for columns that are the calendar in disguise.</param>
    /// <param name="confirmed">Fields that a person says are known at the time.</param>
    public static TrainedModel Train(Cases cases, IReadOnlyList<int> months, IReadOnlySet<string>? confirmed = null, IReadOnlyList<double>? penalties = null)
    {
        var (won, notWon) = (cases.WonCount, cases.Count - cases.WonCount);
        if (Math.Min(won, notWon) < Verdict.FewestOfEach) return TrainedModel.Untrained(won, notWon);

        var findings = LeakGuard.Check(cases);
        var suspect = findings.Where(one => one.Refused || confirmed?.Contains(one.Field) != true).Select(one => one.Field).ToHashSet();
        var calendar = cases.Fields.Where(field => CalendarInDisguise.Is(field, months)).Select(field => field.Name).ToHashSet();
        var used = cases.With(cases.Fields.Where(field => !suspect.Contains(field.Name) && !calendar.Contains(field.Name)));
        var few = Math.Min(won, notWon) < Careful;
        var most = few ? Math.Min(won, notWon) / CasesPerColumn : int.MaxValue;
        var allowed = (penalties ?? Penalties).Where(penalty => !few || penalty >= 10).ToList();

        var windows = used.Windows().Where(window => window.Train.Count > 0).ToList();
        var tried = windows.ConvertAll(window => WindowResult.Of(used, window, allowed, most));
        var best = Enumerable.Range(0, allowed.Count).Select(place => (Penalty: allowed[place], Results: tried.ConvertAll(results => results[place])))
            .MinBy(one => one.Results.Sum(result => result.Said.Select((p, row) => Odds.Loss(p, result.Won[row])).Sum()));
        var (calibration, calibrated) = Calibrated(best.Results);
        var leaks = Leaks(used, windows, best.Results, best.Penalty, most, confirmed);
        var (recipe, model) = WindowResult.Fit(used, [.. Enumerable.Range(0, used.Count)], best.Penalty, most);

        return new TrainedModel(
            recipe, model, calibration, best.Penalty, won, notWon, Verdict.Of(won, notWon, leaks.Count > 0, calibrated),
            [.. calibrated.Select(window => new WindowSummary(window.Part, window.Measures.Auc, window.Measures.Said, window.Measures.Rate, window.Measures.LogLoss, Measures.Of(window.BaseSaid, window.Won).LogLoss))],
            Reliability.Of([.. calibrated.SelectMany(window => window.Said)], [.. calibrated.SelectMany(window => window.Won)]),
            findings, [.. calendar], leaks);
    }

    /// <summary>
    /// What maps the newest window is learned from those before it, and kept only if it helps there; what is used from now on, from all of them.
    /// </summary>
    public static (Calibration Kept, IReadOnlyList<WindowResult> Windows) Calibrated(IReadOnlyList<WindowResult> windows)
    {
        if (windows.Count < 2) return (Calibration.None, windows);

        var (before, newest) = (windows.SkipLast(1).ToList(), windows[^1]);
        var best = Calibration.Tries([.. before.SelectMany(window => window.Said)], [.. before.SelectMany(window => window.Won)])
            .Select(tried => (tried.HasSteps, Said: newest.Said.Select(p => TrainedModel.Clamp(tried.Map(p))).ToArray())).MinBy(one => LossOf(one.Said, newest));
        if (LossOf(best.Said, newest) >= LossOf(newest.Said, newest)) return (Calibration.None, windows);

        var kept = Calibration.Tries([.. windows.SelectMany(window => window.Said)], [.. windows.SelectMany(window => window.Won)]).First(tried => tried.HasSteps == best.HasSteps);
        return (kept, [.. before, newest with { Said = best.Said }]);
    }

    private static double LossOf(double[] said, WindowResult window) => said.Select((p, row) => Odds.Loss(p, window.Won[row])).Sum();

    /// <summary>The model as a whole: too good to be true, or leaning on one column that nobody vouched for.</summary>
    private static List<string> Leaks(Cases cases, List<Window> windows, IReadOnlyList<WindowResult> results, double penalty, int most, IReadOnlySet<string>? confirmed)
    {
        var (late, latest) = (windows.TakeLast(CheckedForLeaks).ToList(), results.TakeLast(CheckedForLeaks).ToList());
        if (AucOf(latest.Select(window => (window.Said, window.Won))) is not { } auc) return [];

        // Refitting without a column can only do better than leaving out what it said: it is tried where that makes a difference.
        var without = cases.Fields.Where(field => confirmed?.Contains(field.Name) != true && cases.Fields.Count > 1)
            .Where(field => auc - AucOf(latest.Select(window => (window.Without(cases, field.Name), window.Won))) > LeansTooMuch)
            .Where(field => auc - AucOf(late.Select(window => WindowResult.Of(cases.With(cases.Fields.Where(other => other != field)), window, [penalty], most)[0]).Select(window => (window.Said, window.Won))) > LeansTooMuch)
            .Select(field => field.Name).ToList();
        return auc >= TooGood && without.Count == 0 ? [.. cases.Fields.Select(field => field.Name)] : without;
    }

    private static double? AucOf(IEnumerable<(double[] Said, bool[] Won)> windows)
    {
        var all = windows.ToList();
        return Measures.AucOf([.. all.SelectMany(window => window.Said)], [.. all.SelectMany(window => window.Won)]);
    }
}
