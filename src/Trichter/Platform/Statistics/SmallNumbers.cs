namespace Trichter.Platform.Statistics;

/// <summary>What may be shown of a figure, given how little it rests on.</summary>
public enum SmallN
{
    /// <summary>Nothing but "no data" and what would make some.</summary>
    NoData,

    /// <summary>The counts ("3 of 4"); no percentage, no colour, no rank.</summary>
    CountsOnly,

    /// <summary>Value and interval, marked as resting on few cases.</summary>
    FewCases,

    /// <summary>Value and interval.</summary>
    Enough,
}

/// <summary>The limits below which figures are marked, withheld or not compared.</summary>
public static class SmallNumbers
{
    public const int FewestCasesForAPercentage = 5;
    public const int FewestCasesUnmarked = 30;
    public const int FewestEventsOfATime = 10;

    public static SmallN OfCases(int n) => n switch
    {
        <= 0 => SmallN.NoData,
        < FewestCasesForAPercentage => SmallN.CountsOnly,
        < FewestCasesUnmarked => SmallN.FewCases,
        _ => SmallN.Enough,
    };

    /// <summary>Two curves are compared only if each rests on enough cases and events.</summary>
    public static bool AllowComparing(Survival one, Survival other) =>
        Carries(one) && Carries(other);

    private static bool Carries(Survival curve) =>
        curve.Count >= FewestCasesUnmarked && curve.Events >= FewestEventsOfATime;
}
