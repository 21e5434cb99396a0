using Trichter.Platform.Statistics;

namespace Trichter.Insight.Funnel;

/// <summary>
/// The cohort funnel (metrics 2.1): each deal once, lost and open ones included. A deal that entered at e and got as far as m
/// reached every stage between, also those it skipped; winning is above all stages.
/// </summary>
public static class CohortFunnel
{
    private const int Won = int.MaxValue;

    /// <param name="positions">Positions of the sales stages, rising.</param>
    /// <param name="groups">Entry position, highest position, how it stands (0 open, 1 lost, 2 won), number of deals.</param>
    public static IReadOnlyList<FunnelStage> Of(IReadOnlyList<int> positions, IEnumerable<(int Entry, int Highest, int State, int Deals)> groups)
    {
        var deals = groups.Select(group => group with { Highest = group.State == 2 ? Won : group.Highest }).ToList();

        return [.. positions.Select((position, index) =>
        {
            var next = index + 1 < positions.Count ? positions[index + 1] : Won;
            var reached = deals.Where(group => group.Entry <= position && position <= group.Highest).ToList();
            return new FunnelStage(
                position,
                reached.Sum(group => group.Deals),
                reached.Where(group => group.Entry == position).Sum(group => group.Deals),
                reached.Where(group => group.Highest >= next).Sum(group => group.Deals),
                reached.Where(group => group.Highest < next && group.State == 1).Sum(group => group.Deals));
        })];
    }
}

/// <param name="EnteredHere">Of those who reached it, the ones whose first stage it was.</param>
/// <param name="WentOn">Reached the next stage, or were won.</param>
/// <param name="LostHere">Got no further and were lost.</param>
public sealed record FunnelStage(int Position, int Reached, int EnteredHere, int WentOn, int LostHere)
{
    public int NotYetKnown => Reached - WentOn - LostHere;

    /// <summary>A lower bound while some are not yet known.</summary>
    public Rate SoFar => new(WentOn, Reached);

    public Rate OfDecided => new(WentOn, WentOn + LostHere);

    /// <summary>If every open one went on; null without cases.</summary>
    public double? AtMost => Reached == 0 ? null : (double)(WentOn + NotYetKnown) / Reached;
}
