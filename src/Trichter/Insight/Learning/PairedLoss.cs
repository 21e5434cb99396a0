using Trichter.Platform.Statistics;

namespace Trichter.Insight.Learning;

/// <summary>
/// By how much one forecast beats another on the same cases: the mean of (loss of the other − its own loss), with the interval of a bootstrap
/// over deals (Efron and Tibshirani 1993) and that of the normal distribution.
/// </summary>
public sealed record PairedLoss(double Mean, double Lower, double Upper, double NormalLower, double NormalUpper)
{
    private const int Draws = 2000;
    private const int MostForBootstrap = 20_000;

    /// <param name="deals">Whose case each is; null where every case stands alone.</param>
    public static PairedLoss Of(IReadOnlyList<double> model, IReadOnlyList<double> other, IReadOnlyList<bool> won, IReadOnlyList<int>? deals = null, int seed = 1)
    {
        var gains = model.Select((p, row) => Odds.Loss(other[row], won[row]) - Odds.Loss(p, won[row])).ToArray();
        var byDeal = (deals is null ? gains.Select(gain => (Sum: gain, Count: 1)) : gains.Zip(deals).GroupBy(one => one.Second)
            .Select(group => (Sum: group.Sum(one => one.First), Count: group.Count()))).ToArray();
        var mean = gains.Average();
        var variance = byDeal.Sum(deal => Math.Pow(deal.Sum - mean * deal.Count, 2)) * byDeal.Length / Math.Max(1, byDeal.Length - 1);
        var half = Normal95.Z * Math.Sqrt(variance) / gains.Length;
        var (lower, upper) = byDeal.Length > MostForBootstrap ? (mean - half, mean + half) : Bootstrap(byDeal, seed);
        return new PairedLoss(mean, lower, upper, mean - half, mean + half);
    }

    private static (double Lower, double Upper) Bootstrap((double Sum, int Count)[] deals, int seed)
    {
#pragma warning disable CA5394 // Chance for an interval, repeatable on purpose; nothing secret depends on it.
        var random = new Random(seed);
        var means = new double[Draws];
        for (var draw = 0; draw < Draws; draw++)
        {
            var (sum, count) = (0.0, 0);
            for (var index = 0; index < deals.Length; index++)
            {
                var deal = deals[random.Next(deals.Length)];
                sum += deal.Sum;
                count += deal.Count;
            }

            means[draw] = sum / count;
        }
#pragma warning restore CA5394

        Array.Sort(means);
        return (means[(int)(.025 * Draws)], means[(int)(.975 * Draws) - 1]);
    }
}
