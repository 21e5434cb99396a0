using Microsoft.EntityFrameworkCore;
using Trichter.Customers;
using Trichter.Deals;
using Trichter.Platform.Language;
using Trichter.Team;

namespace Trichter.Activities.Meetings;

/// <summary>What the pages of a meeting show and offer.</summary>
internal sealed class ReadMeeting(Db db, Me me, Texts texts, BusyTimes busy)
{
    private const int MostPeople = 200;

    /// <summary>Those who work at the customer, and those of them who take part already.</summary>
    public async Task<List<Person>> PeopleAsync(Deal deal, IReadOnlyList<Guid> known)
    {
        var company = deal.CompanyId;
        var there = await db.Employments.Where(work => work.CompanyId == company).Select(work => work.PersonId).OrderBy(id => id).Take(MostPeople).ToListAsync();
        var ids = known.Concat(deal.ContactId is { } contact ? [contact] : []).Concat(there).Distinct().ToList();
        return await db.People.AsNoTracking().VisibleTo(me, db).Where(person => ids.Contains(person.Id))
            .OrderBy(person => person.LastName).ThenBy(person => person.Id).Take(MostPeople).ToListAsync();
    }

    public Task<List<User>> ColleaguesAsync() =>
        db.Users.AsNoTracking().Where(user => user.DisabledAt == null).OrderBy(user => user.Name).ThenBy(user => user.Id).ToListAsync();

    /// <summary>What those who were written to have answered; nobody's name whom I may not see.</summary>
    public async Task<IReadOnlyList<(string Who, ParticipantAnswer Answer)>> AnswersAsync(IReadOnlyCollection<Participant> participants)
    {
        var invited = participants.Where(its => its.InvitedAt is not null).ToList();
        var (people, users) = (invited.Select(its => its.PersonId).OfType<Guid>().ToList(), invited.Select(its => its.UserId).OfType<Guid>().ToList());
        var seen = await db.People.AsNoTracking().VisibleTo(me, db).Where(person => people.Contains(person.Id)).ToDictionaryAsync(person => person.Id, person => person.Name);
        var colleagues = await db.Users.AsNoTracking().Where(user => users.Contains(user.Id)).ToDictionaryAsync(user => user.Id, user => user.Name);
        return [.. invited.Select(its => (its.Email.Length > 0 ? its.Email
            : its.PersonId is { } person ? seen.GetValueOrDefault(person, texts["Somebody you may not see"])
            : colleagues.GetValueOrDefault(its.UserId ?? Guid.Empty, "–"), its.Answer))];
    }

    /// <summary>What the owner has at that time already; null when nothing is in the way, or it takes no time.</summary>
    public async Task<Busy?> ClashAsync(PlanDraft draft, Guid? except = null)
    {
        if (draft is not { HasTime: true, At: { } at, LengthMinutes: > 0 and <= PlanDraft.LongestMinutes } || (draft.OwnerId ?? me.Id) is not { } owner) return null;
        var found = await busy.OfAsync(owner, at, at.AddMinutes(draft.LengthMinutes), except);
        return found.Count == 0 ? null : found[0];
    }
}
