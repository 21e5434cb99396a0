using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Trichter.Platform.Workspaces;

namespace Trichter.Ledger.Live;

/// <summary>Which records somebody has just changed, on this node or another.</summary>
/// <param name="Kinds">As the things' classes are called: "Deal".</param>
/// <param name="Subjects">The records in whose history the changes are shown; null when they are too many to be named.</param>
public sealed record Touched(IReadOnlySet<string> Kinds, IReadOnlySet<Guid>? Subjects)
{
    /// <summary>Whatever it may be: said when nobody knows what was missed.</summary>
    public static readonly Touched Anything = new(new HashSet<string>(), null);

    public bool MayConcern(Guid subject) => Subjects?.Contains(subject) != false;

    public bool MayConcern(IEnumerable<string> kinds) => Kinds.Count == 0 || kinds.Any(Kinds.Contains);
}

/// <summary>Hands what was touched to the pages that are open on this node, each of its own workspace only.</summary>
public sealed class LiveChanges
{
    private readonly ConcurrentDictionary<Channel<Touched>, string> listeners = new();

    public void Tell(Place place, Touched touched)
    {
        foreach (var (listener, workspace) in listeners)
            if (workspace == place.Key) listener.Writer.TryWrite(touched);
    }

    /// <summary>Goes on until it is cancelled. Who reads slowly misses repetitions, never the last word.</summary>
    public async IAsyncEnumerable<Touched> ListenAsync(Place place, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var mine = Channel.CreateBounded<Touched>(new BoundedChannelOptions(64) { FullMode = BoundedChannelFullMode.DropOldest });
        listeners[mine] = place.Key;
        try
        {
            await foreach (var touched in mine.Reader.ReadAllAsync(cancellation)) yield return touched;
        }
        finally
        {
            listeners.TryRemove(mine, out _);
        }
    }
}
