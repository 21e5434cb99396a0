namespace Trichter.Insight.Statistics;

/// <summary>Who is being watched at which time. A record is at risk after its start, up to and including its end.</summary>
internal sealed class RiskSet(IReadOnlyCollection<Observation> watched)
{
    private readonly double[] starts = [.. watched.Select(observation => observation.Start).Order()];
    private readonly double[] ends = [.. watched.Select(observation => observation.Time).Order()];

    public int Count => ends.Length;
    public double? LongestFollowUp => Count == 0 ? null : ends[^1];

    public int At(double time) => Below(starts, time) - Below(ends, time);

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
