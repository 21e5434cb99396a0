using System.Text.Json.Serialization;

namespace Trichter.Platform.Statistics;

/// <summary>
/// <see cref="K"/> out of <see cref="N"/> cases with the 95 % Wilson interval, all as shares from 0 to 1. No cases are no
/// rate: value and interval are then null, never 0 or NaN. A count below 0, or more hits than cases, is refused.
/// Source: Wilson 1927 (JASA 22); Brown, Cai, DasGupta 2001 (Statistical Science 16).
/// </summary>
public readonly record struct Rate
{
    [JsonConstructor]
    public Rate(int k, int n)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(k);
        ArgumentOutOfRangeException.ThrowIfLessThan(n, k);
        (K, N) = (k, n);
    }

    public int K { get; }
    public int N { get; }

    public double? Value => N == 0 ? null : (double)K / N;
    public double? Lower => N == 0 ? null : K == 0 ? 0 : Centre - Half;
    public double? Upper => N == 0 ? null : K == N ? 1 : Centre + Half;

    public SmallN SmallN => SmallNumbers.OfCases(N);

    private double Spread => Normal95.Z * Normal95.Z / N;
    private double Centre => ((double)K / N + Spread / 2) / (1 + Spread);
    private double Half => Normal95.Z / (1 + Spread) * Math.Sqrt((double)K / N * (N - K) / N / N + Spread / (4 * N));
}
