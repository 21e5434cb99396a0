using Microsoft.EntityFrameworkCore;
using Trichter.Activities.Booking;
using Trichter.Campaigns.Touches;
using Trichter.Customers;
using Trichter.Deals;
using Trichter.Deals.Create;
using Trichter.Deals.Evidence;
using Trichter.Deals.Record;
using Trichter.Ledger;
using Trichter.Platform.Fields;
using Trichter.Platform.Language;
using Trichter.Platform.Search;
using Trichter.Timeline;

namespace Trichter.Campaigns.Intake;

/// <summary>
/// Makes a lead of what somebody left with us, by whichever way: the person, their open deal or a new one in the first stage, and the touch with
/// where they came from. Part of the change of whoever calls it, who acts as the program and saves.
/// </summary>
public sealed class EnterLead(Db db, Change change, TimelineWriter timeline, CreateDeal create, SavePerson save, DealFigures figures)
{
    private const int LongestDealName = 200;

    public async Task<EnteredLead> RunAsync(LeadIntake its, CancellationToken cancellation = default)
    {
        var person = await KnownAsync(its, cancellation) ?? await EnterAsync(its, cancellation);
        var known = await db.Deals.Where(deal => deal.ContactId == person.Id && deal.ProcessId == its.ProcessId && deal.Outcome == Outcome.Open).OrderByDescending(deal => deal.LastActivityAt).FirstOrDefaultAsync(cancellation);
        var deal = known ?? await DealAsync(its, person, cancellation);
        if (known is not null && its.Tags.Count > 0) known.Tags = [.. known.Tags.Union(its.Tags)];

        if (known is { IsNurtured: true } && !its.NurtureFirst) await HandOverAsync(known, cancellation);

        db.Touches.Add(new Touch
        {
            Kind = its.Kind,
            PersonId = person.Id,
            DealId = deal.Id,
            PageId = its.PageId,
            At = its.At ?? change.Now,
            Source = its.Origin.Source,
            Medium = its.Origin.Medium,
            Campaign = its.Origin.Campaign,
            Content = its.Origin.Content,
            Term = its.Origin.Term,
            Referrer = its.Origin.Referrer,
            Notice = its.Notice,
        });
        return new EnteredLead(person, deal, known is null);
    }

    /// <summary>Who was nurtured and now asks for more than that waits for a call from this moment.</summary>
    private async Task HandOverAsync(Deal deal, CancellationToken cancellation)
    {
        deal.IsNurtured = false;
        await figures.RefreshAsync([deal], cancellation);
        timeline.Record(new NurtureEnded(deal.Id));
    }

    /// <summary>By the address; who left none, by name and company.</summary>
    private async Task<Person?> KnownAsync(LeadIntake its, CancellationToken cancellation)
    {
        var email = its.Who.Address;
        if (email.Length > 0) return await db.People.Where(person => person.MainEmail == email).OrderBy(person => person.CreatedAt).FirstOrDefaultAsync(cancellation);

        var (name, company) = (SearchEntry.Fold(its.Who.Name.Trim()), CompanyName.KeyOf(its.Who.Company.Trim()));
        return company.Length == 0 ? null : await db.People
            .Where(person => person.NameKey == name && db.Employments.Any(job => job.PersonId == person.Id && db.Companies.Any(one => one.Id == job.CompanyId && one.NameKey == company)))
            .OrderBy(person => person.CreatedAt).FirstOrDefaultAsync(cancellation);
    }

    private async Task<Person> EnterAsync(LeadIntake its, CancellationToken cancellation)
    {
        var fields = its.Who.AsPerson();
        fields["language"] = its.Language;
        if (its.Phone.Trim().Length > 0) fields["phones"] = its.Phone.Trim();
        return Saved(await save.CreateAsync(fields, null, "", evenIfDuplicate: true, its.OwnerId, cancellation));
    }

    private async Task<Deal> DealAsync(LeadIntake its, Person person, CancellationToken cancellation)
    {
        var process = await db.Processes.SingleAsync(one => one.Id == its.ProcessId, cancellation);
        var typed = new Dictionary<string, string> { ["name"] = its.DealName.Cut(LongestDealName), ["source"] = its.Source };
        if (its.Product.Length > 0) typed["product"] = its.Product;
        if (its.Tags.Count > 0) typed["tags"] = Canonical.Of(its.Tags);
        var links = new DealLinks("", person.Id, its.OwnerId) { CompanyId = its.CompanyId, IsNurtured = its.NurtureFirst };
        var deal = Saved(await create.RunAsync(process, null, its.Who.Company.Trim(), typed, links, cancellation));
        if (deal.CompanyId is { } company && !await db.Employments.AnyAsync(job => job.PersonId == person.Id && job.CompanyId == company, cancellation)) await save.EmployAsync(person.Id, company, "", ends: false, cancellation);
        return deal;
    }

    private static T Saved<T>(SaveResult<T> result) where T : class => result is SaveResult<T>.Saved saved ? saved.Record : throw new InvalidOperationException("What was left with us was checked before, yet could not be saved.");
}

/// <param name="DealName">Of the deal, where a new one is made.</param>
/// <param name="Source">Of the deal, where a new one is made.</param>
public sealed record LeadIntake(Visitor Who, string Phone, string Language, Guid ProcessId, string DealName, string Source, TouchKind Kind, Origin Origin)
{
    /// <summary>The landing page of the form.</summary>
    public Guid? PageId { get; init; }

    /// <summary>Where it is known otherwise than by its name.</summary>
    public Guid? CompanyId { get; init; }

    /// <summary>Whose lead it is; null for nobody's, which is given to a seller.</summary>
    public Guid? OwnerId { get; init; }

    /// <summary>Marketing keeps in touch first: nobody is waited for to call until it is proposed to sales.</summary>
    public bool NurtureFirst { get; init; }

    /// <summary>Of the deal, where a new one is made.</summary>
    public string Product { get; init; } = "";

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Number of the privacy notice that stood at the form.</summary>
    public int? Notice { get; init; }

    /// <summary>When it happened, where that is not now.</summary>
    public DateTime? At { get; init; }
}

public sealed record NurtureEnded(Guid DealId) : Happening(DealId)
{
    public override Told Told => new("asked for more than news: sales calls from now on");

    public override string Icon => "bolt";

    public override bool IsImportant => true;
}

/// <param name="IsNew">The deal was made by it.</param>
public sealed record EnteredLead(Person Person, Deal Deal, bool IsNew);
