namespace Trichter.Insight.Learning;

/// <summary>
/// Base rates in levels, each leaning on the one above: all, stage, stage × source, … × product. This is the answer where no model may
/// speak, and what a model has to beat. A group without data shows the one above.
/// </summary>
public sealed class BaseRates
{
    private readonly Dictionary<string, (int K, int N)> counts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> leaning = new(StringComparer.Ordinal);

    public BaseRates(IEnumerable<(IReadOnlyList<string> Path, bool Won)> cases)
        : this(cases.Select(one => (one.Path, one.Won ? 1 : 0, 1)))
    {
    }

    /// <param name="groups">Already counted: how many were won, of how many.</param>
    public BaseRates(IEnumerable<(IReadOnlyList<string> Path, int K, int N)> groups)
    {
        var children = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var (path, won, count) in groups)
        {
            for (var depth = 0; depth <= path.Count; depth++)
            {
                var key = KeyOf(path, depth);
                var (k, n) = counts.GetValueOrDefault(key);
                counts[key] = (k + won, n + count);
                if (depth == 0) continue;
                var parent = KeyOf(path, depth - 1);
                if (!children.TryGetValue(parent, out var its)) children[parent] = its = new(StringComparer.Ordinal);
                its.Add(key);
            }
        }

        foreach (var (parent, its) in children) leaning[parent] = Spread.Between([.. its.Select(key => counts[key])]);
    }

    public int Count => counts.GetValueOrDefault("").N;

    /// <summary>From the whole down to the group of this path.</summary>
    public IReadOnlyList<BaseRate> Levels(IReadOnlyList<string> path)
    {
        var (k, n) = counts.GetValueOrDefault("");
        List<BaseRate> levels = [new BaseRate("", k, n, null, 0)];
        for (var depth = 1; depth <= path.Count && levels[^1].P is { } prior; depth++)
        {
            if (!counts.TryGetValue(KeyOf(path, depth), out var group)) break;
            levels.Add(new BaseRate(path[depth - 1], group.K, group.N, prior, leaning.GetValueOrDefault(KeyOf(path, depth - 1), BaseRate.Usual)));
        }

        return levels;
    }

    public BaseRate Of(IReadOnlyList<string> path) => Levels(path)[^1];

    private static string KeyOf(IReadOnlyList<string> path, int depth) => string.Join('\u001f', path.Take(depth));
}
