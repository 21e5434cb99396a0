using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;
using Trichter.Team;
using Trichter.Team.Notifications;
using Trichter.Timeline;

namespace Trichter.Activities.Invitations;

/// <summary>Takes the answer of somebody who was invited, by their own link and without signing in, or as their mail says.</summary>
public sealed class AnswerInvitation(Db db, Me me, Change change, TimelineWriter timeline, Notify notify)
{
    /// <summary>Null where the link is wrong, or the meeting was held or dropped.</summary>
    public async Task<InvitedTo?> FindAsync(string secret, CancellationToken cancellation = default)
    {
        var hash = LinkSecret.HashOf(secret);
        return await (from participant in db.Participants
                      where participant.AnswerHash == hash
                      join meeting in db.Activities on participant.ActivityId equals meeting.Id
                      where meeting.DoneAt == null && meeting.DueAt != null
                      select new InvitedTo { Participant = participant, Meeting = meeting }).SingleOrDefaultAsync(cancellation);
    }

    /// <returns>False when there is nothing to answer.</returns>
    public async Task<bool> RunAsync(string secret, ParticipantAnswer answer, CancellationToken cancellation = default)
    {
        if (answer == ParticipantAnswer.None || await FindAsync(secret, cancellation) is not { } found) return false;

        me.ActAsProgram();
        await RecordAsync(found, answer, change.Now, "", cancellation);
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    /// <summary>Notes an answer without saving; the same answer again is no news.</summary>
    /// <param name="stamp">When it was given.</param>
    /// <param name="note">What they wrote with it.</param>
    internal async Task RecordAsync(InvitedTo found, ParticipantAnswer answer, DateTime stamp, string note, CancellationToken cancellation)
    {
        var (participant, meeting) = (found.Participant, found.Meeting);
        participant.AnswerStamp = stamp;
        if (participant.Answer == answer && note.Length == 0) return;

        (participant.Answer, participant.AnsweredAt) = (answer, change.Now);
        var answered = new InvitationAnswered(participant.DealId, await NameAsync(participant, cancellation), answer, meeting.DueAt!.Value, note);
        timeline.Record(answered);
        if (meeting.OwnerId is { } host)
            await notify.TellAsync(host, NotificationKind.Answer, answered.Told, $"/deals/{meeting.DealId}/activities/{meeting.Id}", $"answer/{participant.Id}/{stamp:O}", cancellation);
    }

    internal async Task<string> NameAsync(Participant participant, CancellationToken cancellation)
    {
        var name = participant.Email.Length > 0 ? participant.Email
            : await db.People.IgnoreQueryFilters().Where(person => person.Id == participant.PersonId).Select(person => person.FirstName + " " + person.LastName).SingleOrDefaultAsync(cancellation)
            ?? await db.Users.Where(user => user.Id == participant.UserId).Select(user => user.Name).SingleOrDefaultAsync(cancellation) ?? "–";
        return name.Trim();
    }
}

public sealed class InvitedTo
{
    public required Participant Participant { get; init; }
    public required Activity Meeting { get; init; }
}

public sealed record InvitationAnswered(Guid DealId, string Name, ParticipantAnswer Answer, DateTime At, string Note = "") : Happening(DealId)
{
    public override Told Told => Answer switch
    {
        ParticipantAnswer.Accepted => new("{0} comes to the meeting on {1}", Name, At),
        ParticipantAnswer.Declined => new("{0} does not come to the meeting on {1}", Name, At),
        _ => new("{0} perhaps comes to the meeting on {1}", Name, At),
    };

    public override string Icon => "calendar";

    public override string? Quote => Note.Length > 0 ? Note : null;
}

/// <param name="At">The time they propose; null where their mail does not say it.</param>
public sealed record OtherTimeProposed(Guid DealId, string Name, DateTime? At, DateTime Meeting, string Note) : Happening(DealId)
{
    public override Told Told => At is { } at ? new("{0} proposes {1} for the meeting on {2}", Name, at, Meeting) : new("{0} proposes another time for the meeting on {1}", Name, Meeting);

    public override string Icon => "calendar";

    public override string? Quote => Note.Length > 0 ? Note : null;

    public override bool IsImportant => true;
}

public sealed record GuestWrote(Guid DealId, string Name, DateTime Meeting, string Text) : Happening(DealId)
{
    public override Told Told => new("{0} wrote about the meeting on {1}", Name, Meeting);

    public override string Icon => "mail";

    public override string? Quote => Text.Length > 0 ? Text : null;

    public override bool IsImportant => true;
}
