using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Platform.Storage;
using Trichter.Team;
using Trichter.Team.Notifications;
using Trichter.Timeline;

namespace Trichter.Activities.Invitations;

/// <summary>Takes the answer of somebody who was invited, by their own link and without signing in.</summary>
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
        var (participant, meeting) = (found.Participant, found.Meeting);
        if (participant.Answer == answer) return true;
        (participant.Answer, participant.AnsweredAt) = (answer, change.Now);
        var name = participant.Email.Length > 0 ? participant.Email
            : await db.People.IgnoreQueryFilters().Where(person => person.Id == participant.PersonId).Select(person => person.FirstName + " " + person.LastName).SingleOrDefaultAsync(cancellation)
            ?? await db.Users.Where(user => user.Id == participant.UserId).Select(user => user.Name).SingleOrDefaultAsync(cancellation) ?? "–";
        timeline.Record(new InvitationAnswered(participant.DealId, name.Trim(), answer, meeting.DueAt!.Value));
        if (meeting.OwnerId is { } host)
            await notify.TellAsync(host, NotificationKind.Answer, SentenceFor(answer, name.Trim(), meeting.DueAt.Value), $"/deals/{meeting.DealId}/activities/{meeting.Id}", $"answer/{participant.Id}/{change.Now:O}", cancellation);
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    private static Told SentenceFor(ParticipantAnswer answer, string name, DateTime at) => answer switch
    {
        ParticipantAnswer.Accepted => new Told("{0} comes to the meeting on {1}", name, at),
        ParticipantAnswer.Declined => new Told("{0} does not come to the meeting on {1}", name, at),
        _ => new Told("{0} perhaps comes to the meeting on {1}", name, at),
    };
}

public sealed class InvitedTo
{
    public required Participant Participant { get; init; }
    public required Activity Meeting { get; init; }
}

public sealed record InvitationAnswered(Guid DealId, string Name, ParticipantAnswer Answer, DateTime At) : Happening(DealId)
{
    public override Told Told => Answer switch
    {
        ParticipantAnswer.Accepted => new("{0} comes to the meeting on {1}", Name, At),
        ParticipantAnswer.Declined => new("{0} does not come to the meeting on {1}", Name, At),
        _ => new("{0} perhaps comes to the meeting on {1}", Name, At),
    };

    public override string Icon => "calendar";
}
