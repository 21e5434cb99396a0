using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;

namespace Trichter.Customers.Consent.Check;

/// <summary>Asks "may we?" for one person or for thousands: when something is planned, and again at the moment it happens.</summary>
public sealed class AskConsent(Db db, Change change, ContactKeys keys, IEnumerable<IKnowSales> sales, IEnumerable<IKnowRequests> requests, IEnumerable<IKnowContacts> contacts)
{
    /// <summary>Contacts older than this count for no limit, but for the age of a consent.</summary>
    private const int PastDays = 31;

    /// <param name="address">One of the person's; null for the main one of the channel.</param>
    /// <returns>Null for a person that is not there or has no such contact point.</returns>
    public async Task<ConsentAnswer?> JudgeAsync(Guid person, string? address, ContactPlan plan, CancellationToken cancellation = default) =>
        (await JudgeManyAsync([new(person, address)], plan, cancellation)).SingleOrDefault()?.Answer;

    /// <summary>In the order of the people; whoever is not there or has no contact point for the channel is not in the answer. A handful of queries for all.</summary>
    public async Task<IReadOnlyList<Judged>> JudgeManyAsync(IReadOnlyList<Asked> asked, ContactPlan plan, CancellationToken cancellation = default) =>
        [.. (await FactsAsync(asked, plan.Channel, cancellation)).Select(its => new Judged(its.Person, its.Point, its.Key, ConsentCheck.Judge(its.Facts, plan)))];

    /// <summary>Several plans for one person, in their order; those for which the person has no contact point are left out. What is known is read once for each channel.</summary>
    public async Task<IReadOnlyList<(ContactPlan Plan, ConsentAnswer Answer)>> JudgePlansAsync(Guid person, IReadOnlyList<ContactPlan> plans, CancellationToken cancellation = default)
    {
        var known = new Dictionary<ContactChannel, ConsentFacts>();
        foreach (var channel in plans.Select(plan => plan.Channel).Distinct())
            if (await FactsAsync([new(person)], channel, cancellation) is [var only]) known[channel] = only.Facts;
        return [.. plans.Where(plan => known.ContainsKey(plan.Channel)).Select(plan => (plan, ConsentCheck.Judge(known[plan.Channel], plan)))];
    }

    /// <summary>When a message or call to this person last rested on what they allowed; null for not within the time after which consent has to be renewed.</summary>
    public async Task<DateTime?> LastUseAsync(Guid person, ContactChannel channel, CancellationToken cancellation = default) =>
        (await PastAsync(change.Now.AddMonths(-ConsentStates.UnusedMonths), [person], cancellation))[person].Where(its => its.Channel == channel).Select(its => (DateTime?)its.At).Max();

