using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Workspaces;

namespace Trichter.Campaigns.Links;

/// <summary>
/// Short addresses as they were read last, so that thousands of clicks a second ask the database only to store them. Retiring one holds here as a
/// rule at once, and everywhere within <see cref="Fresh"/>; one that nobody knows is asked for each time.
/// </summary>
public sealed class KnownLinks(IServiceProvider services, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<(string Place, string Code), (TrackedLink Link, DateTimeOffset Until)> known = new();

    /// <returns>Null where there is none, or it is retired.</returns>
    public async ValueTask<TrackedLink?> FindAsync(Place place, string code)
    {
        var now = clock.GetUtcNow();
        if (known.TryGetValue((place.Key, code), out var one) && one.Until > now) return one.Link;

        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Here>().Be(place);
        var link = await scope.ServiceProvider.GetRequiredService<Db>().TrackedLinks.AsNoTracking().SingleOrDefaultAsync(its => its.Code == code && its.RetiredAt == null);
        foreach (var old in known.Where(one => one.Value.Until <= now).Select(one => one.Key).ToList()) known.TryRemove(old, out _);
        if (link is not null) known[(place.Key, code)] = (link, now + Fresh);
        return link;
    }

    public void Forget(Place place, string code) => known.TryRemove((place.Key, code), out _);
}
