using System.Collections;

namespace Trichter.Platform.Statistics;

/// <summary>The steps of a curve as plain numbers; a row with its intervals is made when somebody asks for it, for there may be hundreds of thousands.</summary>
internal sealed class SurvivalRows : IReadOnlyList<SurvivalRow>
{
    private readonly List<double> times = [];
    private readonly List<int> atRisk = [];
    private readonly List<(double Value, double Error)> open = [];
    private readonly List<int>[] ended;
    private readonly List<(double Value, double Error)>[] incidence;

    /// <param name="observations">Those who were ever at risk.</param>
    public SurvivalRows(IReadOnlyList<Observation> observations, RiskSet risk, int causes)
    {
        ended = [.. Enumerable.Range(0, causes).Select(_ => new List<int>())];
        incidence = [.. Enumerable.Range(0, causes).Select(_ => new List<(double, double)>())];
        var (endings, ways) = Endings(observations);
        var (value, greenwood) = (1.0, 0.0);
        CauseOfEnd[] each = [.. Enumerable.Range(0, causes).Select(_ => new CauseOfEnd())];
        var here = new int[causes];

        for (int from = 0, to; from < endings.Length; from = to)
        {
            Array.Clear(here);
            for (to = from; to < endings.Length && endings[to] == endings[from]; to++) here[ways[to] - 1]++;
            var (all, watched) = (to - from, risk.At(endings[from]));
            for (var cause = 0; cause < causes; cause++)
            {
                each[cause].Step(value, watched, all, here[cause]);
                ended[cause].Add(here[cause]);
                incidence[cause].Add((each[cause].Incidence, each[cause].StandardError));
            }

            if (all < watched) greenwood += (double)all / watched / (watched - all);
            value = value * (watched - all) / watched;
            times.Add(endings[from]);
            atRisk.Add(watched);
            open.Add((value, value * Math.Sqrt(greenwood)));
        }
    }

    public int Count => times.Count;

    public SurvivalRow this[int index] => new(
        times[index], atRisk[index], [.. ended.Select(cause => cause[index])], Open(index), [.. incidence.Select(cause => Estimate.LogLog(cause[index].Value, cause[index].Error))]);

    public double Time(int index) => times[index];

    public int AtRisk(int index) => atRisk[index];

    public double OpenValue(int index) => open[index].Value;

    public Estimate Open(int index) => Estimate.LogLog(open[index].Value, open[index].Error);

    public double EndedValue(int cause, int index) => incidence[cause - 1][index].Value;

    /// <summary>The last row at or before the time; -1 before the first.</summary>
    public int At(double time)
    {
        var index = times.BinarySearch(time);
        return index < 0 ? ~index - 1 : index;
    }

    public IEnumerator<SurvivalRow> GetEnumerator()
    {
        for (var index = 0; index < Count; index++) yield return this[index];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static (double[] Times, int[] Ways) Endings(IReadOnlyList<Observation> observations)
    {
        var times = new double[observations.Count];
        var ways = new int[observations.Count];
        var count = 0;
        for (var index = 0; index < observations.Count; index++)
        {
            if (observations[index].Cause == 0) continue;
            (times[count], ways[count++]) = (observations[index].Time, observations[index].Cause);
        }

        Array.Resize(ref times, count);
        Array.Resize(ref ways, count);
        Array.Sort(times, ways);
        return (times, ways);
    }
}
