using Trichter.Platform.Language;

namespace Trichter.Insight.Learning;

/// <summary>
/// Looks for columns that were filled after the outcome (metrics 4.9). No statistic finds every leak: the page says which columns are in.
/// Source: Kaufman, Rosset, Perlich 2012 (ACM TKDD 6).
/// </summary>
public static class LeakGuard
{
    private const int Folds = 5;
    private const int Bins = 10;
    private static readonly string[] Words =
    [
        "outcome", "close", "closing", "won", "lost", "reason", "result", "duration",
        "ergebnis", "abschluss", "gewonnen", "verloren", "grund", "dauer",
        "wynik", "zamkni", "wygran", "przegran", "powod", "powód", "trwani",
    ];

    /// <summary>What speaks against each field; a field with nothing against it is not in the answer.</summary>
    public static IReadOnlyList<LeakFinding> Check(Cases cases) =>
        [.. cases.Fields.SelectMany(field => Signs(cases, field).Select(sign => new LeakFinding(field.Name, sign.Sign, sign.Figure, sign.Refused)))];

    /// <summary>How far apart one field alone puts the won and the lost, seen on rows that it was not learned from.</summary>
    public static double AloneAuc(Cases cases, Field field)
    {
        var said = new double[cases.Count];
        for (var fold = 0; fold < Folds; fold++)
        {
            var train = Enumerable.Range(0, cases.Count).Where(row => row % Folds != fold).ToList();
            var levelOf = LevelsOf(field, train);
            var rate = (double)train.Count(row => cases.Won[row]) / Math.Max(1, train.Count);
            var levels = train.GroupBy(levelOf).ToDictionary(
                level => level.Key, level => (level.Count(row => cases.Won[row]) + BaseRate.Usual * rate) / (level.Count() + BaseRate.Usual));
            for (var row = fold; row < cases.Count; row += Folds) said[row] = levels.GetValueOrDefault(levelOf(row), rate);
        }

        var auc = Measures.AucOf(said, cases.Won) ?? .5;
        return Math.Max(auc, 1 - auc);
    }

    private static IEnumerable<(LeakSign Sign, double Figure, bool Refused)> Signs(Cases cases, Field field)
    {
        if (Words.Any(word => field.Name.Contains(word, StringComparison.OrdinalIgnoreCase))) yield return (LeakSign.Name, 0, false);

        var won = Math.Max(1, cases.WonCount);
        var filled = (double)Enumerable.Range(0, cases.Count).Count(row => cases.Won[row] && field.IsFilled(row)) / won
            - (double)Enumerable.Range(0, cases.Count).Count(row => !cases.Won[row] && field.IsFilled(row)) / Math.Max(1, cases.Count - won);
        if (Math.Abs(filled) >= .2) yield return (LeakSign.Fill, filled, Math.Abs(filled) >= .9);

        var auc = AloneAuc(cases, field);
        if (auc >= .78) yield return (LeakSign.Alone, auc, auc >= .9);

        if (field.Words is not null && OnlyOneOutcome(cases, field) is { } count) yield return (LeakSign.Value, count, false);
    }

    /// <summary>A value seen so often with one outcome that chance makes it rarer than 1 in 10,000.</summary>
    private static int? OnlyOneOutcome(Cases cases, Field field)
    {
        var rate = (double)cases.WonCount / cases.Count;
        var sure = Enumerable.Range(0, cases.Count).GroupBy(row => field.Words![row]).Where(level => level.Key != Recipe.Missing)
            .Select(level => (N: level.Count(), K: level.Count(row => cases.Won[row])))
            .Where(level => (level.K == level.N && Math.Pow(rate, level.N) < 1e-4) || (level.K == 0 && Math.Pow(1 - rate, level.N) < 1e-4)).ToList();
        return sure.Count == 0 ? null : sure.Max(level => level.N);
    }

    private static Func<int, int> LevelsOf(Field field, List<int> train)
    {
        if (field.Words is { } words)
        {
            var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var row in train) numbers.TryAdd(words[row], numbers.Count);
            return row => numbers.GetValueOrDefault(words[row], -1);
        }

        var sorted = train.Select(row => field.Numbers![row]).OfType<double>().Order().ToArray();
        if (sorted.Length == 0) return _ => -1;
        var edges = Enumerable.Range(1, Bins - 1).Select(bin => sorted[Math.Max(0, (int)Math.Ceiling(bin * sorted.Length / (double)Bins) - 1)]).Distinct().ToArray();
        return row => field.Numbers![row] is { } number ? edges.Count(edge => edge < number) : -1;
    }
}

/// <summary>What made a column suspect.</summary>
public enum LeakSign
{
    [Says("its name sounds like an outcome")] Name,
    [Says("filled more often for won deals")] Fill,
    [Says("too good alone")] Alone,
    [Says("a value with one outcome only")] Value,
}

/// <param name="Figure">Difference filled, AUC, or how many; 0 for a name.</param>
/// <param name="Refused">Out in any case; else out until a person says that it is known at the time.</param>
public sealed record LeakFinding(string Field, LeakSign Sign, double Figure, bool Refused);
