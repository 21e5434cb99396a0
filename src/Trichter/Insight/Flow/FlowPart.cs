using Trichter.Insight.Facts;

namespace Trichter.Insight.Flow;

/// <summary>What a part of the deals adds to the flow through the stages, in calendar days; stages by their positions.</summary>
internal sealed class FlowPart
{
    private readonly Dictionary<int, StageTally> stages = [];
    private readonly Dictionary<int, HashSet<Guid>> people = [];

    /// <summary>The days on which those entered that are open; the last of all days where nobody knows.</summary>
    private readonly Dictionary<int, List<int>> open = [];

    public int Open => open.Values.Sum(days => days.Count);

    /// <summary>How many days the longest deal took that ended.</summary>
    public int Longest { get; private set; } = int.MinValue;

    public static FlowPart Of(List<DealVisits> deals, int from, int weeks, DateOnly asOf)
    {
        var part = new FlowPart();
        foreach (var one in deals)
        {
            part.Add(one.Deal);
            for (var place = 0; place < one.Visits.Count; place++) part.Add(one.Deal, one.Visits[place], from, weeks, asOf.DayNumber);
        }

        return part;
    }

    public static StageNow Together(IReadOnlyList<FlowPart> parts, int position, int from, int weeks, DateOnly asOf)
    {
        var (all, hands) = (new StageTally(from, weeks, asOf.DayNumber), new HashSet<Guid>());
        foreach (var part in parts)
        {
            if (part.stages.TryGetValue(position, out var its)) all.Add(its);
            if (part.people.TryGetValue(position, out var owners)) hands.UnionWith(owners);
        }

        return all.Now(hands.Count);
    }

    /// <summary>Open deals that are, or were last, there.</summary>
    public int OpenAt(int position) => open.TryGetValue(position, out var days) ? days.Count : 0;

    /// <summary>Those of them that entered before a day.</summary>
    public int OpenAt(int position, long before) => open.TryGetValue(position, out var days) ? days.Count(day => day < before) : 0;

    public int OpenBefore(long day) => open.Keys.Sum(position => OpenAt(position, day));

    private void Add(DealFact deal)
    {
        if (!deal.IsOpen)
        {
            if (deal is { EndDay: { } end, EntryDay: { } entry }) Longest = Math.Max(Longest, end.DayNumber - entry.DayNumber);
            return;
        }

        if (!open.TryGetValue(deal.Position, out var days)) open[deal.Position] = days = [];
        days.Add(deal.EntryDay?.DayNumber ?? int.MaxValue);
    }

    /// <summary>Of each visit is known when it began, and when it ended if it has; what ended more than a year ago tells nothing of today.</summary>
    private void Add(DealFact deal, in VisitFact visit, int from, int weeks, int today)
    {
        if (visit.EnteredOn(inCalendarDays: true) is not { } entered || visit.LeftTo is null != visit.LeftDay is null) return;

        var left = visit.LeftOn(inCalendarDays: true);
        if (left < today - StageNow.Year && entered < today - StageNow.Year) return;

        if (!stages.TryGetValue(visit.Position, out var its)) stages[visit.Position] = its = new StageTally(from, weeks, today);
        its.Add(new Visit(entered, left));
        if (!(left >= from && left < from + 7 * weeks) || deal.OwnerId is not { } owner) return;

        if (!people.TryGetValue(visit.Position, out var hands)) people[visit.Position] = hands = [];
        hands.Add(owner);
    }
}
