using Microsoft.EntityFrameworkCore;
using Trichter.Customers;
using Trichter.Customers.Consent;
using Trichter.Customers.Consent.Check;
using Trichter.Deals;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Team.Roles;

namespace Trichter.Activities.CallLists;

/// <summary>Whom one reaches behind a record of a list, and whether one may.</summary>
public sealed class CallTargets(Db db, Me me, AskConsent ask)
{
    private const int MostPeople = 5;
    private const int MostDeals = 20;

    /// <returns>Null when it is gone or not mine to see.</returns>
    public async Task<CallTarget?> ReadAsync(CallKind kind, Guid id, CancellationToken cancellation = default)
    {
        switch (kind)
        {
            case CallKind.People:
                if (await People().SingleOrDefaultAsync(its => its.Id == id, cancellation) is not { } person) return null;
                var work = await (from job in db.Employments where job.PersonId == id join company in Companies() on job.CompanyId equals company.Id orderby job.Position select company.Name).FirstOrDefaultAsync(cancellation) ?? "";
                return new(id, person.Name, work, $"/people/{id}", NumbersOf([person]), await OpenAsync(deal => deal.ContactId == id, cancellation));
            case CallKind.Companies:
                if (await Companies().SingleOrDefaultAsync(its => its.Id == id, cancellation) is not { } company_) return null;
                var there = await (from job in db.Employments where job.CompanyId == id join one in People() on job.PersonId equals one.Id orderby job.Position, one.LastName select one).Take(50).ToListAsync(cancellation);
                return new(id, company_.Name, company_.MainAddress?.City ?? "", $"/companies/{id}", [.. NumbersOf(company_), .. NumbersOf(there).Take(MostPeople)], await OpenAsync(deal => deal.CompanyId == id, cancellation));
            default:
                if (await db.Deals.AsNoTracking().VisibleTo(me, db).SingleOrDefaultAsync(its => its.Id == id, cancellation) is not { } own) return null;
                var contact = await People().SingleOrDefaultAsync(its => its.Id == own.ContactId, cancellation);
                var its = await Companies().SingleOrDefaultAsync(its => its.Id == own.CompanyId, cancellation);
                return new(id, own.Name, own.CompanyName, $"/deals/{id}", [.. NumbersOf(contact is null ? [] : [contact]), .. NumbersOf(its)], [own]);
        }
    }

    /// <summary>Why each of them cannot be called; who can be is not in the answer. A handful of queries for all.</summary>
    public async Task<IReadOnlyDictionary<Guid, Told>> AgainstAsync(CallKind kind, IReadOnlyList<Guid> ids, CancellationToken cancellation = default)
    {
        var ways = (await WaysAsync(kind, ids, cancellation)).ToLookup(way => way.Record);
        var people = ways.SelectMany(its => its).Select(way => way.Person).OfType<Guid>().Distinct().ToList();
        var denied = (await ask.JudgeManyAsync([.. people.Select(person => new Asked(person))], new ContactPlan(Purpose.Outreach, ContactChannel.Phone), cancellation))
            .Where(judged => Refuses(judged.Answer)).ToDictionary(judged => judged.Person, judged => ((ConsentAnswer.Deny)judged.Answer).Reason);
        var against = new Dictionary<Guid, Told>();
        foreach (var id in ids)
        {
            var mine = ways[id].ToList();
            if (mine.Count == 0) against[id] = new Told("No phone number");
            else if (mine.All(way => way.Person is { } person && denied.ContainsKey(person)) || kind == CallKind.Deals && mine.Exists(way => way.Person is { } person && denied.ContainsKey(person)))
            {
                var person = mine.Select(way => way.Person).OfType<Guid>().First(denied.ContainsKey);
                against[id] = denied[person];
            }
        }

        return against;
    }

