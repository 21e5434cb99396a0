namespace Trichter.Platform.Statistics;

/// <summary>Who is being watched at which time. A record is at risk after its start, up to and including its end.</summary>
/// <param name="ends">Of all that are watched, in order.</param>
internal sealed class RiskSet(IReadOnlyCollection<Observation> watched, double[] ends)
{
    private readonly double[] starts = Starts(watched);

    public int Count => ends.Length;
    public double? LongestFollowUp => Count == 0 ? null : ends[^1];

    public int At(double time) => Below(starts, time) - Below(ends, time);

    /// <summary>The same for times that are asked in order: it goes on from where it was.</summary>
    public Func<double, int> InOrder()
    {
        var (started, ended) = (0, 0);
        return time =>
        {
            while (started < starts.Length && starts[started] < time) started++;
            while (ended < ends.Length && ends[ended] < time) ended++;
            return started - ended;
        };
    }

    private static double[] Starts(IReadOnlyCollection<Observation> watched)
    {
        var values = new double[watched.Count];
        var (count, isSorted) = (0, true);
        foreach (var one in watched)
        {
            values[count] = one.Start;
            isSorted &= count == 0 || values[count - 1] <= values[count];
            count++;
        }

        if (!isSorted) Array.Sort(values);
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
