using Microsoft.EntityFrameworkCore;
using MimeKit;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Team.Mail;
using Trichter.Team.Notifications;
using Trichter.Timeline;

namespace Trichter.Activities.Invitations;

/// <summary>Reads what those who were invited answer by mail: what their calendar says, another time they propose, or what they wrote themselves.</summary>
public sealed class TakeAnswer(Db db, Change change, TimelineWriter timeline, Notify notify, AnswerInvitation verb) : ITakeMail
{
    private const int LongestWords = 2000;

    public async Task<TakenMail?> TakeAsync(IncomingMail incoming, CancellationToken cancellation)
    {
        var mail = incoming.Mail;
        var from = mail.From.Mailboxes.FirstOrDefault()?.Address.ToLowerInvariant() ?? "";
        if (CalendarReply.In(mail) is { } reply) return await TakeAsync(reply, from, cancellation);
        return incoming.IsOfPerson ? await TakeWordsAsync(mail, from, cancellation) : null;
    }

    private async Task<TakenMail> TakeAsync(CalendarReply reply, string from, CancellationToken cancellation)
    {
        TakenMail Refused(Told why) => new(reply.Attendee, null, why);
        if (reply.Uid.Length == 0) return Refused(new Told("Its calendar cannot be read."));
        if (await MeetingAsync(reply.Uid, cancellation) is not { DoneAt: null, DueAt: not null } meeting) return Refused(new Told("We know no such meeting, or it was held or cancelled."));
        if ((await FindAsync(meeting, reply.Attendee, cancellation) ?? await FindAsync(meeting, from, cancellation)) is not { } participant) return Refused(new Told("They were not invited to this meeting."));
        if (reply.Sequence < participant.InvitedSequence) return Refused(new Told("It answers an earlier date of the meeting."));
        if (!reply.IsCounter && reply.Answer == ParticipantAnswer.None) return Refused(new Told("It says neither yes, no nor perhaps."));

        var stamp = reply.Stamp is { } said && said < change.Now ? said : change.Now;
        if (stamp < participant.AnswerStamp) return Refused(new Told("A newer answer came before."));

        var invited = new InvitedTo { Participant = participant, Meeting = meeting };
        if (reply.IsCounter) await CounterAsync(invited, reply, stamp, cancellation);
        else await verb.RecordAsync(invited, reply.Answer, stamp, reply.Comment, cancellation);
        return new(reply.Attendee, participant.PersonId, null);
    }

    private async Task CounterAsync(InvitedTo invited, CalendarReply reply, DateTime stamp, CancellationToken cancellation)
    {
        var (participant, meeting) = (invited.Participant, invited.Meeting);
        if (reply.Answer != ParticipantAnswer.None) (participant.Answer, participant.AnsweredAt) = (reply.Answer, change.Now);
        participant.AnswerStamp = stamp;
        var proposed = new OtherTimeProposed(participant.DealId, await verb.NameAsync(participant, cancellation), reply.At == meeting.DueAt ? null : reply.At, meeting.DueAt!.Value, reply.Comment);
        timeline.Record(proposed);
        await TellAsync(meeting, proposed.Told, $"proposed/{participant.Id}/{stamp:O}", cancellation);
    }

    /// <summary>A mail that answers one of our invitations: its words stand on the deal, and whoever invites is told.</summary>
    private async Task<TakenMail?> TakeWordsAsync(MimeMessage mail, string from, CancellationToken cancellation)
    {
        var ids = mail.References.Append(mail.InReplyTo ?? "").Select(id => Guid.TryParseExact(id.Trim('<', '>').Split('@')[0], "N", out var ours) ? ours : Guid.Empty).Where(id => id != Guid.Empty).ToList();
        if (ids.Count == 0 || await db.OutgoingMails.AsNoTracking().Where(its => ids.Contains(its.Id) && its.CalendarMethod != "" && its.CalendarMethod != "PUBLISH").OrderByDescending(its => its.CreatedAt).FirstOrDefaultAsync(cancellation) is not { } invitation) return null;
        if (await MeetingAsync(CalendarReply.UidOf(invitation.Calendar), cancellation) is not { DueAt: { } at } meeting) return new(from, null, new Told("We know no such meeting, or it was held or cancelled."));
        if ((await FindAsync(meeting, from, cancellation) ?? await FindAsync(meeting, invitation.ToAddress, cancellation)) is not { } participant) return new(from, null, new Told("They were not invited to this meeting."));

        var wrote = new GuestWrote(participant.DealId, await verb.NameAsync(participant, cancellation), at, WordsOf(mail));
        timeline.Record(wrote);
        await TellAsync(meeting, wrote.Told, $"wrote/{participant.Id}/{change.Now:O}", cancellation);
        return new(from, participant.PersonId, null);
    }

    private async Task<Activity?> MeetingAsync(string uid, CancellationToken cancellation) =>
        Guid.TryParse(uid.Split('@')[0], out var id) && uid.EndsWith("@trichter", StringComparison.OrdinalIgnoreCase) ? await db.Activities.SingleOrDefaultAsync(its => its.Id == id, cancellation) : null;

    private async Task<Participant?> FindAsync(Activity meeting, string address, CancellationToken cancellation)
    {
        if (address.Length == 0) return null;
        var all = await db.Participants.Where(its => its.ActivityId == meeting.Id && its.InvitedAt != null).ToListAsync(cancellation);
        if (all.Find(its => its.Email.Equals(address, StringComparison.OrdinalIgnoreCase)) is { } guest) return guest;
        var (people, users) = (all.Select(its => its.PersonId).OfType<Guid>().ToList(), all.Select(its => its.UserId).OfType<Guid>().ToList());
        var person = (await db.People.AsNoTracking().IgnoreQueryFilters().Where(its => people.Contains(its.Id)).ToListAsync(cancellation)).Find(its => its.Emails.Contains(address, StringComparer.OrdinalIgnoreCase))?.Id;
        var user = (await db.Users.AsNoTracking().Where(its => users.Contains(its.Id)).ToListAsync(cancellation)).Find(its => its.Email.Equals(address, StringComparison.OrdinalIgnoreCase))?.Id;
        return all.Find(its => person is not null && its.PersonId == person || user is not null && its.UserId == user);
    }

    private Task TellAsync(Activity meeting, Told told, string once, CancellationToken cancellation) =>
        meeting.OwnerId is { } host ? notify.TellAsync(host, NotificationKind.Answer, told, $"/deals/{meeting.DealId}/activities/{meeting.Id}", once, cancellation) : Task.CompletedTask;

    /// <summary>What they wrote, up to where our own mail begins.</summary>
    private static string WordsOf(MimeMessage mail)
    {
        var text = mail.TextBody ?? MailHtml.Plain(mail.HtmlBody ?? "");
        var words = string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').TakeWhile(line => !line.StartsWith('>') && !line.StartsWith("-----", StringComparison.Ordinal) && !line.StartsWith("________", StringComparison.Ordinal))).Trim();
        return words.Length > LongestWords ? words[..LongestWords] : words;
    }
}
