using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Trichter.Platform.Workspaces;

namespace Trichter.Ledger.Live;

/// <summary>
/// Tells an open page, as server-sent events, that what it shows was changed. It says no more than that: the page reads itself anew and is
/// given what its reader may see.
/// </summary>
public sealed class LiveAnswer(LiveChanges live, Here here, IHostApplicationLifetime lifetime)
{
    /// <summary>So long nothing is said, at most: then a line for proxies, that the connection lives.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(25);

    public IResult Of(Func<Touched, bool> concerns, CancellationToken cancellation) =>
        TypedResults.ServerSentEvents(EventsAsync(concerns, cancellation));

    private async IAsyncEnumerable<SseItem<string>> EventsAsync(Func<Touched, bool> concerns, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellation, lifetime.ApplicationStopping);
        await using var touched = live.ListenAsync(here.Place, ends.Token).GetAsyncEnumerator(ends.Token);
        yield return new SseItem<string>("", "hello");
        var next = NextAsync(touched);

        while (true)
        {
            var heard = await Task.WhenAny(next, Task.Delay(Silence, ends.Token)) == next;
            if (ends.IsCancellationRequested || (heard && !await next)) break;

            if (!heard) yield return new SseItem<string>("", "still");
            else if (concerns(touched.Current)) yield return new SseItem<string>("", "changed");
            if (heard) next = NextAsync(touched);
        }

        // The reader may only be put away once it waits no longer.
        await next;
    }

    /// <returns>False when there will be no more.</returns>
    private static async Task<bool> NextAsync(IAsyncEnumerator<Touched> touched)
    {
        try
        {
            return await touched.MoveNextAsync();
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
