namespace Trichter.Platform.Statistics;

/// <summary>
/// A share from 0 to 1 with its standard error and its 95 % log-log interval. At 0 and 1 the interval is the value itself.
/// </summary>
public readonly record struct Estimate(double Value, double StandardError, double Lower, double Upper)
{
    public static readonly Estimate None = new(0, 0, 0, 0);
    public static readonly Estimate All = new(1, 0, 1, 1);

    /// <summary>Source of the interval: Kalbfleisch and Prentice 2002.</summary>
    internal static Estimate LogLog(double value, double standardError)
    {
        if (value is <= 0 or >= 1) return new Estimate(value, standardError, value, value);

        var width = Normal95.Z * standardError / (value * Math.Log(value));

        return new Estimate(value, standardError, Math.Pow(value, Math.Exp(-width)), Math.Pow(value, Math.Exp(width)));
    }
}

/// <summary>
/// A time by which a share has ended. A bound, or the time itself, is null where the curve does not get that far.
/// </summary>
public readonly record struct TimeQuantile(double? Time, double? Lower, double? Upper);
