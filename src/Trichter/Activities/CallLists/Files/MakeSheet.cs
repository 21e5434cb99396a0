using Microsoft.EntityFrameworkCore;
using Trichter.Customers;
using Trichter.Customers.Consent;
using Trichter.Customers.Consent.Check;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Team.Roles;
using Trichter.Timeline;

namespace Trichter.Activities.CallLists.Files;

/// <summary>
/// Makes a list of people or companies a file to call or to visit. A file leaves the house, so everybody is asked for before: whoever may not be called
/// or visited now is not in it, but counted with the rule.
/// </summary>
public sealed class MakeSheet(Db db, Me me, Texts texts, AskConsent ask, ReadLastAndNext contacts, TimelineWriter timeline)
{
    private const int Portion = 1_000;
    private static readonly ContactPlan Calls = new(Purpose.Outreach, ContactChannel.Phone);

    /// <summary>No channel of its own: who objected to letters or to everything is not visited either; where the address is from is said at the door.</summary>
    private static readonly ContactPlan Visits = new(Purpose.Outreach, ContactChannel.Post) { Template = new MessageTraits { HasInformation = true } };

    /// <param name="ids">In the order in which they are called.</param>
    /// <param name="more">Whom else a later module knows.</param>
    public async Task<ContactSheet> RunAsync(SheetKind sheet, CallKind kind, IReadOnlyList<Guid> ids, SheetMore? more = null, CancellationToken cancellation = default)
    {
        me.Must(Right.Export);
        var entries = await EntriesAsync(kind, [.. ids.Take(CallRound.Most)], cancellation);
        more ??= new([], []);
        return sheet == SheetKind.Calls ? await CallsAsync(kind, entries, more, cancellation) : await VisitsAsync(entries, more, cancellation);
    }

    /// <summary>Hands the file over and notes in the timeline who took how many away.</summary>
    public async Task<IResult> TakeAsync(ContactSheet sheet, CancellationToken cancellation = default)
    {
        me.Must(Right.Export);
        timeline.Record(new SheetTaken(me.User.Id, sheet.Name, sheet.Rows.Count));
        await db.SaveChangesAsync(cancellation);
        return await sheet.FileAsync(texts);
    }

    private async Task<ContactSheet> CallsAsync(CallKind kind, IReadOnlyList<Entry> entries, SheetMore more, CancellationToken cancellation)
    {
        var left = more.LeftOut.ToList();
        var reached = new List<(Entry Entry, Person Person, string Number)>();
        foreach (var entry in entries)
        {
            if (entry.Person is not { } person) left.Add(("R31", new Told("Nobody is known there whom we could ask for.").Key));
            else if (NumberOf(person, entry.Company) is { Length: > 0 } number) reached.Add((entry, person, number));
            else left.Add(("", new Told("No phone number").Key));
        }

        var answers = await AnswersAsync([.. reached.Select(its => new Asked(its.Person.Id, its.Number))], Calls, cancellation);
        var known = await contacts.RunAsync(kind, [.. reached.Select(its => its.Entry.Record).Distinct()], cancellation);
        var rows = new List<IReadOnlyList<string>>();
        foreach (var (entry, person, number) in reached)
        {
            if (LeftOut(answers, person.Id) is { } gap)
            {
                left.Add(gap);
                continue;
            }

            var (last, next) = known.Of(entry.Record);
            rows.Add([(rows.Count + 1).ToString(texts.Culture), person.Name, entry.Company?.Name ?? "", number, last is { } at ? texts.Date(at) : "", next is { } planned ? $"{texts.DateTime(planned.At)} {planned.Text}" : "", WordsOf(answers[person.Id])]);
        }

        return new("calls", [texts["No."], texts["Person"], texts["Company"], texts["Phone number"], texts["Last contact"], texts["Next step"], texts["May we?"]], rows, SheetGap.Of(left));
    }