    /// <summary>Names of the records that I may see.</summary>
    /// <param name="db">The one of whoever asks.</param>
    public static Task<Dictionary<Guid, string>> NamesAsync(Db db, Me me, CallKind kind, IReadOnlyCollection<Guid> ids) => kind switch
    {
        CallKind.People => db.People.AsNoTracking().VisibleTo(me, db).Where(its => ids.Contains(its.Id)).Select(its => new { its.Id, Name = its.FirstName + " " + its.LastName }).ToDictionaryAsync(its => its.Id, its => its.Name.Trim()),
        CallKind.Companies => db.Companies.AsNoTracking().VisibleTo(me, db).Where(its => ids.Contains(its.Id)).Select(its => new { its.Id, its.Name }).ToDictionaryAsync(its => its.Id, its => its.Name),
        _ => db.Deals.AsNoTracking().VisibleTo(me, db).Where(its => ids.Contains(its.Id)).Select(its => new { its.Id, its.Name }).ToDictionaryAsync(its => its.Id, its => its.Name),
    };

    /// <summary>They may not be called whatever it is about: erased, restricted, objected. Where only the ground is missing, whoever calls sees that and decides: it depends on what the call is about.</summary>
    private static bool Refuses(ConsentAnswer answer) => answer is ConsentAnswer.Deny { Rule: "R20" or "R21" or "R23" or "R83" };

    /// <summary>Each number behind the records: of a person, or of a company itself.</summary>
    private async Task<List<Way>> WaysAsync(CallKind kind, IReadOnlyList<Guid> ids, CancellationToken cancellation)
    {
        var phones = me.MaySee(ProtectedCustomerFields.Phones);
        var (people, companies) = (People(), Companies());
        if (!me.MaySee(ProtectedCustomerFields.Phone)) companies = companies.Where(company => false);
        var ways = new List<Way>();
        foreach (var part in ids.Chunk(500))
        {
            var (ofPeople, ofCompanies) = kind switch
            {
                CallKind.People => (people.Where(its => part.Contains(its.Id)).Select(its => new { Record = its.Id, Person = its }), companies.Where(its => false).Select(its => new { Record = its.Id, its.Phone })),
                CallKind.Companies => (from job in db.Employments where part.Contains(job.CompanyId) join its in people on job.PersonId equals its.Id select new { Record = job.CompanyId, Person = its }, companies.Where(its => part.Contains(its.Id)).Select(its => new { Record = its.Id, its.Phone })),
                _ => (from deal in db.Deals where part.Contains(deal.Id) join its in people on deal.ContactId equals its.Id select new { Record = deal.Id, Person = its }, from deal in db.Deals where part.Contains(deal.Id) join its in companies on deal.CompanyId equals its.Id select new { Record = deal.Id, its.Phone }),
            };
            if (phones) ways.AddRange((await ofPeople.ToListAsync(cancellation)).Where(its => its.Person.Phones.Count > 0).Select(its => new Way(its.Record, its.Person.Id)));
            ways.AddRange((await ofCompanies.Where(its => its.Phone != "").ToListAsync(cancellation)).Select(its => new Way(its.Record, null)));
        }

        return ways;
    }

    private IQueryable<Person> People() => db.People.AsNoTracking().VisibleTo(me, db);

    private IQueryable<Company> Companies() => db.Companies.AsNoTracking().VisibleTo(me, db);

    private Task<List<Deal>> OpenAsync(System.Linq.Expressions.Expression<Func<Deal, bool>> which, CancellationToken cancellation) =>
        db.Deals.AsNoTracking().VisibleTo(me, db).Where(deal => deal.Outcome == Outcome.Open).Where(which).OrderByDescending(deal => deal.LastActivityAt).ThenBy(deal => deal.Id).Take(MostDeals).ToListAsync(cancellation);

    private IReadOnlyList<CallNumber> NumbersOf(IEnumerable<Person> people) =>
        me.MaySee(ProtectedCustomerFields.Phones) ? [.. people.SelectMany(person => person.Phones.Select(phone => new CallNumber(person.Name, phone, person.Id)))] : [];

    private IReadOnlyList<CallNumber> NumbersOf(Company? company) =>
        me.MaySee(ProtectedCustomerFields.Phone) && company is { Phone.Length: > 0 } ? [new(company.Name, company.Phone, null)] : [];

    private sealed record Way(Guid Record, Guid? Person);
}

/// <param name="Deals">Open ones that the call may belong to, those worked on last first.</param>
public sealed record CallTarget(Guid Id, string Name, string About, string Address, IReadOnlyList<CallNumber> Numbers, IReadOnlyList<Deal> Deals);

/// <param name="Person">Null for the number of a company itself.</param>
public sealed record CallNumber(string Name, string Number, Guid? Person);
