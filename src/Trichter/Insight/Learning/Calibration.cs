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

    private const int FewestOfAStep = 30;

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
    /// <param name="fewest">Cases of a step; a smaller one is joined with the next, so that a handful at an end is not taken for never or always.</param>
    public static Calibration Isotonic(IReadOnlyList<double> said, IReadOnlyList<bool> won, int fewest = 1)
    {
        var pools = new List<(double From, double Won, int Count)>();
        foreach (var same in Enumerable.Range(0, said.Count).GroupBy(row => said[row]).OrderBy(group => group.Key))
        {
            pools.Add((same.Key, same.Count(row => won[row]), same.Count()));
            while (pools.Count > 1 && pools[^2].Won * pools[^1].Count >= pools[^1].Won * pools[^2].Count)
            {
                Join(pools, pools.Count - 2);
            }
        }

        for (var place = 0; place < pools.Count - 1;)
        {
            if (pools[place].Count < fewest) Join(pools, place);
            else place++;
        }

        if (pools.Count > 1 && pools[^1].Count < fewest) Join(pools, pools.Count - 2);
        return new Calibration(0, 1, [.. pools.Select(pool => pool.From)], [.. pools.Select(pool => pool.Won / pool.Count)]);
    }

    private static void Join(List<(double From, double Won, int Count)> pools, int place)
    {
        var (one, next) = (pools[place], pools[place + 1]);
        pools.RemoveAt(place + 1);
        pools[place] = (one.From, one.Won + next.Won, one.Count + next.Count);
    }

    /// <summary>What may be tried: the line, and steps where there is enough to see them.</summary>
    public static IEnumerable<Calibration> Tries(IReadOnlyList<double> said, IReadOnlyList<bool> won)
    {
        yield return Platt(said, won);
        var k = won.Count(one => one);
        if (said.Count >= FewestForSteps && Math.Min(k, won.Count - k) >= FewestOfEachClassForSteps) yield return Isotonic(said, won, FewestOfAStep);
    }
}
