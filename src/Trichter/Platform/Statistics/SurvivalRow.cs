namespace Trichter.Platform.Statistics;

/// <summary>
/// The state of the curve at one time: what is at risk just before it, what ended at it for each cause (cause 1 first), the
/// share still open after it and, for each cause, the share ended by it. The open and the ended shares add up to 1.
/// </summary>
public sealed record SurvivalRow(
    double Time, int AtRisk, IReadOnlyList<int> EventsByCause, Estimate Open, IReadOnlyList<Estimate> EndedByCause)
{
    public int Events => EventsByCause.Sum();
}
