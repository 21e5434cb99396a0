using System.Collections.Concurrent;

namespace Trichter.Insight.Facts.Kept;

/// <summary>The tables of facts in memory, by workspace and process. Those that nobody asked for the longest go when there are too many.</summary>
public sealed class FactTables
{
    private const long MostVisits = 12_000_000;

    private readonly ConcurrentDictionary<(string Place, Guid Process), Held> held = [];

    private readonly ConcurrentDictionary<string, bool> filled = new(StringComparer.Ordinal);

    private int fills;

    /// <summary>How often a table was read from the beginning: whoever waited for that must not be taken for slow.</summary>
    internal int Fills => Volatile.Read(ref fills);

    internal void NoteFill() => Interlocked.Increment(ref fills);

    /// <summary>True once for each workspace.</summary>
    internal bool IsFirst(string place) => filled.TryAdd(place, true);

    internal Held Of(string place, Guid process) => held.GetOrAdd((place, process), _ => new Held());

    /// <summary>Makes room for others; whoever reads a table that goes reads it to the end.</summary>
    internal void MakeRoom(Held latest)
    {
        latest.AskedFor = Environment.TickCount64;
        var all = held.ToArray();
        var visits = all.Sum(one => one.Value.Table?.Now.Visits ?? 0);
        foreach (var (key, old) in all.Where(one => one.Value != latest).OrderBy(one => one.Value.AskedFor))
        {
            if (visits <= MostVisits) return;
            visits -= old.Table?.Now.Visits ?? 0;
            held.TryRemove(key, out _);
        }
    }

    /// <summary>One table, and the turn to bring it up to date.</summary>
    internal sealed class Held : IDisposable
    {
        public SemaphoreSlim Turn { get; } = new(1);

        public KeptTable? Table { get; set; }

        public long AskedFor { get; set; }

        public void Dispose() => Turn.Dispose();
    }
}
