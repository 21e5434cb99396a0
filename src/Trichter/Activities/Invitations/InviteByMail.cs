using Microsoft.EntityFrameworkCore;
using Trichter.Activities.Feed;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;
using Trichter.Platform.Workspaces;
using Trichter.Team;
using Trichter.Team.Mail;

namespace Trichter.Activities.Invitations;

/// <summary>
/// Writes to those who take part in a meeting, in the transaction that plans, changes or drops it: with the meeting for their calendar (RFC 5546)
/// and a link of their own by which they answer. What their calendar or they themselves answer by mail goes to the mailbox that is read, else to whoever invites.
/// </summary>
public sealed class InviteByMail(Db db, Change change, WriteMail mail, IMailbox mailbox)
{
    /// <summary>Those who are new are invited; those who were invited before are told what has changed.</summary>
    public async Task InviteAsync(Activity meeting, bool hasChanged, CancellationToken cancellation = default)
    {
        foreach (var guest in await GuestsAsync(meeting, cancellation))
        {
            if (guest.Participant.InvitedAt is not null && !hasChanged) continue;

            var secret = LinkSecret.New();
            (guest.Participant.AnswerHash, guest.Participant.InvitedAt, guest.Participant.InvitedSequence) = (LinkSecret.HashOf(secret), change.Now, SequenceOf(meeting));
            if (hasChanged) (guest.Participant.Answer, guest.Participant.AnsweredAt, guest.Participant.AnswerStamp) = (ParticipantAnswer.None, null, null);
            var link = await mail.LinkAsync($"/meeting/{secret}", cancellation);
            await WriteAsync(meeting, guest, "REQUEST", (texts, host) => new MailWords(
                texts["Invitation: {0}", Title(meeting)],
                $"{texts["{0} invites you:", host.Name]}\n\n{Lines(meeting, texts)}\n\n{texts["Please answer here:"]} {link}\n"), cancellation);
        }
    }

    /// <summary>Tells those who were invited that it does not take place.</summary>
    public async Task CancelAsync(Activity meeting, CancellationToken cancellation = default)
    {
        if (meeting.DueAt is null || meeting.DueAt < change.Now) return;
        foreach (var guest in (await GuestsAsync(meeting, cancellation)).Where(guest => guest.Participant.InvitedAt is not null))
            await WriteAsync(meeting, guest, "CANCEL", (texts, _) => new MailWords(texts["Cancelled: {0}", Title(meeting)], $"{texts["This meeting does not take place:"]}\n\n{Lines(meeting, texts)}\n"), cancellation);
    }

    /// <summary>Those with an e-mail address, as they will be after the save.</summary>
    private async Task<List<Guest>> GuestsAsync(Activity meeting, CancellationToken cancellation)
    {
        var all = (await db.StoredAndNewAsync(db.Participants.Where(its => its.ActivityId == meeting.Id), its => its.ActivityId, cancellation))[meeting.Id].ToList();
        var (people, users) = (all.Select(its => its.PersonId).OfType<Guid>().ToList(), all.Select(its => its.UserId).OfType<Guid>().ToList());
        var known = await db.People.AsNoTracking().Where(person => people.Contains(person.Id)).ToDictionaryAsync(person => person.Id, cancellation);
        var colleagues = await db.Users.AsNoTracking().Where(user => users.Contains(user.Id)).ToDictionaryAsync(user => user.Id, cancellation);
        var workspace = await db.Workspaces.AsNoTracking().SingleAsync(cancellation);
        return [.. all.Select(its =>
            its.PersonId is { } id && known.TryGetValue(id, out var person) ? new Guest(its, person.MainEmail, person.Name, person.Language.Length > 0 ? person.Language : workspace.Language, workspace.Zone)
            : its.UserId is { } colleague && colleagues.TryGetValue(colleague, out var user) ? new Guest(its, user.Email, user.Name, user.Language, Zones.Find(user.TimeZone))
            : new Guest(its, its.Email, "", workspace.Language, workspace.Zone)).Where(guest => guest.Address.Length > 0)];
    }

    private async Task WriteAsync(Activity meeting, Guest guest, string method, Func<Texts, User, MailWords> words, CancellationToken cancellation)
    {
        var host = await db.Users.AsNoTracking().SingleOrDefaultAsync(user => user.Id == meeting.OwnerId, cancellation) ?? new User { Name = "Trichter", Email = "", Role = Role.Reader };
        var answers = await mailbox.AddressAsync(cancellation);
        var organizer = answers.Length > 0 ? answers : (await mail.ServerAsync(cancellation))?.FromAddress ?? host.Email;
        var calendar = new Ics(method: method);
        calendar.Add(new IcsEvent(meeting.Id, change.Now, SequenceOf(meeting), meeting.DueAt!.Value, meeting.LengthMinutes, Title(meeting))
        {
            Place = meeting.Place,
            Organizer = organizer,
            OrganizerName = host.Name,
            Attendee = guest.Address,
            IsCancelled = method == "CANCEL",
        });
        mail.Add(guest.Address, guest.Name, guest.Language, guest.Zone, texts => words(texts, host) with { Calendar = calendar.End(), CalendarMethod = method, ReplyTo = answers.Length > 0 ? answers : host.Email }, meeting.DealId);
    }

    private int SequenceOf(Activity meeting) => db.Entry(meeting).State == EntityState.Added ? 0 : meeting.Version + 1;

    /// <summary>The first line; what follows are notes of our own.</summary>
    private static string Title(Activity meeting) => meeting.Text.Split('\n')[0].Trim();

    private static string Lines(Activity meeting, Texts texts)
    {
        var (from, to) = (meeting.DueAt!.Value, meeting.DueAt.Value.AddMinutes(meeting.LengthMinutes));
        var when = $"{texts.LongDay(DateOnly.FromDateTime(texts.Local(from)))}, {texts.Time(from)}{(meeting.LengthMinutes > 0 ? " – " + texts.Time(to) : "")} ({texts.Zone.Id})";
        return string.Join('\n', new[] { Title(meeting), when, meeting.Place }.Where(line => line.Length > 0));
    }

    private sealed record Guest(Participant Participant, string Address, string Name, string Language, TimeZoneInfo Zone);
}
