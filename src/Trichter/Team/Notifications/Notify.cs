using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Platform.Workspaces;

namespace Trichter.Team.Notifications;

/// <summary>Tells colleagues what they should know, in the transaction of what happened; each as they want to be told.</summary>
public sealed class Notify(Db db, Change change)
{
    /// <param name="once">What it is about: whoever was told of it is not told again.</param>
    public async Task TellAsync(Guid user, NotificationKind kind, Told told, string address, string once, CancellationToken cancellation = default)
    {
        if (await db.Users.AsNoTracking().SingleOrDefaultAsync(its => its.Id == user && its.DisabledAt == null, cancellation) is not { } reader
            || await db.Notifications.AnyAsync(its => its.UserId == user && its.Once == once, cancellation)) return;

        var rule = await db.NotificationRules.AsNoTracking().SingleOrDefaultAsync(its => its.UserId == user, cancellation) ?? new NotificationRule { UserId = user };
        if (rule.WayOf(kind) == NotificationWay.Off) return;

        db.Notifications.Add(new Notification
        {
            UserId = user,
            Kind = kind,
            At = change.Now,
            Sentence = told.Key,
            Data = [.. told.Data.Select(data => data is Localized name ? name.In(reader.Language) : Show(reader, data))],
            Address = address,
            Once = once,
            MailAt = rule.MailAt(kind, change.Now, Zones.Find(reader.TimeZone)),
        });
    }

    /// <summary>Days and times as the reader reads them.</summary>
    private static string Show(User reader, object? data)
    {
        if (data is not DateTime at) return data?.ToString() ?? "";
        return TimeZoneInfo.ConvertTimeFromUtc(at, Zones.Find(reader.TimeZone)).ToString("g", Languages.CultureOf(reader.Language));
    }
}
