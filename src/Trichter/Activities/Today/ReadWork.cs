using Trichter.Platform.Calendar;
using Trichter.Platform.Language;

namespace Trichter.Activities.Today;

/// <summary>Puts the queue of the person who asks together, in a fixed number of queries.</summary>
public sealed class ReadWork(IEnumerable<IQueueSource> sources, Texts texts, TimeProvider clock)
{
    public async Task<Work> RunAsync(CancellationToken cancellation = default)
    {
        var today = texts.Today(clock);
        var moment = new QueueMoment(clock.GetUtcNow().UtcDateTime, today, LocalTime.ToUtc(today.AddDays(1), 0, texts.Zone));

        var queue = new Work();
        foreach (var source in sources.OrderBy(source => source.Order)) await source.AddAsync(queue, moment, cancellation);
        return queue;
    }
}
