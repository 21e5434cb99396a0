using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Platform.Mail;
using Trichter.Platform.Workspaces;

namespace Trichter.Team.Mail;

/// <summary>Puts mails into the outbox, in the transaction of what they tell of and in the language of whoever gets them.</summary>
public sealed class WriteMail(Db db, Change change)
{
    private MailServer? server;
    private bool isLooked;

    /// <param name="write">Subject and text, in the reader's language.</param>
    /// <param name="language">de, pl or en; others read English.</param>
    public void Add(string to, string toName, string language, TimeZoneInfo zone, Func<Texts, MailWords> write, Guid? subject = null)
    {
        if (to.Length > 0) Add(to, toName, language, zone, write, subject, []);
    }

    /// <param name="to">Not empty.</param>
    public OutgoingMail Add(string to, string toName, string language, TimeZoneInfo zone, Func<Texts, MailWords> write, Guid? subject, IReadOnlyList<MailFile> files)
    {
        var words = write(Texts.In(language, zone));
        var mail = new OutgoingMail
        {
            ToAddress = to,
            ToName = toName,
            Subject = words.Subject,
            Text = words.Text,
            Calendar = words.Calendar,
            CalendarMethod = words.CalendarMethod,
            ReplyTo = words.ReplyTo.All(char.IsAscii) ? words.ReplyTo : "",
            SubjectId = subject,
            CreatedAt = change.Now,
            NextAttemptAt = change.Now,
        };
        db.OutgoingMails.Add(mail);
        db.MailAttachments.AddRange(files.Select(file => MailAttachment.Of(mail.Id, file)));
        return mail;
    }

    public void Add(User to, Func<Texts, MailWords> write, Guid? subject = null) => Add(to.Email, to.Name, to.Language, Zones.Find(to.TimeZone), write, subject);

    /// <summary>The relay of the workspace; null where mails stay in the outbox.</summary>
    public async Task<MailServer?> ServerAsync(CancellationToken cancellation = default)
    {
        if (!isLooked) (server, isLooked) = (await db.MailServers.AsNoTracking().SingleOrDefaultAsync(cancellation), true);
        return server;
    }

    /// <summary>A link as it has to stand in a mail. Without a relay nobody has said where the workspace is reached, and the path alone is written.</summary>
    public async Task<string> LinkAsync(string path, CancellationToken cancellation = default) => (await ServerAsync(cancellation))?.Address + path;
}

public sealed record MailWords(string Subject, string Text)
{
    public string Calendar { get; init; } = "";
    public string CalendarMethod { get; init; } = "";

    /// <summary>Where an answer goes; empty for the sender.</summary>
    public string ReplyTo { get; init; } = "";
}
