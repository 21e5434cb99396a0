namespace Trichter.Insight.Flow;

/// <summary>What is counted of one stage (metrics, section 7).</summary>
/// <param name="Stay">The mean time there by Kaplan–Meier, in days, up to the longest seen.</param>
/// <param name="People">Owners of the deals that went on from there in the weeks looked at.</param>
public sealed record StageNow(StageFlow Flow, AgeCheck? Ages, double Stay, int People)
{
    public const int Year = 365;

    /// <summary>Deals that go on from there per person and week; null with too few to say, or where nobody has them.</summary>
    public double? Capacity => Flow.CountsOnly || People == 0 ? null : Flow.OutPerWeek / People;

    /// <summary>What growth would be if one person more took on as many as the others do, and as many were there to be taken.</summary>
    public double? GrowthWithOneMore => Flow.Growth - Capacity;

    /// <param name="visits">All of the stage.</param>
    /// <param name="from">The first day of the first week.</param>
    public static StageNow Of(IReadOnlyCollection<Visit> visits, int from, int weeks, DateOnly asOf, int people)
    {
        var tally = new StageTally(from, weeks, asOf.DayNumber);
        foreach (var visit in visits) tally.Add(visit);
        return tally.Now(people);
    }
}
