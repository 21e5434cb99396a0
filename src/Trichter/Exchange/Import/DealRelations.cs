using Trichter.Customers;
using Trichter.Deals;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Timeline;

namespace Trichter.Exchange.Import;

/// <summary>Joins an imported deal to its company, contact and owner; what nobody knows is entered along where the mapping says so.</summary>
internal sealed class DealRelations(Db db, Change change, TimelineWriter timeline, DealsOfPortion known)
{
    private const int LongestName = 200;
    private static readonly string[] Named = ["company", "contact", "owner"];

    public RowFault? FaultOf(MappedRow row, Portion portion)
    {
        if (Named.FirstOrDefault(target => row[target].Length > LongestName) is { } tooLong)
            return new RowFault(tooLong, new Told("At most {0} characters.", LongestName));
        if (row.Has("company") && known.Companies.Find(row["company"]) is null && !portion.Plan.Mapping.Creates("company"))
            return new RowFault("company", new Told("No company is called {0}.", row["company"]));
        return known.Users.FaultOf(row, portion);
    }

    public void Apply(MappedRow row, Deal deal, DealStory story, Portion portion)
    {
        if (row.Has("owner")) deal.OwnerId = known.Users.FindOrEnter(row["owner"], portion.Notices).Id;

        if (row.Has("company"))
        {
            var company = known.Companies.FindOrEnter(row["company"], portion.RequestedBy, portion.Notices);
            var isNew = deal.CompanyId is null;
            (deal.CompanyId, deal.CompanyName) = (company.Id, company.Name);
            if (isNew) deal.ExistingCustomer = company.CustomerSince < DateOnly.FromDateTime(story.BeganAt ?? change.Now);
        }

        if (row.Has("contact")) Contact(row, deal, portion);
    }

    /// <summary>The day of the first sale, where the file knows an earlier one than we.</summary>
    public void CustomerSince(Deal deal, DealStory story)
    {
        if (story is not { Outcome: Outcome.Won, EndedAt: { } won } || known.Companies.Find(deal.CompanyName) is not { } company) return;
        if (company.Id == deal.CompanyId && !(company.CustomerSince <= won.Day)) company.CustomerSince = won.Day;
    }

    private void Contact(MappedRow row, Deal deal, Portion portion)
    {
        var text = row["contact"].Trim();
        var contact = known.ContactOf(text) ?? (portion.Plan.Mapping.Creates("contact") ? Enter(text, deal.CompanyId, deal.OwnerId) : null);
        if (contact is not null)
        {
            deal.ContactId = contact.Id;
            return;
        }

        row.Custom[portion.Plan.HeaderOf("contact")] = text;
        portion.Notices.Add(NoticeKind.NoContact, portion.Plan.HeaderOf("contact"), text.Length <= 60 ? text : text[..60]);
    }

    private Person Enter(string text, Guid? companyId, Guid? owner)
    {
        var isEmail = EmailAddress.LooksRight(text.ToLowerInvariant());
        var blank = isEmail ? -1 : text.LastIndexOf(' ');
        var person = new Person
        {
            FirstName = blank > 0 ? text[..Math.Min(blank, 120)].Trim() : "",
            LastName = text[(blank + 1)..],
            Emails = isEmail ? [text.ToLowerInvariant()] : [],
            OwnerId = owner,
            CreatedAt = change.Now,
        };
        person.RefreshKeys();
        if (companyId is { } company) person.WorksAt(company, "");
        db.People.Add(person);
        known.Remember(person);
        timeline.Record(new PersonImported(person.Id));
        return person;
    }
}