    private async Task<ContactSheet> VisitsAsync(IReadOnlyList<Entry> entries, SheetMore more, CancellationToken cancellation)
    {
        var left = more.LeftOut.ToList();
        var answers = await AnswersAsync([.. entries.Select(its => its.Person).OfType<Person>().Select(person => new Asked(person.Id))], Visits, cancellation);
        var doors = more.Doors.ToList();
        foreach (var group in entries.GroupBy(its => its.Company?.Id ?? its.Record))
        {
            if (group.First().Company is not { MainAddress: { } address } company || address.Street.Length == 0 || address.City.Length == 0)
            {
                left.AddRange(group.Select(_ => ("", new Told("No postal address").Key)));
                continue;
            }

            var people = group.Select(its => its.Person).OfType<Person>().ToList();
            var met = people.Where(person => LeftOut(answers, person.Id) is null).ToList();
            left.AddRange(people.Select(person => LeftOut(answers, person.Id)).OfType<(string, string)>());
            if (people.Count == 0 || met.Count > 0) doors.Add(new(company.Name, address.Street, address.PostalCode, address.City, string.Join(", ", met.Select(person => person.Name)), string.Join(" / ", met.Select(person => WordsOf(answers[person.Id])).Distinct())));
        }

        return VisitDoor.SheetOf(doors, left, texts);
    }

    private async Task<Dictionary<Guid, ConsentAnswer>> AnswersAsync(IReadOnlyList<Asked> asked, ContactPlan plan, CancellationToken cancellation)
    {
        var answers = new Dictionary<Guid, ConsentAnswer>();
        foreach (var portion in asked.DistinctBy(its => its.Person).Chunk(Portion))
            foreach (var judged in await ask.JudgeManyAsync(portion, plan, cancellation)) answers[judged.Person] = judged.Answer;
        return answers;
    }

    /// <returns>The rule by which somebody is not in the file; null for who is.</returns>
    private static (string Rule, string Why)? LeftOut(Dictionary<Guid, ConsentAnswer> answers, Guid person) =>
        !answers.TryGetValue(person, out var answer) ? ("", new Told("They are no longer there.").Key)
        : answer is not ConsentAnswer.Deny denied ? null
        : (denied.Rule, denied.WhyNot!);

    private string WordsOf(ConsentAnswer answer) => $"{answer.Rule}: " + answer switch
    {
        ConsentAnswer.Allow allowed => string.Join(" ", [texts.Of(allowed.Ground), .. allowed.Texts.Select(text => texts[text])]),
        ConsentAnswer.Ask asked => $"{texts["Confirm first"]}: {texts[asked.Reason]}",
        ConsentAnswer.Wait wait => $"{texts["From {0} on", texts.DateTime(wait.Until)]}: {texts[wait.Reason]}",
        _ => "",
    };

    /// <summary>Their own, or that of the company they work for.</summary>
    private string NumberOf(Person person, Company? company) =>
        me.MaySee(ProtectedCustomerFields.Phones) && person.Phones is [var own, ..] ? own : me.MaySee(ProtectedCustomerFields.Phone) ? company?.Phone ?? "" : "";

    /// <summary>Each person once, with the company of the list or the first they work for; a company where nobody is known stands alone.</summary>
    private async Task<IReadOnlyList<Entry>> EntriesAsync(CallKind kind, IReadOnlyList<Guid> ids, CancellationToken cancellation)
    {
        var ofPeople = kind == CallKind.People;
        var jobs = await (from job in db.Employments.AsNoTracking()
                          join person in db.People.AsNoTracking().VisibleTo(me, db) on job.PersonId equals person.Id
                          join company in db.Companies.AsNoTracking().VisibleTo(me, db) on job.CompanyId equals company.Id
                          where ids.Contains(ofPeople ? job.PersonId : job.CompanyId)
                          orderby job.Position, person.LastName, person.Id
                          select new { Person = person, Company = company }).ToListAsync(cancellation);
        var alone = ofPeople
            ? (await db.People.AsNoTracking().VisibleTo(me, db).Where(its => ids.Contains(its.Id)).ToListAsync(cancellation)).ToDictionary(its => its.Id, its => new Entry(its.Id, its, null))
            : (await db.Companies.AsNoTracking().VisibleTo(me, db).Where(its => ids.Contains(its.Id)).ToListAsync(cancellation)).ToDictionary(its => its.Id, its => new Entry(its.Id, null, its));
        var there = jobs.ToLookup(its => ofPeople ? its.Person.Id : its.Company.Id);
        var seen = new HashSet<Guid>();
        var entries = new List<Entry>();
        foreach (var id in ids.Where(alone.ContainsKey))
        {
            var mine = there[id].ToList();
            if (mine.Count == 0) entries.Add(alone[id]);
            else entries.AddRange((ofPeople ? mine.Take(1) : mine).Where(its => seen.Add(its.Person.Id)).Select(its => new Entry(id, its.Person, its.Company)));
        }

        return entries;
    }

    private sealed record Entry(Guid Record, Person? Person, Company? Company);
}
