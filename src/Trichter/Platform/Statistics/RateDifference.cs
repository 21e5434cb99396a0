namespace Trichter.Platform.Statistics;

/// <summary>
/// The first rate minus the second, in shares from -1 to 1, with its 95 % interval. The interval is Newcombe's method 10 on
/// the two Wilson intervals, which keeps a width at 0 of n. Source: Newcombe 1998 (Statistics in Medicine 17).
/// </summary>
public readonly record struct RateDifference(double Value, double Lower, double Upper)
{
    /// <summary>Null if either rate has no cases.</summary>
    public static RateDifference? Between(Rate first, Rate second)
    {
        if (first is not { Value: { } p1, Lower: { } l1, Upper: { } u1 }) return null;
        if (second is not { Value: { } p2, Lower: { } l2, Upper: { } u2 }) return null;

        var difference = p1 - p2;

        return new RateDifference(
            difference,
            difference - double.Hypot(p1 - l1, u2 - p2),
            difference + double.Hypot(u1 - p1, p2 - l2));
    }
}
