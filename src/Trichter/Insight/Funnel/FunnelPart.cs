using Trichter.Insight.Facts;

namespace Trichter.Insight.Funnel;

/// <summary>How far a part of the deals got; of those without an entry all.</summary>
internal sealed record FunnelPart(IReadOnlyList<FunnelGroup> Groups)
{
    public static FunnelPart Of(List<DealVisits> deals, ReportScope scope)
    {
        var counts = new Dictionary<(int HasEntry, int EntryPosition, int Highest, int State, long Visited), int>();
        foreach (var one in deals)
        {
            if (one.Deal.EntryDay is not null && !one.Deal.EnteredWithin(scope)) continue;
            var (entry, highest, visited) = WayOf(one.Visits);
            var group = (one.Deal.EntryDay is null ? 0 : 1, entry, highest, one.Deal.State, visited);
            counts[group] = counts.GetValueOrDefault(group) + 1;
        }

        return new FunnelPart([.. counts.Select(its => new FunnelGroup(its.Key.HasEntry, its.Key.EntryPosition, its.Key.Highest, its.Key.State, its.Key.Visited, its.Value))]);
    }

    private static (int Entry, int Highest, long Visited) WayOf(VisitsOfDeal visits)
    {
        var (entry, lowest, highest, visited) = (int.MaxValue, int.MaxValue, 0, 0L);
        for (var place = 0; place < visits.Count; place++)
        {
            var visit = visits[place];
            (lowest, highest) = (Math.Min(lowest, visit.Position), Math.Max(highest, visit.Position));
            if (visit.IsStart) entry = Math.Min(entry, visit.Position);
            if (visit.EnteredDay is not null) visited |= 1L << visit.Position;
        }

        return (entry == int.MaxValue ? lowest : entry, highest, visited);
    }
}
