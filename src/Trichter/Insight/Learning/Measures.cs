namespace Trichter.Insight.Learning;

/// <summary>
/// How good predictions were (metrics 4.5). <see cref="Auc"/> is the chance that a won case was given more than a lost one, half for equal;
/// its interval is that of Hanley and McNeil 1982. Null where one of the classes is missing. Source: Brier 1950.
/// </summary>
public sealed record Measures(
    int Count, int Won, double? Auc, double? AucLower, double? AucUpper, double Brier, double LogLoss, double Said, double Rate, Reliability Reliability)
{
    public static Measures Of(IReadOnlyList<double> said, IReadOnlyList<bool> won, int bins = 10)
    {
        var k = won.Count(one => one);
        var auc = AucOf(said, won);
        var half = auc is { } area ? Platform.Statistics.Normal95.Z * ErrorOf(area, k, won.Count - k) : 0;
        return new Measures(
            said.Count, k, auc, auc is null ? null : Math.Max(0, auc.Value - half), auc is null ? null : Math.Min(1, auc.Value + half),
            said.Select((p, row) => Math.Pow(p - (won[row] ? 1 : 0), 2)).Average(), said.Select((p, row) => Odds.Loss(p, won[row])).Average(),
            said.Average(), (double)k / won.Count, Reliability.Of(said, won, bins));
    }

    public static double? AucOf(IReadOnlyList<double> said, IReadOnlyList<bool> won)
    {
        var order = Enumerable.Range(0, said.Count).OrderBy(row => said[row]).ToArray();
        var (ranks, hits) = (0.0, 0);
        for (int from = 0, to; from < order.Length; from = to)
        {
            to = from;
            var wins = 0;
            while (to < order.Length && said[order[to]] == said[order[from]]) wins += won[order[to++]] ? 1 : 0;
            ranks += wins * (from + to + 1) / 2.0;
            hits += wins;
        }

        var misses = said.Count - hits;
        return hits == 0 || misses == 0 ? null : (ranks - hits * (hits + 1.0) / 2) / ((double)hits * misses);
    }

    private static double ErrorOf(double auc, double hits, double misses)
    {
        var (q1, q2) = (auc / (2 - auc), 2 * auc * auc / (1 + auc));
        return Math.Sqrt((auc * (1 - auc) + (hits - 1) * (q1 - auc * auc) + (misses - 1) * (q2 - auc * auc)) / (hits * misses));
    }
}
