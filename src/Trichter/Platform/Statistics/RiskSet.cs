namespace Trichter.Platform.Statistics;

/// <summary>Who is being watched at which time. A record is at risk after its start, up to and including its end.</summary>
internal sealed class RiskSet(IReadOnlyCollection<Observation> watched)
{
    private readonly double[] starts = Sorted(watched, observation => observation.Start);
    private readonly double[] ends = Sorted(watched, observation => observation.Time);

    public int Count => ends.Length;
    public double? LongestFollowUp => Count == 0 ? null : ends[^1];

    public int At(double time) => Below(starts, time) - Below(ends, time);

    private static double[] Sorted(IReadOnlyCollection<Observation> watched, Func<Observation, double> value)
    {
        var values = watched.Select(value).ToArray();
        Array.Sort(values);
        return values;
    }

    private static int Below(double[] sorted, double time)
    {
        var (low, high) = (0, sorted.Length);

        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle] < time) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
