namespace Trichter.Platform.Statistics;

/// <summary>
/// How long records stay open and how they end, with those still open counted for as long as they were watched: Kaplan-Meier
/// for the share still open, Aalen-Johansen for the causes that compete to end it. Times have the unit of the observations.
/// No figure is given beyond the longest follow-up. Source: Kaplan and Meier 1958 (JASA 53); Greenwood 1926 for the error.
/// </summary>
public sealed class Survival
{
    private const double Slack = 1e-12;

    private readonly RiskSet risk;
    private readonly SurvivalRows rows;

    private Survival(List<Observation> watched, int causes, int neverAtRisk)
    {
        var times = new TimesByCause(watched, causes);
        risk = new RiskSet(watched, times.All);
        Causes = causes;
        NeverAtRisk = neverAtRisk;
        Events = times.Events;
        rows = new SurvivalRows(times, risk, causes);
    }

    /// <summary>One row per time at which something ended, in order.</summary>
    public IReadOnlyList<SurvivalRow> Rows => rows;

    public int Causes { get; }
    public int Count => risk.Count;
    public int Events { get; }
    public int Censored => Count - Events;
    public bool FewEvents => Events < SmallNumbers.FewestEventsOfATime;

    /// <summary>Observations left out because their delayed start is not before their end.</summary>
    public int NeverAtRisk { get; }

    /// <summary>Null without observations.</summary>
    public double? LongestFollowUp => risk.LongestFollowUp;

    /// <summary>
    /// Builds the curve. <paramref name="causes"/> is how many ways to end there are, also if none of them was seen. A
    /// negative or undefined time, or a cause outside 0 to <paramref name="causes"/>, is refused.
    /// </summary>
    public static Survival Of(IEnumerable<Observation> observations, int causes = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(causes, 1);
        var all = observations as List<Observation> ?? observations.ToList();

        if (all.Exists(seen => !(seen.Time >= 0) || !double.IsFinite(seen.Time) || double.IsNaN(seen.Start)))
            throw new ArgumentOutOfRangeException(nameof(observations), "Times are finite and not negative.");
        if (all.Exists(seen => seen.Cause < 0 || seen.Cause > causes))
            throw new ArgumentOutOfRangeException(nameof(observations), "A cause is 0 for open, or one of the ways to end.");

        var watched = all.TrueForAll(seen => seen.Start < seen.Time) ? all : all.FindAll(seen => seen.Start < seen.Time);
        return new Survival(watched, causes, all.Count - watched.Count);
    }

    /// <summary>
    /// How many were watched just before and up to <paramref name="time"/>; one that ends exactly then is among them.
    /// </summary>
    public int AtRisk(double time) => risk.At(time);

    /// <summary>The share still open after the time, 1 before the first end; beyond the longest follow-up as it was there.</summary>
    public double OpenAfter(double time) => rows.At(time) is >= 0 and var row ? rows.OpenValue(row) : 1;

    /// <summary>The share that ended for a cause by the time; beyond the longest follow-up as it was there.</summary>
    public double EndedAfter(int cause, double time) => rows.At(time) is >= 0 and var row ? rows.EndedValue(cause, row) : 0;

    /// <summary>When the share <paramref name="part"/> of all that ended while so many were at risk had ended; null if so many never were.</summary>
    public double? MostEndedBy(double part, int fewest)
    {
        for (var last = rows.Count - 1; last >= 0; last--)
        {
            if (rows.AtRisk(last) < fewest) continue;
            var most = part * (1 - rows.OpenValue(last));
            return First(row => 1 - rows.OpenValue(row) >= most - Slack);
        }

        return null;
    }

    /// <summary>The share still open after <paramref name="time"/>; null beyond the longest follow-up.</summary>
    public Estimate? At(double time) => Within(time) ? RowAt(time)?.Open ?? Estimate.All : null;

    /// <summary>
    /// The share ended for <paramref name="cause"/> (1 and up) by <paramref name="time"/>; null beyond the longest follow-up.
    /// </summary>
    public Estimate? CumulativeIncidence(int cause, double time)
    {
        CheckCause(cause);
        return Within(time) ? RowAt(time)?.EndedByCause[cause - 1] ?? Estimate.None : null;
    }

    /// <summary>
    /// The first event time by which the share <paramref name="q"/> (between 0 and 1) has ended for whatever cause, 0.5 for
    /// the median. Its interval is read off the bands. Source: Brookmeyer and Crowley 1982 (Biometrics 38).
    /// </summary>
    public TimeQuantile Quantile(double q)
    {
        CheckShare(q);
        var open = 1 - q + Slack;

        return new TimeQuantile(
            First(row => rows.OpenValue(row) <= open),
            First(row => rows.Open(row).Lower <= open),
            First(row => rows.Open(row).Upper <= open));
    }

    /// <summary>
    /// The first time by which the share <paramref name="q"/> of all has ended for one cause; null if it never does.
    /// </summary>
    public double? TimeToReach(int cause, double q)
    {
        CheckCause(cause);
        CheckShare(q);
        return First(row => rows.EndedValue(cause, row) >= q - Slack);
    }

    /// <summary>The mean time open, as far as it was watched: the area under the curve up to the longest follow-up.</summary>
    public double RestrictedMean()
    {
        var (area, open, at) = (0.0, 1.0, 0.0);
        for (var row = 0; row < rows.Count; row++)
        {
            area += open * (rows.Time(row) - at);
            (open, at) = (rows.OpenValue(row), rows.Time(row));
        }

        return area + open * ((LongestFollowUp ?? at) - at);
    }

    /// <summary>The same of times that were counted: how many of each are still open, and how many ended.</summary>
    public static double RestrictedMean(IEnumerable<KeyValuePair<double, int>> open, IEnumerable<KeyValuePair<double, int>> ended)
    {
        var times = new SortedDictionary<double, (int Ended, int All)>();
        foreach (var (time, count) in open) Add(time, 0, count);
        foreach (var (time, count) in ended) Add(time, count, count);

        var (area, share, at, watched) = (0.0, 1.0, 0.0, times.Values.Sum(its => its.All));
        foreach (var (time, its) in times)
        {
            area += share * (time - at);
            share = share * (watched - its.Ended) / watched;
            (at, watched) = (time, watched - its.All);
        }

        return area;

        void Add(double time, int gone, int all)
        {
            var before = times.GetValueOrDefault(time);
            times[time] = (before.Ended + gone, before.All + all);
        }
    }

    private bool Within(double time) => time <= LongestFollowUp;

    private SurvivalRow? RowAt(double time) => rows.At(time) is >= 0 and var index ? rows[index] : null;

    private double? First(Func<int, bool> reached)
    {
        for (var row = 0; row < rows.Count; row++)
        {
            if (reached(row)) return rows.Time(row);
        }

        return null;
    }

    private void CheckCause(int cause)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cause, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(cause, Causes);
    }

    private static void CheckShare(double q)
    {
        if (!(q > 0 && q < 1)) throw new ArgumentOutOfRangeException(nameof(q), "A share lies between 0 and 1.");
    }
}
