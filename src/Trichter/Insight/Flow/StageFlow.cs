using Trichter.Platform.Statistics;

namespace Trichter.Insight.Flow;

/// <summary>One visit of a deal to a stage, in days on one common scale; <paramref name="Left"/> is null while it lasts.</summary>
public readonly record struct Visit(double Entered, double? Left);

/// <param name="AtStart">How many were there when the week began.</param>
public sealed record FlowWeek(int AtStart, int In, int Out)
{
    public int AtEnd => AtStart + In - Out;
}

/// <summary>
/// What flows into a stage and out of it in whole weeks, and whether work piles up there (metrics, section 7). Growth has the interval of the
/// difference of two Poisson counts. Source: Little 1961; Hopp and Spearman, Factory Physics.
/// </summary>
public sealed record StageFlow(IReadOnlyList<FlowWeek> Weeks, double MeanThere)
{
    private const int FewestForFigures = 10;
    private const double Unsteady = .25;

    public int In => Weeks.Sum(week => week.In);
    public int Out => Weeks.Sum(week => week.Out);
    public bool CountsOnly => In + Out < FewestForFigures;
    public double InPerWeek => (double)In / Weeks.Count;
    public double OutPerWeek => (double)Out / Weeks.Count;
    public double Growth => (double)(In - Out) / Weeks.Count;
    public double GrowthLower => Growth - Half;
    public double GrowthUpper => Growth + Half;

    /// <summary>How long one stays, by Little's law; null if nothing left.</summary>
    public double? ExpectedDays => Out == 0 ? null : MeanThere / (OutPerWeek / 7);

    public double? ExpectedDaysByInflow => In == 0 ? null : MeanThere / (InPerWeek / 7);

    private double Half => Normal95.Z * Math.Sqrt(In + Out) / Weeks.Count;

    /// <summary>From counts by week; the mean of their starts and ends stands for the area.</summary>
    public static StageFlow Of(IReadOnlyList<FlowWeek> weeks) => new(weeks, weeks.Average(week => (week.AtStart + week.AtEnd) / 2.0));

    /// <summary>From the visits themselves: the area under their number is exact.</summary>
    /// <param name="from">The first day of the first week.</param>
    public static StageFlow Of(IReadOnlyCollection<Visit> visits, double from, int weeks)
    {
        var tally = new StageTally(from, weeks, today: from + 7 * weeks);
        foreach (var visit in visits) tally.Add(visit);
        return tally.Flow();
    }

    /// <summary>Work is piling up, or closed deals are not marked: what leaves does not fit the time that deals stay.</summary>
    /// <param name="restrictedMean">Of the time in the stage, by Kaplan–Meier.</param>
    public bool IsUnsteady(double restrictedMean) =>
        restrictedMean > 0 && (ExpectedDays is not { } days || Math.Abs(days - restrictedMean) > Unsteady * restrictedMean);

    public bool IsBottleneck(AgeCheck? ages) => !CountsOnly && GrowthLower > 0 || ages?.TooManyOld == true;
}

/// <summary>How old open visits are, against those that were completed.</summary>
/// <param name="Limit">Beyond it a visit is old: the 90th percentile of the completed ones.</param>
public sealed record AgeCheck(double Median, double Limit, int Old, int Open)
{
    private const int FewestCompleted = 20;
    private const int FewestOld = 5;
    private const double ShareOld = .25;

    public bool TooManyOld => Old >= FewestOld && Old >= ShareOld * Open;

    /// <summary>Null with fewer than 20 completed visits to compare with.</summary>
    public static AgeCheck? Of(IEnumerable<double> open, IEnumerable<double> completed, int fewest = FewestCompleted) =>
        Of(open.CountBy(age => age).ToDictionary(), completed.CountBy(time => time).ToDictionary(), fewest);

    /// <param name="open">How many of each age.</param>
    /// <param name="completed">How many took so long.</param>
    public static AgeCheck? Of(IReadOnlyDictionary<double, int> open, IReadOnlyDictionary<double, int> completed, int fewest = FewestCompleted)
    {
        var count = completed.Values.Sum();
        if (count < fewest || count == 0) return null;

        var sorted = completed.OrderBy(its => its.Key).ToList();
        var limit = Quantile(sorted, count, .9);
        return new AgeCheck(Quantile(sorted, count, .5), limit, open.Where(its => its.Key > limit).Sum(its => its.Value), open.Values.Sum());
    }

    /// <summary>The share of completed visits that took at most so long.</summary>
    public static double PercentileOf(double age, IReadOnlyCollection<double> completed) => (double)completed.Count(one => one <= age) / completed.Count;

    private static double Quantile(List<KeyValuePair<double, int>> sorted, int count, double q)
    {
        var before = Math.Max(0, (int)Math.Ceiling(q * count - 1e-12) - 1);
        return sorted.First(its => (before -= its.Value) < 0).Key;
    }
}
