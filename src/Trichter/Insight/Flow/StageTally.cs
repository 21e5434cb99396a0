using Trichter.Platform.Statistics;

namespace Trichter.Insight.Flow;

/// <summary>The visits to one stage, counted; what was counted of parts can be added up.</summary>
/// <param name="from">The first day of the first week.</param>
/// <param name="today">On the scale of the visits.</param>
internal sealed class StageTally(double from, int weeks, double today)
{
    private readonly int[] entering = new int[weeks];
    private readonly int[] leaving = new int[weeks];

    /// <summary>How many more are there when a week begins than when the one before it did.</summary>
    private readonly int[] starting = new int[weeks + 1];

    private readonly Dictionary<double, int> open = [];
    private readonly Dictionary<double, int> completed = [];
    private double there;

    public void Add(in Visit visit)
    {
        var to = from + 7 * weeks;
        if (visit.Entered >= from && visit.Entered < to) entering[WeekOf(visit.Entered)]++;
        if (visit.Left >= from && visit.Left < to) leaving[WeekOf(visit.Left.Value)]++;
        there += Math.Max(0, Math.Min(visit.Left ?? to, to) - Math.Max(visit.Entered, from));
        var (first, last) = (Math.Max(0, WeekOf(visit.Entered) + 1), visit.Left is { } end ? Math.Min(weeks - 1, WeekOf(end)) : weeks - 1);
        if (first <= last)
        {
            starting[first]++;
            starting[last + 1]--;
        }

        if (visit.Left is not { } left) Count(open, today - visit.Entered, 1);
        else if (left >= today - StageNow.Year && left >= visit.Entered) Count(completed, left - visit.Entered, 1);
    }

    public void Add(StageTally other)
    {
        for (var week = 0; week < weeks; week++) (entering[week], leaving[week]) = (entering[week] + other.entering[week], leaving[week] + other.leaving[week]);
        for (var week = 0; week <= weeks; week++) starting[week] += other.starting[week];
        foreach (var (age, count) in other.open) Count(open, age, count);
        foreach (var (time, count) in other.completed) Count(completed, time, count);
        there += other.there;
    }

    public StageFlow Flow()
    {
        var (counted, atStart) = (new List<FlowWeek>(weeks), 0);
        for (var week = 0; week < weeks; week++) counted.Add(new FlowWeek(atStart += starting[week], entering[week], leaving[week]));
        return new StageFlow(counted, there / (7 * weeks));
    }

    public StageNow Now(int people) => new(Flow(), AgeCheck.Of(open, completed), Survival.RestrictedMean(open.Where(age => age.Key >= 0), completed), people);

    private int WeekOf(double day) => (int)Math.Floor((day - from) / 7);

    private static void Count(Dictionary<double, int> counts, double value, int count) => counts[value] = counts.GetValueOrDefault(value) + count;
}
