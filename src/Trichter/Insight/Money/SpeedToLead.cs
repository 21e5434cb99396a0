using Trichter.Platform.Language;
using Trichter.Platform.Statistics;

namespace Trichter.Insight.Money;

/// <summary>How quickly a lead was contacted, in business minutes (metrics 8.7).</summary>
public enum ContactBucket
{
    [Says("Within an hour")] WithinAnHour,
    [Says("1 to 4 hours")] UpTo4Hours,
    [Says("4 to 24 hours")] UpTo24Hours,
    [Says("Later")] Later,
    [Says("Never")] Never,
}

/// <summary>Leads by how quickly they were contacted, and how many of each came further. It goes together; it proves no cause.</summary>
public static class SpeedToLead
{
    public const int Target = 60;

    public static ContactBucket BucketOf(int? minutes) => minutes switch
    {
        null => ContactBucket.Never,
        <= Target => ContactBucket.WithinAnHour,
        <= 4 * 60 => ContactBucket.UpTo4Hours,
        <= 24 * 60 => ContactBucket.UpTo24Hours,
        _ => ContactBucket.Later,
    };

    public static IReadOnlyDictionary<ContactBucket, Rate> Effect(IEnumerable<(int? Minutes, bool Qualified)> leads)
    {
        var buckets = leads.ToLookup(lead => BucketOf(lead.Minutes));
        return Enum.GetValues<ContactBucket>().ToDictionary(bucket => bucket, bucket => new Rate(buckets[bucket].Count(lead => lead.Qualified), buckets[bucket].Count()));
    }

    /// <summary>Contacted in time, of all whose time is over: who was never contacted is a no, whose time still runs is left out.</summary>
    public static Rate InTarget(IEnumerable<(int? Minutes, bool TimeIsOver)> leads)
    {
        var decided = leads.Where(lead => lead.TimeIsOver || lead.Minutes <= Target).ToList();
        return new Rate(decided.Count(lead => lead.Minutes <= Target), decided.Count);
    }
}

/// <summary>The rates of one mailing (metrics 8.8): unique recipients over delivered ones; what machines did stands beside it, and counts in none.</summary>
public sealed record MailRates(int Sent, int Bounced, int RawOpens, int HumanOpens, int RawClicks, int HumanClicks, int Unsubscribed)
{
    public int Delivered => Sent - Bounced;
    public Rate Bounce => new(Bounced, Sent);
    public Rate OpenRaw => new(RawOpens, Delivered);
    public Rate OpenHuman => new(HumanOpens, Delivered);
    public Rate ClickRaw => new(RawClicks, Delivered);
    public Rate ClickHuman => new(HumanClicks, Delivered);
    public Rate ClickToOpenHuman => new(HumanClicks, HumanOpens);
    public Rate Unsubscribe => new(Unsubscribed, Delivered);
}
