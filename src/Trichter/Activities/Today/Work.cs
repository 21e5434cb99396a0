using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Language;

namespace Trichter.Activities.Today;

/// <summary>Why something stands in the work queue, in the order of the page.</summary>
public enum QueueGroup
{
    [Says("New leads: first contact within the hour")] FirstContact,
    [Says("Ready to buy: act at once")] Ready,
    [Says("Overdue")] Overdue,
    [Says("Today")] Today,
    [Says("Trials that end")] Trials,
    [Says("Promises due")] Promises,
    [Says("Without a next step")] WithoutStep,
}

/// <summary>What a line of the queue is about, and what finishes it.</summary>
public enum QueueKind
{
    Activity,
    Commitment,
    Deal,

    /// <summary>Something of a later module, which brings what finishes it.</summary>
    Other,
}

/// <summary>One thing to do, with the reason why it is here.</summary>
/// <param name="Id">Of the activity, the commitment, the deal, or what else it is about.</param>
/// <param name="What">What is to be done, as somebody wrote it; empty where nothing is planned.</param>
/// <param name="At">When it is due, UTC; null where nothing is planned.</param>
public sealed record QueueItem(QueueGroup Group, QueueKind Kind, Guid Id, Guid DealId, string Company, string Deal, string What, Told Why, DateTime? At)
{
    public required string Icon { get; init; }
    public long ValueMinor { get; init; }
    public string Currency { get; init; } = "";
    public bool IsLate { get; init; }
    public ActivityType? Type { get; init; }

    /// <summary>The component with the forms that finish it; it takes one parameter, Item. Null for the kinds that the queue knows.</summary>
    public Type? Actions { get; init; }

    /// <summary>Working minutes that are left for a first contact, and of how many; null where no clock runs.</summary>
    public (int Left, int Of)? Clock { get; init; }

    public string Title => Company.Length > 0 ? Company : Deal;
    public string Key => $"{Kind}-{Id}".ToLowerInvariant();
}

/// <summary>
/// The work of one person now. What stands in it once for a more urgent reason does not come again, and a deal whose first contact is awaited
/// is not told off for having no next step as well.
/// </summary>
public sealed class Work
{
    /// <summary>Lines shown of a group; what is beyond is counted.</summary>
    public const int Most = 30;

    /// <summary>So many are counted of one source; whoever has more does not need to know how many.</summary>
    public const int Counted = 200;

    private readonly List<QueueItem> items = [];
    private readonly Dictionary<QueueGroup, int> counts = [];

    public IReadOnlyList<QueueItem> Items => items;

    public int Count => counts.Values.Sum();

    public int CountOf(QueueGroup group) => counts.GetValueOrDefault(group);

    public IEnumerable<IGrouping<QueueGroup, QueueItem>> Groups => items.GroupBy(item => item.Group).OrderBy(group => group.Key);

    /// <summary>The first of what a source finds, and how many there are, counted up to one more than <see cref="Counted"/>.</summary>
    public static async Task<(IReadOnlyList<T> First, int Count)> FirstAsync<T>(IQueryable<T> ordered, CancellationToken cancellation)
    {
        var rows = await ordered.Take(Most + 1).ToListAsync(cancellation);
        return (rows[..Math.Min(Most, rows.Count)], rows.Count > Most ? await ordered.Take(Counted + 1).CountAsync(cancellation) : rows.Count);
    }

    /// <summary>"17", "200+".</summary>
    public static string InWords(Texts texts, int count) => count > Counted ? texts.Number(Counted) + "+" : texts.Number(count);

    /// <param name="count">How many there are, of which <paramref name="some"/> are the first.</param>
    public void Add(QueueGroup group, IEnumerable<QueueItem> some, int count)
    {
        var known = items.Select(item => item.Key).ToHashSet();
        var called = group == QueueGroup.WithoutStep ? items.Where(item => item.Group == QueueGroup.FirstContact).Select(item => item.DealId).ToHashSet() : [];
        var (offered, before) = (some.ToList(), items.Count);
        items.AddRange(offered.Where(item => !called.Contains(item.DealId) && !known.Contains(item.Key)));
        counts[group] = CountOf(group) + count - (offered.Count - (items.Count - before));
    }
}

/// <summary>Brings a module's lines to the queue of the person who asks.</summary>
public interface IQueueSource
{
    int Order { get; }

    Task AddAsync(Work queue, QueueMoment moment, CancellationToken cancellation);
}

/// <param name="Today">In the person's time zone.</param>
/// <param name="Midnight">The end of that day, UTC.</param>
public sealed record QueueMoment(DateTime Now, DateOnly Today, DateTime Midnight);
