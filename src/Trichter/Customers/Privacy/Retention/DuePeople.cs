using Microsoft.EntityFrameworkCore;
using Trichter.Customers.Consent;

namespace Trichter.Customers.Privacy.Retention;

/// <summary>Finds whose time is over: one query for everybody, however many there are.</summary>
public sealed class DuePeople(Db db, IEnumerable<IKnowLastContact> contacts, IEnumerable<IHoldPeople> holders)
{
    /// <param name="before">As <see cref="RetentionTerm.DueBefore"/> says.</param>
    public IQueryable<Person> Of(RetentionClass its, DateOnly before, DateOnly today)
    {
        var instant = before.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var people = db.People.AsNoTracking();
        if (its == RetentionClass.Bought)
            return WithoutTheirs(people.Where(person => db.PersonPrivacy.Any(privacy => privacy.PersonId == person.Id && privacy.Origin == DataOrigin.Bought && (privacy.LicensedUntil < today || privacy.CollectedOn < before))));

        people = people.Where(person => person.CreatedAt < instant);
        foreach (var moments in contacts.SelectMany(source => source.Theirs().Concat(source.Ours())))
            people = people.Where(person => !moments.Any(moment => moment.PersonId == person.Id && moment.At >= instant));
        return its == RetentionClass.Contacts ? WithTheirs(people)
            : WithoutTheirs(people.Where(person => !db.PersonPrivacy.Any(privacy => privacy.PersonId == person.Id && privacy.Origin == DataOrigin.Bought)));
    }

    /// <summary>Those of them who stay for now, each counted by the first reason.</summary>
    public async Task<List<SkippedPeople>> SkippedAsync(IQueryable<Person> due, DateOnly today, CancellationToken cancellation)
    {
        var skipped = new List<SkippedPeople>();
        foreach (var (why, held) in Holds(today))
        {
            var known = due.Where(person => held.Any(one => one.PersonId == person.Id)).OrderBy(person => person.Id).Select(person => person.Id);
            var ids = await known.Take(SkippedPeople.Listed + 1).ToListAsync(cancellation);
            if (ids.Count > 0) skipped.Add(new(why, ids.Count > SkippedPeople.Listed ? await known.CountAsync(cancellation) : ids.Count, [.. ids.Take(SkippedPeople.Listed)]));
            due = due.Where(person => !held.Any(one => one.PersonId == person.Id));
        }

        return skipped;
    }

    /// <summary>Those whom nothing holds back.</summary>
    public IQueryable<Person> Free(IQueryable<Person> due, DateOnly today)
    {
        foreach (var (_, held) in Holds(today)) due = due.Where(person => !held.Any(one => one.PersonId == person.Id));
        return due;
    }

    /// <summary>When we were last in touch with some of them; whoever is not in it never was.</summary>
    public async Task<Dictionary<Guid, DateTime>> LastAsync(IReadOnlyCollection<Guid> people, CancellationToken cancellation)
    {
        var last = new Dictionary<Guid, DateTime>();
        foreach (var moments in contacts.SelectMany(source => source.Theirs().Concat(source.Ours())))
            foreach (var one in await moments.Where(moment => moment.PersonId != null && people.Contains(moment.PersonId.Value)).GroupBy(moment => moment.PersonId!.Value).Select(group => new { group.Key, At = group.Max(moment => moment.At) }).ToListAsync(cancellation))
                if (one.At is { } at && (!last.TryGetValue(one.Key, out var known) || known < at)) last[one.Key] = at;
        return last;
    }

    private IEnumerable<(string Why, IQueryable<HeldPerson> People)> Holds(DateOnly today) => holders.SelectMany(holder => holder.Holds(today));

    private IQueryable<Person> WithoutTheirs(IQueryable<Person> people)
    {
        foreach (var moments in contacts.SelectMany(source => source.Theirs())) people = people.Where(person => !moments.Any(moment => moment.PersonId == person.Id));
        return people;
    }

    private IQueryable<Person> WithTheirs(IQueryable<Person> people)
    {
        var others = WithoutTheirs(db.People);
        return people.Where(person => !others.Any(other => other.Id == person.Id));
    }
}
