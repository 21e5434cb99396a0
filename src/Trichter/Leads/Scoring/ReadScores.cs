using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Trichter.Activities;
using Trichter.Campaigns.Touches;
using Trichter.Customers;
using Trichter.Customers.Consent;
using Trichter.Deals;
using Trichter.Leads.Questionnaires;
using Trichter.Ledger;

namespace Trichter.Leads.Scoring;

/// <summary>Reckons the scores of leads from what the workspace knows at this moment, for one or many in the same number of queries.</summary>
public sealed class ReadScores(Db db, Change change, ContactKeys keys)
{
    private static readonly HashSet<string> FreeMail =
        ["gmail.com", "googlemail.com", "gmx.de", "gmx.net", "gmx.at", "gmx.ch", "web.de", "t-online.de", "freenet.de", "outlook.com", "outlook.de", "hotmail.com", "hotmail.de", "yahoo.com", "yahoo.de", "icloud.com", "aol.com", "wp.pl", "o2.pl", "onet.pl", "interia.pl", "poczta.onet.pl", "gazeta.pl"];

    public async Task<ScoreRules> RulesAsync(CancellationToken cancellation = default) => await db.ScoreRules.AsNoTracking().SingleOrDefaultAsync(cancellation) ?? ScoreRules.Shipped();

    public async Task<IReadOnlyDictionary<Guid, LeadScore>> OfAsync(IReadOnlyCollection<Deal> deals, CancellationToken cancellation = default)
    {
        await keys.LoadAsync(cancellation);
        var rules = await RulesAsync(cancellation);
        var ids = deals.Select(deal => deal.Id).ToList();
        var contacts = deals.Select(deal => deal.ContactId).OfType<Guid>().Distinct().ToList();
        var at = deals.Select(deal => deal.CompanyId).OfType<Guid>().Distinct().ToList();
        var companies = await db.Companies.AsNoTracking().Where(company => at.Contains(company.Id)).ToDictionaryAsync(company => company.Id, cancellation);
        var people = await db.People.AsNoTracking().Where(person => contacts.Contains(person.Id)).ToDictionaryAsync(person => person.Id, cancellation);
        var roles = (await db.Employments.AsNoTracking().Where(job => contacts.Contains(job.PersonId)).ToListAsync(cancellation)).ToLookup(job => job.PersonId, job => job.Role);
        var touches = (await db.Touches.AsNoTracking().Where(its => its.DealId != null && ids.Contains(its.DealId.Value) && its.Kind == TouchKind.Form).ToListAsync(cancellation)).ToLookup(its => its.DealId!.Value);
        var done = (await db.Activities.AsNoTracking().Where(its => its.DealId != null && ids.Contains(its.DealId.Value) && its.DoneAt != null && (its.Type == ActivityType.Meeting || its.Result == CallResult.Spoke)).ToListAsync(cancellation)).ToLookup(its => its.DealId!.Value);
        var answers = (await db.Answers.AsNoTracking().Where(its => ids.Contains(its.DealId) && its.Source == AnswerSource.Link).Select(its => new { its.DealId, its.AnsweredAt }).ToListAsync(cancellation)).ToLookup(its => its.DealId, its => its.AnsweredAt);
        var confirmed = (await db.ConsentEvents.AsNoTracking().Where(its => its.PersonId != null && contacts.Contains(its.PersonId.Value) && its.Action == ConsentAction.Confirmed).Select(its => new { Person = its.PersonId!.Value, its.At }).ToListAsync(cancellation)).ToLookup(its => its.Person, its => its.At);
        var closed = await ObjectedAsync(people.Values, cancellation);

        return deals.ToDictionary(deal => deal.Id, deal =>
        {
            var person = deal.ContactId is { } contact ? people.GetValueOrDefault(contact) : null;
            var company = deal.CompanyId is { } its ? companies.GetValueOrDefault(its) : null;
            return LeadScore.Of(
                [.. rules.Fit.Select(rule => (rule, Holds(rule, deal, company, person, person is null ? [] : roles[person.Id])))],
                [
                    .. touches[deal.Id].Select(touch => new ScoredEvent(EventKind.Form, touch.At)),
                    .. done[deal.Id].Select(activity => new ScoredEvent(activity.Type == ActivityType.Meeting ? EventKind.Meeting : EventKind.Call, activity.DoneAt!.Value)),
                    .. answers[deal.Id].Distinct().Select(when => new ScoredEvent(EventKind.Answers, when)),
                    .. person is null ? [] : confirmed[person.Id].Distinct().Select(when => new ScoredEvent(EventKind.Confirmed, when)),
                ],
                rules.Engagement, rules.HalfLifeDays, change.Now, person is not null && closed.Contains(person.Id));
        });
    }

    private static bool? Holds(FitRule rule, Deal deal, Company? company, Person? person, IEnumerable<string> roles) => rule.Field switch
    {
        FitField.Industry => Contains(company?.Industry, rule.Value),
        FitField.Employees => company?.Employees is { } many && RangeOf(rule.Value) is var (from, to) ? many >= from && many <= to : null,
        FitField.Country => Contains(company?.MainAddress?.Country, rule.Value),
        FitField.Role => Contains(string.Join(' ', roles), rule.Value),
        FitField.Source => Contains(deal.Source, rule.Value),
        FitField.Product => Contains(deal.Product, rule.Value),
        _ => person?.MainEmail is { Length: > 0 } address ? FreeMail.Contains(address[(address.IndexOf('@', StringComparison.Ordinal) + 1)..]) : null,
    };

    private static bool? Contains(string? text, string words) => string.IsNullOrWhiteSpace(text) ? null : text.Contains(words, StringComparison.OrdinalIgnoreCase);

    /// <summary>"50-500", both ends included; "50-" has no end. Null for anything else.</summary>
    internal static (int From, int To)? RangeOf(string text) =>
        text.Split('-', 2, StringSplitOptions.TrimEntries) is [var from, var to] && int.TryParse(from, NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            ? to.Length == 0 ? (first, int.MaxValue) : int.TryParse(to, NumberStyles.None, CultureInfo.InvariantCulture, out var last) && last >= first ? (first, last) : null
            : null;

    /// <summary>Who wants no advertising at all, by the person or by the main address.</summary>
    private async Task<HashSet<Guid>> ObjectedAsync(IReadOnlyCollection<Person> people, CancellationToken cancellation)
    {
        var byKey = people.SelectMany(person => new[] { (Key: keys.OfPerson(person.Id), person.Id), (Key: person.MainEmail.Length > 0 ? keys.Of(ContactPoint.Of(ContactChannel.Email, person.MainEmail)) : "", person.Id) })
            .Where(its => its.Key.Length > 0).ToLookup(its => its.Key, its => its.Id);
        var wanted = byKey.Select(its => its.Key).ToList();
        return [.. (await db.Suppressions.Where(its => wanted.Contains(its.Key) && its.Purpose == null && its.EndedAt == null).Select(its => its.Key).ToListAsync(cancellation)).SelectMany(key => byKey[key])];
    }
}
