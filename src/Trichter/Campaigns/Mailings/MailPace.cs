namespace Trichter.Campaigns.Mailings;

/// <summary>How many mails have gone to each mail provider within the last minute.</summary>
public sealed class MailPace
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, Queue<DateTime>> sent = [];

    /// <summary>Notes one more mail to the domain.</summary>
    /// <param name="most">In a minute; null for no limit.</param>
    /// <returns>Null when it may go now, else when it may; then nothing is noted.</returns>
    public DateTime? FreeAt(string domain, int? most, DateTime now)
    {
        if (most is not { } limit) return null;
        if (!sent.TryGetValue(domain, out var times)) sent[domain] = times = new();
        while (times.Count > 0 && times.Peek() <= now - Minute) times.Dequeue();
        if (times.Count >= limit) return times.Peek() + Minute;

        times.Enqueue(now);
        return null;
    }
}
