using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Team.Mail;

namespace Trichter.Team.Notifications;

/// <summary>Writes the mails of notifications whose time has come: one mail for each colleague, with everything they have not read by then.</summary>
public sealed class MailNotifications(Db db, Change change, WriteMail mail)
{
    private const int Portion = 500;

    public async Task RunAsync(CancellationToken cancellation = default)
    {
        var now = change.Now;
        var due = await db.Notifications.Where(its => its.MailAt <= now && its.MailedAt == null).OrderBy(its => its.MailAt).ThenBy(its => its.Id).Take(Portion).ToListAsync(cancellation);
        if (due.Count == 0) return;

        var ids = due.Select(its => its.UserId).Distinct().ToList();
        var readers = await db.Users.AsNoTracking().Where(user => ids.Contains(user.Id)).ToDictionaryAsync(user => user.Id, cancellation);
        var home = await mail.LinkAsync("", cancellation);
        foreach (var its in due.GroupBy(its => its.UserId))
        {
            var unread = its.Where(one => one.ReadAt is null).OrderBy(one => one.At).ToList();
            if (unread.Count > 0 && readers[its.Key] is { DisabledAt: null } reader) mail.Add(reader, texts => WordsOf(unread, home, texts));
            foreach (var one in its) one.MailedAt = now;
        }

        await db.SaveChangesAsync(cancellation);
    }

    private static MailWords WordsOf(List<Notification> unread, string home, Texts texts)
    {
        var lines = unread.Select(one => $"{texts[one.Told]}\n{home}{one.Address}");
        var subject = unread is [var only] ? texts[only.Told] : texts.Count(unread.Count, "{0} thing to know|{0} things to know");
        return new MailWords(subject, $"{string.Join("\n\n", lines)}\n\n--\n{texts["When and how you are told is said here:"]} {home}/settings/notifications\n");
    }
}
