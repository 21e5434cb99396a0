using Trichter.Platform.Language;

namespace Trichter.Activities.Today;

/// <summary>Puts the queue of the person who asks together, in a fixed number of queries.</summary>
public sealed class ReadWork(IEnumerable<IQueueSource> sources, Texts texts, TimeProvider clock)
{
    public async Task<Work> RunAsync(CancellationToken cancellation = default)
    {
        var today = texts.Today(clock);
        var end = today.AddDays(1).ToDateTime(TimeOnly.MinValue);
        var moment = new QueueMoment(clock.GetUtcNow().UtcDateTime, today, TimeZoneInfo.ConvertTimeToUtc(texts.Zone.IsInvalidTime(end) ? end.AddHours(1) : end, texts.Zone));

        var queue = new Work();
        foreach (var source in sources.OrderBy(source => source.Order)) await source.AddAsync(queue, moment, cancellation);
        return queue;
    }
}
