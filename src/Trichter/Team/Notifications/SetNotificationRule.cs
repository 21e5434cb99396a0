using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Language;
using Trichter.Timeline;

namespace Trichter.Team.Notifications;

/// <summary>Says how I want to be told, and when not.</summary>
public sealed class SetNotificationRule(Db db, Me me, TimelineWriter timeline)
{
    /// <param name="ways">Kind to way, by their words.</param>
    /// <param name="times">"quiet-from", "quiet-to" and "digest" as HH:mm, "remind" in minutes.</param>
    /// <returns>What is wrong, by time; empty when it was saved.</returns>
    public async Task<IReadOnlyDictionary<string, Told>> RunAsync(
        IReadOnlyDictionary<string, string> ways, IReadOnlyDictionary<string, string> times, bool quietWeekends, CancellationToken cancellation = default)
    {
        var faults = new Dictionary<string, Told>();
        var (from, to, digest) = (Minute(times, "quiet-from", faults), Minute(times, "quiet-to", faults), Minute(times, "digest", faults));
        if (!int.TryParse(times.GetValueOrDefault("remind"), NumberStyles.None, CultureInfo.InvariantCulture, out var remind) || remind > NotificationRule.MostMinutes) faults["remind"] = new Told("A whole number of minutes, at most a day.");
        if (faults.Count > 0) return faults;

        var id = me.User.Id;
        var rule = await db.NotificationRules.SingleOrDefaultAsync(its => its.UserId == id, cancellation);
        if (rule is null) db.NotificationRules.Add(rule = new NotificationRule { UserId = id });
        rule.Ways = ways.Where(its => Enum.TryParse<NotificationKind>(its.Key, out _) && Enum.TryParse<NotificationWay>(its.Value, out _)).ToDictionary(its => its.Key, its => Enum.Parse<NotificationWay>(its.Value));
        (rule.QuietFrom, rule.QuietTo, rule.DigestAt, rule.RemindMinutes, rule.QuietWeekends) = (from, to, digest, remind, quietWeekends);
        timeline.Record(new NotificationRuleSet(id));
        await db.SaveChangesAsync(cancellation);
        return faults;
    }

    public static Dictionary<string, string> Written(NotificationRule rule) => new()
    {
        ["quiet-from"] = Clock(rule.QuietFrom),
        ["quiet-to"] = Clock(rule.QuietTo),
        ["digest"] = Clock(rule.DigestAt),
        ["remind"] = rule.RemindMinutes.ToString(CultureInfo.InvariantCulture),
    };

    private static string Clock(int minute) => TimeOnly.MinValue.AddMinutes(minute).ToString("HH:mm", CultureInfo.InvariantCulture);

    private static int Minute(IReadOnlyDictionary<string, string> times, string name, Dictionary<string, Told> faults)
    {
        if (TimeOnly.TryParseExact(times.GetValueOrDefault(name), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) return time.Hour * 60 + time.Minute;
        faults[name] = new Told("A time is written as 17:30.");
        return 0;
    }
}

public sealed record NotificationRuleSet(Guid UserId) : Happening(UserId)
{
    public override Told Told => new("said how to be told");

    public override string Icon => "bell";
}
