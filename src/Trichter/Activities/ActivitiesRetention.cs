using Trichter.Customers.Privacy.Retention;
using Trichter.Platform.Language;

namespace Trichter.Activities;

/// <summary>Calls, mails and meetings with people; whoever we have something planned with stays.</summary>
internal sealed class ActivitiesRetention(Db db) : IKnowLastContact, IHoldPeople
{
    public IEnumerable<IQueryable<ContactMoment>> Theirs() =>
    [
        db.Activities.Where(its => its.PersonId != null && its.DoneAt != null && (its.Result == CallResult.Spoke || its.Type == ActivityType.Meeting)).Select(its => new ContactMoment { PersonId = its.PersonId, At = its.DoneAt }),
        db.Participants.Where(its => its.PersonId != null && (its.Answer == ParticipantAnswer.Accepted || its.Answer == ParticipantAnswer.Perhaps)).Join(db.Activities, its => its.ActivityId, meeting => meeting.Id, (its, meeting) => new ContactMoment { PersonId = its.PersonId, At = meeting.DueAt }),
    ];

    public IEnumerable<IQueryable<ContactMoment>> Ours() =>
    [
        db.Activities.Where(its => its.PersonId != null && its.DoneAt != null).Select(its => new ContactMoment { PersonId = its.PersonId, At = its.DoneAt }),
        db.Activities.Where(its => its.PersonId == null && its.DoneAt != null).Join(db.Deals.Where(deal => deal.ContactId != null), its => its.DealId, deal => deal.Id, (its, deal) => new ContactMoment { PersonId = deal.ContactId, At = its.DoneAt }),
        db.Participants.Where(its => its.PersonId != null).Join(db.Activities, its => its.ActivityId, meeting => meeting.Id, (its, meeting) => new ContactMoment { PersonId = its.PersonId, At = meeting.DoneAt ?? meeting.DueAt }),
    ];

    public IEnumerable<(string Why, IQueryable<HeldPerson> People)> Holds(DateOnly today)
    {
        var from = today.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        yield return (new Told("Something is planned with them").Key, db.Activities.Where(its => its.PersonId != null && its.DoneAt == null && its.DueAt >= from).Select(its => new HeldPerson { PersonId = its.PersonId }));
    }
}
