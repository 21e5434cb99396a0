using System.Collections;

namespace Trichter.Platform.Statistics;

/// <summary>The steps of a curve as plain numbers; a row with its intervals is made when somebody asks for it, for there may be hundreds of thousands.</summary>
internal sealed class SurvivalRows : IReadOnlyList<SurvivalRow>
{
    private readonly List<double> endedAt = [];
    private readonly List<int> atRisk = [];
    private readonly List<(double Value, double Error)> open = [];
    private readonly List<int>[] ended;
    private readonly List<(double Value, double Error)>[] incidence;

    /// <param name="times">Of those who were ever at risk.</param>
    public SurvivalRows(TimesByCause times, RiskSet risk, int causes)
    {
        ended = [.. Enumerable.Range(0, causes).Select(_ => new List<int>())];
        incidence = [.. Enumerable.Range(0, causes).Select(_ => new List<(double, double)>())];
        var endings = Enumerable.Range(1, causes).Select(times.Of).ToArray();
        var next = new int[causes];
        var (value, greenwood) = (1.0, 0.0);
        CauseOfEnd[] each = [.. Enumerable.Range(0, causes).Select(_ => new CauseOfEnd())];
        var here = new int[causes];
        var atRiskAt = risk.InOrder();

        while (Earliest(endings, next) is { } time)
        {
            var all = 0;
            for (var cause = 0; cause < causes; cause++)
            {
                var first = next[cause];
                while (next[cause] < endings[cause].Length && endings[cause][next[cause]] == time) next[cause]++;
                all += here[cause] = next[cause] - first;
            }

            var watched = atRiskAt(time);
            for (var cause = 0; cause < causes; cause++)
            {
                each[cause].Step(value, watched, all, here[cause]);
                ended[cause].Add(here[cause]);
                incidence[cause].Add((each[cause].Incidence, each[cause].StandardError));
            }

            if (all < watched) greenwood += (double)all / watched / (watched - all);
            value = value * (watched - all) / watched;
            endedAt.Add(time);
            atRisk.Add(watched);
            open.Add((value, value * Math.Sqrt(greenwood)));
        }
    }

    public int Count => endedAt.Count;

    public SurvivalRow this[int index] => new(
        endedAt[index], atRisk[index], [.. ended.Select(cause => cause[index])], Open(index), [.. incidence.Select(cause => Estimate.LogLog(cause[index].Value, cause[index].Error))]);

    public double Time(int index) => endedAt[index];

    public int AtRisk(int index) => atRisk[index];

    public double OpenValue(int index) => open[index].Value;

    public Estimate Open(int index) => Estimate.LogLog(open[index].Value, open[index].Error);

    public double EndedValue(int cause, int index) => incidence[cause - 1][index].Value;

    /// <summary>The last row at or before the time; -1 before the first.</summary>
    public int At(double time)
    {
        var index = endedAt.BinarySearch(time);
        return index < 0 ? ~index - 1 : index;
    }

    public IEnumerator<SurvivalRow> GetEnumerator()
    {
        for (var index = 0; index < Count; index++) yield return this[index];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Null when there is none left.</summary>
    private static double? Earliest(double[][] endings, int[] next)
    {
        double? earliest = null;
        for (var cause = 0; cause < endings.Length; cause++)
        {
            if (next[cause] < endings[cause].Length && !(earliest <= endings[cause][next[cause]])) earliest = endings[cause][next[cause]];
        }

        return earliest;
    }
}
