namespace Trichter.Activities.Agenda;

/// <summary>An activity as it stands in a calendar. One whose deal I may not see has no words: somebody is busy then.</summary>
/// <param name="At">UTC.</param>
/// <param name="Owner">Whose calendar it stands in.</param>
public sealed record CalendarEntry(Guid Id, DateTime At, int Minutes, Guid Owner)
{
    /// <summary>Minutes that even something short takes up on the page, so that its words can be read.</summary>
    private const int Least = 30;

    public Guid? DealId { get; init; }
    public ActivityType Type { get; init; }
    public string Text { get; init; } = "";
    public string Company { get; init; } = "";
    public string Place { get; init; } = "";
    public bool IsDone { get; init; }

    /// <summary>Rises with every change.</summary>
    public int Sequence { get; init; }

    /// <summary>Where it is drawn beside others at the same time, and how many stand there.</summary>
    public (int Lane, int Of) Lane { get; init; } = (0, 1);

    public bool IsSeen => DealId is not null;

    public DateTime Until => At.AddMinutes(Math.Max(Minutes, Least));

    /// <summary>Puts what overlaps side by side.</summary>
    public static IReadOnlyList<CalendarEntry> InLanes(IEnumerable<CalendarEntry> ofOneDay)
    {
        var placed = new List<CalendarEntry>();
        foreach (var cluster in Clusters(ofOneDay.OrderBy(entry => entry.At).ThenBy(entry => entry.Id)))
        {
            var ends = new List<DateTime>();
            var lanes = new List<int>();
            foreach (var entry in cluster)
            {
                var lane = ends.FindIndex(end => end <= entry.At);
                if (lane < 0) (lane, ends) = (ends.Count, [.. ends, entry.Until]);
                else ends[lane] = entry.Until;
                lanes.Add(lane);
            }

            placed.AddRange(cluster.Select((entry, i) => entry with { Lane = (lanes[i], ends.Count) }));
        }

        return placed;
    }

    private static IEnumerable<List<CalendarEntry>> Clusters(IEnumerable<CalendarEntry> inOrder)
    {
        var cluster = new List<CalendarEntry>();
        foreach (var entry in inOrder)
        {
            if (cluster.Count > 0 && cluster.Max(other => other.Until) <= entry.At)
            {
                yield return cluster;
                cluster = [];
            }

            cluster.Add(entry);
        }

        if (cluster.Count > 0) yield return cluster;
    }
}
