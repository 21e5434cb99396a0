namespace Trichter.Insight.Facts.Kept;

/// <summary>The facts of a process as they were at one moment. Never changed, so that many read it at once.</summary>
/// <param name="Position">From which stamp on changes are not in it yet.</param>
internal sealed record FactTable(FactLists Lists, FactBlock[] Blocks, long Position)
{
    private static long editions;

    /// <summary>Another one whenever facts were read anew; the same as long as none changed.</summary>
    public long Edition { get; } = Interlocked.Increment(ref editions);

    public int Deals { get; } = Blocks.Sum(block => block.Deals.Length);

    public long Visits { get; } = Blocks.Sum(block => (long)block.Visits.Length);

    private readonly Dictionary<Type, (DateTime Until, object Facts)> kept = [];

    /// <summary>What is made of each block, in their order; made of several at the same time.</summary>
    public T[] Each<T>(Func<FactBlock, T> make, CancellationToken cancellation)
    {
        var parts = new T[Blocks.Length];
        Parallel.For(0, parts.Length, new ParallelOptions { CancellationToken = cancellation }, place => parts[place] = make(Blocks[place]));
        return parts;
    }

    /// <summary>What was put together for a reader who sees everything; several reports of one page ask for the same.</summary>
    /// <param name="until">The end of the day that it is told of.</param>
    public List<T>? Find<T>(DateTime until)
    {
        lock (kept) return kept.TryGetValue(typeof(T), out var known) && known.Until == until ? (List<T>)known.Facts : null;
    }

    public void Keep<T>(DateTime until, List<T> facts)
    {
        lock (kept) kept[typeof(T)] = (until, facts);
    }
}

/// <summary>What the rows of a table name by place.</summary>
internal sealed class FactLists
{
    public Listed<Guid> Owners { get; } = new(Guid.Empty);
    public Listed<string> Sources { get; } = new("");
    public Listed<string> Products { get; } = new("");
    public Listed<Guid> Companies { get; } = new(Guid.Empty);
    public Listed<Guid> Reasons { get; } = new(Guid.Empty);
    public Listed<string> Currencies { get; } = new();
    public Listed<Guid> Versions { get; } = new();
    public Listed<string> Stages { get; } = new();
    public Listed<string> Ends { get; } = new("", "won", "lost");
}

/// <summary>What the database says of a deal: its row without its place, and its visits in the order of recording.</summary>
internal sealed class ReadDeal(DealRow row)
{
    public DealRow Row { get; } = row;

    public List<VisitRow> Visits { get; } = [];
}
