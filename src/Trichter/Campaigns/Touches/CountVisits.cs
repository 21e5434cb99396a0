using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Workspaces;

namespace Trichter.Campaigns.Touches;

/// <summary>
/// Counts visits so that each is on disk before it is answered. Those that come while one save runs go together into the next (group commit): the
/// disk is asked once for many.
/// </summary>
public sealed class CountVisits(IServiceProvider services, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, Counter> counters = new();

    /// <summary>Returns when the visit is stored.</summary>
    public Task AddAsync(Place place, Guid what, Origin origin) => counters.GetOrAdd(place.Key, _ => new Counter(services, place)).AddAsync(what, origin, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));

    private sealed class Counter(IServiceProvider services, Place place)
    {
        private readonly Lock gate = new();
        private List<(VisitCount Visit, TaskCompletionSource Stored)> waiting = [];
        private bool isSaving;

        public Task AddAsync(Guid what, Origin origin, DateOnly day)
        {
            var stored = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (gate)
            {
                waiting.Add((CountOf(what, origin, day), stored));
                if (isSaving) return stored.Task;
                isSaving = true;
            }

            _ = Task.Run(SaveAllAsync);
            return stored.Task;
        }

        private static VisitCount CountOf(Guid what, Origin origin, DateOnly day) => new()
        {
            Key = string.Join('\u001f', what, day.ToString("O", System.Globalization.CultureInfo.InvariantCulture), origin.Referrer, origin.Source, origin.Medium, origin.Campaign, origin.Content),
            PlaceId = what,
            Day = day,
            Referrer = origin.Referrer,
            Source = origin.Source,
            Medium = origin.Medium,
            Campaign = origin.Campaign,
            Content = origin.Content,
            Visits = 1,
        };

        private async Task SaveAllAsync()
        {
            while (true)
            {
                List<(VisitCount Visit, TaskCompletionSource Stored)> some;
                lock (gate)
                {
                    if (waiting.Count == 0)
                    {
                        isSaving = false;
                        return;
                    }

                    (some, waiting) = (waiting, []);
                }

                try
                {
                    await SaveAsync([.. some.GroupBy(its => its.Visit.Key).Select(group => (group.First().Visit, Many: group.LongCount()))]);
                    foreach (var (_, stored) in some) stored.SetResult();
                }
                catch (Exception failure)
                {
                    foreach (var (_, stored) in some) stored.SetException(failure);
                }
            }
        }

        private async Task SaveAsync(IReadOnlyList<(VisitCount Visit, long Many)> counts)
        {
            await using var scope = services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Here>().Be(place);
            var db = scope.ServiceProvider.GetRequiredService<Db>();
            await using var transaction = await db.Database.BeginTransactionAsync();
            foreach (var (visit, many) in counts)
                await db.Database.ExecuteSqlAsync($"""
                    insert into visit_counts (key, place_id, day, referrer, source, medium, campaign, content, visits)
                    values ({visit.Key}, {visit.PlaceId}, {visit.Day}, {visit.Referrer}, {visit.Source}, {visit.Medium}, {visit.Campaign}, {visit.Content}, {many})
                    on conflict (key) do update set visits = visit_counts.visits + excluded.visits
                    """);
            await transaction.CommitAsync();
        }
    }
}
