using MathNet.Numerics.Distributions;
using Trichter.Insight.Learning;

namespace Trichter.Insight.Forecast.Figures;

/// <summary>
/// What a sum of deals may come to, each won or not (metrics 6.2): all sums where there are few deals, else a grid of steps on which each
/// value keeps its mean. P10 is the cautious figure: with a chance of nine in ten it is at least so much.
/// </summary>
public sealed class MoneyDistribution
{
    private const int FewDeals = 25;
    private const int MostSums = 100_000;
    private const int MostSteps = 10_000;
    private const int StepsOfMany = 2_000;
    private const int Many = 500;
    private const int VeryMany = 2_000;
    private const double NoChance = 1e-15;
    private const int Moods = 15;
    private const double Slack = 1e-12;

    private readonly long[] sums;
    private readonly double[] upTo;

    private MoneyDistribution(IReadOnlyList<(long Value, double P)> deals, SortedDictionary<long, double> chances)
    {
        Mean = deals.Sum(deal => deal.Value * deal.P);
        sums = [.. chances.Keys];
        upTo = new double[sums.Length];
        var (sum, place) = (0.0, 0);
        foreach (var chance in chances.Values) upTo[place++] = sum += chance;
        Variance = chances.Sum(one => one.Value * Math.Pow(one.Key - Mean, 2));
    }

    public double Mean { get; }
    public double Variance { get; }
    public double Deviation => Math.Sqrt(Variance);
    public long P10 => Quantile(.1);
    public long P50 => Quantile(.5);
    public long P90 => Quantile(.9);

    /// <summary>Sum → chance that it comes to at most that.</summary>
    public IEnumerable<(long Sum, double UpTo)> Cumulative => sums.Zip(upTo);

    /// <summary>The smallest sum that is reached at most with this chance.</summary>
    public long Quantile(double q)
    {
        var place = Array.FindIndex(upTo, chance => chance >= q - Slack);
        return sums.Length == 0 ? 0 : sums[place < 0 ? ^1 : place];
    }

    /// <param name="spread">How far all deals go together, on the log-odds: 0 for deals that know nothing of each other.</param>
    public static MoneyDistribution Of(IReadOnlyList<(long Value, double P)> deals, double spread = 0)
    {
        if (spread == 0) return new MoneyDistribution(deals, ChancesOf(deals));

        var all = new SortedDictionary<long, double>();
        for (var mood = 0; mood < Moods; mood++)
        {
            var z = Normal.InvCDF(0, 1, (mood + .5) / Moods);
            var moved = deals.Select(deal => (deal.Value, deal.P is <= 0 or >= 1 ? deal.P : Odds.ToShare(Odds.Of(deal.P) + spread * z))).ToList();
            foreach (var (sum, chance) in ChancesOf(moved)) all[sum] = all.GetValueOrDefault(sum) + chance / Moods;
        }

        return new MoneyDistribution(deals, all);
    }

    /// <summary>How many of them are won: index → chance, by the usual recursion (Poisson–binomial; Hong 2013).</summary>
    public static double[] Wins(IEnumerable<double> chances)
    {
        double[] wins = [1];
        foreach (var p in chances)
        {
            var next = new double[wins.Length + 1];
            for (var k = 0; k < wins.Length; k++)
            {
                next[k] += wins[k] * (1 - p);
                next[k + 1] += wins[k] * p;
            }

            wins = next;
        }

        return wins;
    }

    private static SortedDictionary<long, double> ChancesOf(IReadOnlyList<(long Value, double P)> deals) =>
        (deals.Count <= FewDeals ? AllSums(deals) : null) ?? (deals.Count > VeryMany ? ManyDeals.Chances(deals) : null) ?? OnGrid(deals);

    private static SortedDictionary<long, double>? AllSums(IReadOnlyList<(long Value, double P)> deals)
    {
        var chances = new Dictionary<long, double> { [0] = 1 };
        foreach (var (value, p) in deals)
        {
            var next = new Dictionary<long, double>(chances.Count * 2);
            foreach (var (sum, chance) in chances)
            {
                next[sum] = next.GetValueOrDefault(sum) + chance * (1 - p);
                if (p > 0) next[sum + value] = next.GetValueOrDefault(sum + value) + chance * p;
            }

            chances = next;
            if (chances.Count > MostSums) return null;
        }

        return new SortedDictionary<long, double>(chances);
    }

    private static SortedDictionary<long, double> OnGrid(IReadOnlyList<(long Value, double P)> deals)
    {
        var total = deals.Sum(deal => deal.Value);
        var step = Math.Max(1.0, (double)total / (deals.Count > Many ? StepsOfMany : MostSteps));
        var chances = new double[(int)(total / step) + deals.Count + 2];
        chances[0] = 1;
        var top = 0;
        foreach (var (value, p) in deals.Where(deal => deal.P > 0 && deal.Value > 0))
        {
            var (whole, part) = ((int)(value / step), value / step % 1);
            for (var sum = top; sum >= 0; sum--)
            {
                var chance = chances[sum];
                if (chance == 0) continue;
                chances[sum] = chance * (1 - p) + (whole == 0 ? chance * p * (1 - part) : 0);
                if (whole > 0) chances[sum + whole] += chance * p * (1 - part);
                chances[sum + whole + 1] += chance * p * part;
            }

            top += whole + 1;
            while (top > 0 && chances[top] < NoChance) chances[top--] = 0;
        }

        var found = new SortedDictionary<long, double>();
        for (var sum = 0; sum <= top; sum++)
        {
            if (chances[sum] > 0) found[(long)Math.Round(sum * step)] = chances[sum];
        }

        return found;
    }
}
