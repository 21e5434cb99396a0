namespace Trichter.Platform.Statistics;

/// <summary>The times of observations in order: those still open, those of each cause, and all of them together.</summary>
internal sealed class TimesByCause
{
    private readonly double[][] byCause;

    public TimesByCause(IReadOnlyList<Observation> observations, int causes)
    {
        var counts = new int[causes + 1];
        for (var index = 0; index < observations.Count; index++) counts[observations[index].Cause]++;

        byCause = Array.ConvertAll(counts, count => new double[count]);
        for (var index = 0; index < observations.Count; index++)
        {
            var one = observations[index];
            byCause[one.Cause][--counts[one.Cause]] = one.Time;
        }

        Parallel.ForEach(byCause, Array.Sort);
        All = byCause.Aggregate(Merged);
    }

    public double[] All { get; }

    public int Events => All.Length - byCause[0].Length;

    /// <param name="cause">From 1.</param>
    public double[] Of(int cause) => byCause[cause];

    private static double[] Merged(double[] left, double[] right)
    {
        if (left.Length == 0 || right.Length == 0) return left.Length == 0 ? right : left;

        var all = new double[left.Length + right.Length];
        for (int place = 0, one = 0, other = 0; place < all.Length; place++)
            all[place] = other == right.Length || (one < left.Length && left[one] <= right[other]) ? left[one++] : right[other++];
        return all;
    }
}
