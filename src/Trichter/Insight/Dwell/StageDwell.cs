using Trichter.Platform.Statistics;

namespace Trichter.Insight.Dwell;

/// <summary>One visit of a deal, as its dwelling needs it; positions above all stages are the end won.</summary>
/// <param name="LeftTo">"won" or "lost" where the visit ended the deal.</param>
public readonly record struct StageVisit(int Position, double Entered, double? Left, string? LeftTo);

/// <summary>
/// How long deals stay in a stage (metrics 3.3): from its first entry to the first entry of any later stage, won being above all, or to the end
/// without one. A step back does not end it; an end that was taken back is none.
/// </summary>
/// <param name="EndedBeforeStart">Deals whose days run backwards: they are in no time figure.</param>
public sealed record StageDwell(IReadOnlyList<Observation> Observations, int EndedBeforeStart)
{
    public const int MovedOn = 1;
    public const int EndedThere = 2;

    public int Deals => Observations.Count + EndedBeforeStart;
    public int CountOf(int cause) => Observations.Count(one => one.Cause == cause);

    /// <param name="deals">The visits of each deal in the order of recording.</param>
    /// <param name="asOf">What is open is censored then.</param>
    public static StageDwell Of(int position, IEnumerable<IReadOnlyList<StageVisit>> deals, double asOf)
    {
        var counter = new DwellCounter(position, asOf);
        foreach (var visits in deals) counter.Add([.. visits]);
        return counter.Counted();
    }
}

/// <summary>Takes the dwelling in one stage deal by deal.</summary>
/// <param name="expected">How many there may be.</param>
internal sealed class DwellCounter(int position, double asOf, int expected = 0)
{
    private readonly List<Observation> observations = new(expected);
    private int backwards;

    public StageDwell Counted() => new(observations, backwards);

    public void Add(ReadOnlySpan<StageVisit> visits)
    {
        if (Observe(visits) is not { } seen) return;
        if (seen.Time < 0) backwards++;
        else observations.Add(seen);
    }

    private Observation? Observe(ReadOnlySpan<StageVisit> visits)
    {
        var first = 0;
        while (first < visits.Length && visits[first].Position != position) first++;
        if (first == visits.Length) return null;

        var entered = visits[first].Entered;
        foreach (var next in visits[(first + 1)..])
        {
            if (next.Position > position) return new Observation(next.Entered - entered, StageDwell.MovedOn);
        }

        var last = visits[^1];
        return last.LeftTo switch
        {
            "won" => new Observation(last.Left!.Value - entered, StageDwell.MovedOn),
            "lost" => new Observation(last.Left!.Value - entered, StageDwell.EndedThere),
            _ => new Observation(asOf - entered, 0),
        };
    }
}
