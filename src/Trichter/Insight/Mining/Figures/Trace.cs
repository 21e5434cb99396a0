namespace Trichter.Insight.Mining.Figures;

/// <summary>The steps of one record in the order in which they were recorded; one that is not finished may go on.</summary>
/// <param name="Won">Null while it is open.</param>
public sealed record Trace(IReadOnlyList<string> Steps, bool IsFinished, bool? Won = null)
{
    public const string Arrow = " > ";

    public string Variant => string.Join(Arrow, Steps);

    /// <summary>Steps that may come in any order are one step, however often they change places.</summary>
    public Trace AnyOrder(IReadOnlySet<string> steps, string name)
    {
        var merged = new List<string>();
        foreach (var step in Steps.Select(step => steps.Contains(step) ? name : step))
        {
            if (step != name || merged.Count == 0 || merged[^1] != name) merged.Add(step);
        }

        return this with { Steps = merged };
    }
}

/// <summary>One step after another: how often, and in how many different records.</summary>
public sealed record Arc(string From, string To, int Count, int Records);

/// <summary>All records that went the same way.</summary>
/// <param name="Ended">Of them.</param>
public sealed record Variant(string Way, int Records, int Ended, int Won);

/// <summary>What follows what, and which ways were gone (metrics, section 10). Source: van der Aalst, Process Mining, 2016.</summary>
public static class ProcessGraph
{
    public static IReadOnlyList<Arc> Arcs(IEnumerable<Trace> traces) => Arcs(traces.Select(trace => (trace, 1)));

    /// <param name="traces">Each with the number of records that went so.</param>
    public static IReadOnlyList<Arc> Arcs(IEnumerable<(Trace Trace, int Times)> traces)
    {
        var names = new List<string>();
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var counts = new Dictionary<(int, int), (int Count, int Records, int Last)>();
        var record = 0;
        foreach (var (trace, times) in traces)
        {
            record++;
            var before = -1;
            foreach (var step in trace.Steps)
            {
                if (!numbers.TryGetValue(step, out var number))
                {
                    numbers[step] = number = names.Count;
                    names.Add(step);
                }

                if (before >= 0)
                {
                    var (count, records, last) = counts.GetValueOrDefault((before, number));
                    counts[(before, number)] = (count + times, records + (last == record ? 0 : times), record);
                }

                before = number;
            }
        }

        return [.. counts.Select(one => new Arc(names[one.Key.Item1], names[one.Key.Item2], one.Value.Count, one.Value.Records))
            .OrderByDescending(arc => arc.Count).ThenBy(arc => arc.From, StringComparer.Ordinal).ThenBy(arc => arc.To, StringComparer.Ordinal)];
    }

    public static IReadOnlyList<Variant> Variants(IEnumerable<Trace> traces) => Variants(traces.Select(trace => (trace, 1)));

    /// <param name="traces">Each with the number of records that went so.</param>
    public static IReadOnlyList<Variant> Variants(IEnumerable<(Trace Trace, int Times)> traces) =>
        [.. traces.GroupBy(one => one.Trace.Variant, StringComparer.Ordinal)
            .Select(way => new Variant(way.Key, way.Sum(one => one.Times), way.Where(one => one.Trace.IsFinished).Sum(one => one.Times), way.Where(one => one.Trace.Won == true).Sum(one => one.Times)))
            .OrderByDescending(way => way.Records).ThenBy(way => way.Way, StringComparer.Ordinal)];
}
