using Trichter.Insight.Facts;
using Trichter.Insight.Mining.Figures;

namespace Trichter.Insight.Mining;

/// <summary>All deals that took the same steps under the same version and stand alike: they are checked once.</summary>
internal sealed class Way(string key, Guid version, bool existingCustomer, Trace trace)
{
    /// <summary>The same for all ways that are one.</summary>
    public string Key { get; } = key;

    public Guid Version { get; } = version;
    public bool ExistingCustomer { get; } = existingCustomer;
    public Trace Trace { get; } = trace;
    public List<DealVisits> Deals { get; } = [];
    public int Count => Deals.Count;
}

/// <summary>Puts deals together by the way they took.</summary>
internal sealed class Ways
{
    private const char Won = '\u0001';
    private const char Lost = '\u0002';
    private const int FirstStage = 3;

    private readonly Dictionary<string, Way> ways = new(StringComparer.Ordinal);
    private char[] steps = new char[64];

    public static IReadOnlyList<Way> Of(IEnumerable<DealVisits> deals)
    {
        var found = new Ways();
        foreach (var deal in deals) found.Add(deal);
        return [.. found.ways.Values];
    }

    /// <param name="parts">Left as they are.</param>
    public static IReadOnlyList<Way> Together(IEnumerable<Way> parts)
    {
        var found = new Dictionary<string, Way>(StringComparer.Ordinal);
        foreach (var part in parts)
        {
            if (!found.TryGetValue(part.Key, out var way)) found[part.Key] = way = new Way(part.Key, part.Version, part.ExistingCustomer, part.Trace);
            way.Deals.AddRange(part.Deals);
        }

        return [.. found.Values];
    }

    /// <summary>A stage mapped to another version is the same step once.</summary>
    private void Add(DealVisits one)
    {
        var visits = one.Visits;
        if (steps.Length < 2 * visits.Count + 2) Array.Resize(ref steps, 4 * visits.Count + 2);
        var last = visits[visits.Count - 1];
        steps[0] = (char)last.VersionPlace;
        steps[1] = (char)(one.Deal.State * 2 + (one.Deal.ExistingCustomer ? 1 : 0));
        var count = 2;
        for (var place = 0; place < visits.Count; place++)
        {
            var visit = visits[place];
            var stage = (char)(visit.StagePlace + FirstStage);
            if (!visit.IsMigrated || count == 2 || steps[count - 1] != stage) steps[count++] = stage;
            if (visit.EndsDeal) steps[count++] = visit.EndPlace == Facts.Kept.VisitRow.Won ? Won : Lost;
        }

        var known = ways.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!known.TryGetValue(steps.AsSpan(0, count), out var way))
        {
            var key = new string(steps, 0, count);
            ways[key] = way = new Way(key, last.VersionId, one.Deal.ExistingCustomer, TraceOf(one));
        }

        way.Deals.Add(one);
    }

    private static Trace TraceOf(DealVisits one)
    {
        var steps = new List<string>();
        foreach (var visit in one.Visits)
        {
            if (!visit.IsMigrated || steps.Count == 0 || steps[^1] != visit.StageKey) steps.Add(visit.StageKey);
            if (visit.EndsDeal) steps.Add(visit.LeftTo!);
        }

        return new Trace(steps, !one.Deal.IsOpen, one.Deal.IsOpen ? null : one.Deal.IsWon);
    }
}

/// <param name="Check">The same for all deals of the way.</param>
internal sealed record CheckedWay(Way Way, Conformance Check);
