namespace Trichter.Insight.Mining.Figures;

/// <summary>
/// Which step may follow which, from START to END, and how far a record is from that (metrics, section 10): by the moves it made, and by the
/// least number of steps it did too many or left out. Sources: Rozinat and van der Aalst 2008; Adriansyah, van Dongen, van der Aalst 2011.
/// </summary>
public sealed class ProcessRules
{
    public const string Start = "START";
    public const string End = "END";

    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal) { [Start] = 0 };
    private readonly List<int[]> next = [];
    private readonly HashSet<(string, string)> allowed = [];
    private readonly bool[] mayEnd;

    public ProcessRules(IEnumerable<KeyValuePair<string, IEnumerable<string>>> arcs)
    {
        var all = arcs.Select(arc => (arc.Key, To: arc.Value.ToList())).ToList();
        foreach (var (from, to) in all)
        {
            numbers.TryAdd(from, numbers.Count);
            foreach (var step in to)
            {
                allowed.Add((from, step));
                if (step != End) numbers.TryAdd(step, numbers.Count);
            }
        }

        mayEnd = new bool[numbers.Count];
        for (var number = 0; number < numbers.Count; number++) next.Add([]);
        foreach (var (from, to) in all)
        {
            next[numbers[from]] = [.. to.Where(step => step != End).Select(step => numbers[step])];
            mayEnd[numbers[from]] = to.Contains(End);
        }

        Shortest = Cost([], isFinished: true);
    }

    /// <summary>The steps of the shortest run from START to END.</summary>
    public int Shortest { get; }

    public Conformance Check(Trace trace)
    {
        var moves = new List<(string From, string To)>();
        var before = Start;
        foreach (var step in trace.Steps)
        {
            moves.Add((before, step));
            before = step;
        }

        if (trace.IsFinished) moves.Add((before, End));
        var broken = moves.Where(move => !allowed.Contains(move)).ToList();
        var cost = Cost(trace.Steps, trace.IsFinished);
        var longest = trace.Steps.Count + (trace.IsFinished ? Shortest : 0);
        return new Conformance(moves.Count - broken.Count, moves.Count, broken, cost, longest == 0 ? 1 : 1 - (double)cost / longest);
    }

    /// <summary>The shortest way over (position in the trace, step of the process): what fits costs nothing, everything else one.</summary>
    private int Cost(IReadOnlyList<string> steps, bool isFinished)
    {
        var (width, rows) = (numbers.Count, steps.Count + 1);
        var costs = new int[width * rows];
        Array.Fill(costs, int.MaxValue);
        costs[0] = 0;
        var waiting = new LinkedList<int>([0]);
        while (waiting.First is { } first)
        {
            waiting.RemoveFirst();
            var (position, at, cost) = (first.Value / width, first.Value % width, costs[first.Value]);
            if (position == steps.Count && (!isFinished || mayEnd[at])) return cost;

            if (position < steps.Count)
            {
                if (numbers.TryGetValue(steps[position], out var step) && next[at].Contains(step)) Reach((position + 1) * width + step, cost, isFree: true);
                Reach((position + 1) * width + at, cost + 1, isFree: false);
            }

            foreach (var step in next[at]) Reach(position * width + step, cost + 1, isFree: false);
        }

        return int.MaxValue;

        void Reach(int place, int cost, bool isFree)
        {
            if (costs[place] <= cost) return;
            costs[place] = cost;
            if (isFree) waiting.AddFirst(place);
            else waiting.AddLast(place);
        }
    }
}

/// <param name="Cost">Steps done too many, or left out.</param>
/// <param name="Fitness">1 for a record that keeps to the process.</param>
public sealed record Conformance(int Allowed, int Moves, IReadOnlyList<(string From, string To)> Broken, int Cost, double Fitness)
{
    public bool Conforms => Broken.Count == 0;
}