    private async Task<IReadOnlyList<Known>> FactsAsync(IReadOnlyList<Asked> asked, ContactChannel channel, CancellationToken cancellation)
    {
        await keys.LoadAsync(cancellation);
        var ids = asked.Select(its => its.Person).Distinct().ToList();
        var people = await db.People.AsNoTracking().Where(person => ids.Contains(person.Id)).ToDictionaryAsync(person => person.Id, cancellation);
        var privacy = await db.PersonPrivacy.AsNoTracking().Where(its => ids.Contains(its.PersonId)).ToDictionaryAsync(its => its.PersonId, cancellation);
        var countries = await CompanyCountries.OfAsync(db, ids, cancellation);

        var points = (from its in asked
                      where people.ContainsKey(its.Person)
                      let known = privacy.GetValueOrDefault(its.Person)
                      let country = known?.Country is { Length: > 0 } own ? own : countries.GetValueOrDefault(its.Person, "")
                      let address = its.Address ?? MainOf(people[its.Person], channel)
                      where address.Length > 0
                      let point = ContactPoint.Of(channel, address, country)
                      select new { its.Person, Known = known, Country = country, Point = point, Key = keys.Of(point) }).ToList();

        var byKey = points.Select(its => its.Key).Distinct().ToList();
        var events = (await db.ConsentEvents.AsNoTracking().Where(its => byKey.Contains(its.PointKey)).ToListAsync(cancellation)).ToLookup(its => its.PointKey);
        var closed = byKey.Concat(ids.Select(keys.OfPerson)).ToList();
        var suppressions = (await db.Suppressions.AsNoTracking().Where(its => closed.Contains(its.Key)).ToListAsync(cancellation)).ToLookup(its => its.Key);
        var health = await db.PointHealth.AsNoTracking().Where(its => byKey.Contains(its.PointKey)).ToDictionaryAsync(its => its.PointKey, cancellation);
        var interest = (await db.InterestNotes.AsNoTracking().Where(its => ids.Contains(its.PersonId) && its.RetiredAt == null).ToListAsync(cancellation)).ToLookup(its => its.PersonId);
        var zone = (await db.Workspaces.AsNoTracking().SingleAsync(cancellation)).Zone;
        var bought = await KnownAsync(sales, (its, many) => its.SalesAsync(many, cancellation), ids);
        var wanted = await KnownAsync(requests, (its, many) => its.RequestsAsync(many, cancellation), ids);
        var recent = await PastAsync(change.Now.AddDays(-PastDays), ids, cancellation);
        var aged = points.Where(its => ConsentStates.IsAged(events[its.Key], change.Now) && !recent[its.Person].Any(one => one.Channel == channel)).Select(its => its.Person).ToHashSet();
        var uses = await PastAsync(change.Now.AddMonths(-ConsentStates.UnusedMonths), aged, cancellation);

        return [.. points.Select(its => new Known(its.Person, its.Point, its.Key, new ConsentFacts
        {
            Now = change.Now,
            Kind = its.Known?.Kind is PersonKind.Business or PersonKind.Consumer ? its.Known.Kind : countries.ContainsKey(its.Person) ? PersonKind.Business : PersonKind.Consumer,
            Country = its.Country,
            Region = its.Known?.Region is { Length: > 0 } region ? region : its.Country == "PL" ? "PL" : "",
            Zone = zone,
            IsRestricted = its.Known?.RestrictedAt is not null,
            IsDeceased = its.Known?.IsDeceased == true,
            BornOn = its.Known?.BornOn,
            IsInvalid = health.GetValueOrDefault(its.Key)?.IsInvalid == true,
            HoldUntil = health.GetValueOrDefault(its.Key)?.HoldUntil,
            Events = [.. events[its.Key]],
            Suppressions = [.. suppressions[its.Key], .. suppressions[keys.OfPerson(its.Person)]],
            Sales = [.. bought[its.Person]],
            Requests = [.. wanted[its.Person]],
            Presumed = interest[its.Person].OrderByDescending(note => note.NotedOn).FirstOrDefault()?.ForCheck(),
            Origin = its.Known?.Origin ?? DataOrigin.Person,
            IsBalanced = its.Known?.Balancing.Length > 0,
            CollectedOn = its.Known?.CollectedOn,
            LicensedUntil = its.Known?.LicensedUntil,
            InformedAt = its.Known?.InformedAt,
            Past = [.. (aged.Contains(its.Person) ? uses : recent)[its.Person]],
        }))];
    }

    private async Task<ILookup<Guid, PastContact>> PastAsync(DateTime since, IReadOnlyCollection<Guid> people, CancellationToken cancellation) =>
        await KnownAsync(contacts, (its, many) => its.ContactsAsync(many, since, cancellation), people);

    private static string MainOf(Person person, ContactChannel channel) => channel switch
    {
        ContactChannel.Email or ContactChannel.AdPlatform => person.MainEmail,
        ContactChannel.Post => person.Id.ToString(),
        _ => person.Phones.FirstOrDefault() ?? "",
    };

    private static async Task<ILookup<Guid, T>> KnownAsync<TSource, T>(IEnumerable<TSource> sources, Func<TSource, IReadOnlyCollection<Guid>, Task<ILookup<Guid, T>>> ask, IReadOnlyCollection<Guid> people)
    {
        var all = new List<(Guid Person, T What)>();
        if (people.Count == 0) return all.ToLookup(its => its.Person, its => its.What);
        foreach (var source in sources) all.AddRange((await ask(source, people)).SelectMany(group => group.Select(what => (group.Key, what))));
        return all.ToLookup(its => its.Person, its => its.What);
    }

    private sealed record Known(Guid Person, ContactPoint Point, string Key, ConsentFacts Facts);
}

/// <param name="Address">One of theirs; null for the main one of the channel.</param>
public sealed record Asked(Guid Person, string? Address = null);

/// <param name="Key">Of the contact point.</param>
public sealed record Judged(Guid Person, ContactPoint Point, string Key, ConsentAnswer Answer);
