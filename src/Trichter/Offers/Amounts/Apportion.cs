namespace Trichter.Offers.Amounts;

/// <summary>Splits an amount so that the parts add up to it exactly.</summary>
public static class Apportion
{
    /// <summary>In proportion to the weights; what rounding leaves over goes, one minor unit each, to the largest fractions, of equal ones to the first (O14).</summary>
    /// <param name="weights">None of them below zero. When all are zero, the first part takes everything.</param>
    public static long[] Over(long total, IReadOnlyList<long> weights)
    {
        ArgumentOutOfRangeException.ThrowIfZero(weights.Count);
        if (weights.Any(weight => weight < 0)) throw new ArgumentException("A weight below zero has no share.", nameof(weights));

        var sum = weights.Sum(weight => (decimal)weight);
        if (sum == 0) return [total, .. new long[weights.Count - 1]];

        var exact = weights.Select(weight => Math.Abs(total) * (decimal)weight / sum).ToList();
        var parts = exact.Select(share => (long)decimal.Floor(share)).ToArray();
        var left = (int)(Math.Abs(total) - parts.Sum());
        foreach (var index in Enumerable.Range(0, parts.Length).OrderByDescending(index => exact[index] - parts[index]).ThenBy(index => index).Take(left)) parts[index]++;
        return total < 0 ? [.. parts.Select(part => -part)] : parts;
    }

    /// <summary>Instalments in percent; the last takes what is left (O21).</summary>
    public static long[] InPercent(long total, IReadOnlyList<decimal> percents)
    {
        var parts = percents.Select(percent => Round.Percent(total, percent)).ToArray();
        parts[^1] = total - parts[..^1].Sum();
        return parts;
    }
}
