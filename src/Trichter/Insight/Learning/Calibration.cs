namespace Trichter.Insight.Learning;

/// <summary>
/// Makes predictions mean what they say (metrics 4.6): Platt's line on the log-odds, or steps that only rise. Plain data, to be kept with a
/// model. Sources: Platt 1999; Zadrozny and Elkan 2002.
/// </summary>
/// <param name="From">Of steps: from which prediction each holds.</param>
public sealed record Calibration(double A, double B, double[] From, double[] To)
{
    public const int FewestForSteps = 1000;
    public const int FewestOfEachClassForSteps = 200;

    public static readonly Calibration None = new(0, 1, [], []);

    public bool HasSteps => From.Length > 0;
    public bool IsNone => !HasSteps && A == 0 && B == 1;

    public double Map(double said)
    {
        if (!HasSteps) return IsNone ? said : Odds.ToShare(A + B * Odds.Of(said));
        var place = Array.BinarySearch(From, said);
        return To[Math.Max(0, place < 0 ? ~place - 1 : place)];
    }

    public static Calibration Platt(IReadOnlyList<double> said, IReadOnlyList<bool> won)
    {
        var design = new Design(1, said.Count, said.Count);
        foreach (var p in said)
        {
            design.Add(0, Odds.Of(p));
            design.EndRow();
        }

        var line = LogisticModel.Fit(design, [.. won], penalty: 1e-12);
        return new Calibration(line.Intercept, line.Weights[0], [], []);
    }

    /// <summary>Pool adjacent violators; equal predictions are one from the start.</summary>
    public static Calibration Isotonic(IReadOnlyList<double> said, IReadOnlyList<bool> won)
    {
        var pools = new List<(double From, double Won, int Count)>();
        foreach (var same in Enumerable.Range(0, said.Count).GroupBy(row => said[row]).OrderBy(group => group.Key))
        {
            pools.Add((same.Key, same.Count(row => won[row]), same.Count()));
            while (pools.Count > 1 && pools[^2].Won * pools[^1].Count >= pools[^1].Won * pools[^2].Count)
            {
                var (last, before) = (pools[^1], pools[^2]);
                pools.RemoveRange(pools.Count - 2, 2);
                pools.Add((before.From, before.Won + last.Won, before.Count + last.Count));
            }
        }

        return new Calibration(0, 1, [.. pools.Select(pool => pool.From)], [.. pools.Select(pool => pool.Won / pool.Count)]);
    }

    /// <summary>Steps where there is enough to see them, else the line.</summary>
    public static Calibration Of(IReadOnlyList<double> said, IReadOnlyList<bool> won)
    {
        var k = won.Count(one => one);
        return said.Count >= FewestForSteps && Math.Min(k, won.Count - k) >= FewestOfEachClassForSteps ? Isotonic(said, won) : Platt(said, won);
    }
}
