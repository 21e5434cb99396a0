using Trichter.Platform.Statistics;

namespace Trichter.Insight.Learning;

/// <summary>
/// Whether what was said came true (metrics 4.5): predictions in bins of about equal counts, equal ones never apart, and the mean distance
/// between said and true, beside what chance alone would make of it. Source: Naeini, Cooper, Hauskrecht 2015.
/// </summary>
public sealed record Reliability(IReadOnlyList<ReliabilityBin> Bins, double Error, double ErrorByChance)
{
    public static Reliability Of(IReadOnlyList<double> said, IReadOnlyList<bool> won, int bins = 10)
    {
        var rounded = said.Select(p => Math.Round(p, 12)).ToArray();
        var sorted = rounded.Order().ToArray();
        var sums = new (int N, int K, double P)[bins];
        for (var row = 0; row < said.Count; row++)
        {
            ref var bin = ref sums[(int)((long)bins * Smaller(sorted, rounded[row]) / said.Count)];
            bin = (bin.N + 1, bin.K + (won[row] ? 1 : 0), bin.P + said[row]);
        }

        var filled = sums.Select((bin, place) => (bin, place)).Where(one => one.bin.N > 0)
            .Select(one => new ReliabilityBin(one.place + 1, one.bin.P / one.bin.N, new Rate(one.bin.K, one.bin.N))).ToList();
        return new Reliability(
            filled,
            filled.Sum(bin => (double)bin.Won.N / said.Count * Math.Abs(bin.Said - bin.Won.Value!.Value)),
            filled.Sum(bin => (double)bin.Won.N / said.Count * Math.Sqrt(2 * bin.Said * (1 - bin.Said) / (Math.PI * bin.Won.N))));
    }

    private static int Smaller(double[] sorted, double value)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle] < value) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}

/// <param name="Number">From 1; a bin without predictions is left out.</param>
/// <param name="Said">The mean of what was predicted.</param>
public sealed record ReliabilityBin(int Number, double Said, Rate Won);
