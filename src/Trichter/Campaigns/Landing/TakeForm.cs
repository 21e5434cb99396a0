using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Trichter.Activities.Booking;
using Trichter.Campaigns.Intake;
using Trichter.Campaigns.Magnets;
using Trichter.Campaigns.Touches;
using Trichter.Customers.Consent;
using Trichter.Customers.Consent.OptIn;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Campaigns.Landing;

/// <summary>Makes a lead of what a stranger typed: the person, the deal in the first stage, the touch with where they came from, and the mail that asks to confirm what they ticked. Known or not, everybody gets the same answer.</summary>
public sealed class TakeForm(Db db, Me me, Change change, TimelineWriter timeline, EnterLead enter, GiveMagnet give, AskOptIn ask, IDataProtectionProvider protection)
{
    private const int LongestPhone = 40;

    /// <summary>People need at least so long to fill in a form; programs do not.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    private ITimeLimitedDataProtector Clock => protection.CreateProtector("landing").ToTimeLimitedDataProtector();

    /// <summary>Goes along with the form and tells when it was shown; nothing on the visitor's machine is needed for it.</summary>
    public string Stamp() => Clock.Protect(change.Now.Ticks.ToString(System.Globalization.CultureInfo.InvariantCulture), Longest);

    public async Task<FormResult> RunAsync(LandingPage page, LandingContent content, FormTyped typed, Origin origin, Asker asker, CancellationToken cancellation = default)
    {
        var faults = typed.Visitor.Faults();
        if (typed.Phone.Length > LongestPhone) faults["phone"] = new Told("At most {0} characters.", LongestPhone);
        if (faults.Count > 0) return new FormResult(false, faults);
        if (IsMachine(typed)) return new FormResult(true, faults);

        me.ActAsProgram();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var source = origin.Source.Length > 0 ? origin.Source : content.Source.Length > 0 ? content.Source : $"page {page.Path}";
        var lead = await enter.RunAsync(
            new LeadIntake(typed.Visitor, typed.Phone, content.Language, content.ProcessId, $"{content.Title}: {typed.Visitor.Name.Trim()}", source, TouchKind.Form, origin) { PageId = page.Id, NurtureFirst = content.NurtureFirst, Product = content.Product, Notice = typed.Notice }, cancellation);
        var (person, deal, _) = lead;
        if (content.WordingId is { } id && typed.Ticked.Intersect(content.Purposes).ToList() is { Count: > 0 } ticked)
            await ask.AddAsync(await db.ConsentWordings.SingleAsync(its => its.Id == id, cancellation), ticked, typed.Visitor.Address, person.Id, asker, cancellation);
        timeline.Record(new FormSent(deal.Id, page.Title, typed.Words(content, person.Phones.Contains(typed.Phone.Trim()) ? "" : typed.Phone.Trim())));
        var file = await give.AddAsync(page, content, lead, typed.Visitor.Address, origin, cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return new FormResult(true, faults) { File = file, DealId = deal.Id };
    }

    /// <summary>Filled in the field that people do not see, or quicker than people type.</summary>
    private bool IsMachine(FormTyped typed)
    {
        if (typed.Trap.Length > 0) return true;
        try
        {
            return change.Now.Ticks - long.Parse(Clock.Unprotect(typed.Stamp), System.Globalization.CultureInfo.InvariantCulture) < Shortest.Ticks;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return true;
        }
    }
}

/// <param name="Faults">By field of the form; empty when it was taken.</param>
public sealed record FormResult(bool IsTaken, IReadOnlyDictionary<string, Told> Faults)
{
    /// <summary>Where the file is that the page gives at once; null where it gives none.</summary>
    public string? File { get; init; }

    /// <summary>The lead it became; null for a machine's.</summary>
    public Guid? DealId { get; init; }
}

/// <param name="Ticked">Purposes whose box was ticked.</param>
/// <param name="Trap">What stands in the field that people do not see.</param>
public sealed record FormTyped(Visitor Visitor, string Phone, IReadOnlyList<Purpose> Ticked, string Stamp, string Trap)
{
    /// <summary>Number of the privacy notice that stood at the form; null where none did.</summary>
    public int? Notice { get; init; }

    /// <summary>What stands in the timeline: address and number have their place in the person's record, where not everybody sees them.</summary>
    /// <param name="newPhone">A number that the record of somebody we know does not have; empty for none.</param>
    public string Words(LandingContent content, string newPhone) => string.Join('\n',
        new[] { content.Title, Visitor.Name.Trim(), newPhone }
            .Concat(content.Questions.Zip(Visitor.Answers).Where(one => one.Second.Trim().Length > 0).Select(one => $"{one.First} {one.Second.Trim()}")).Where(line => line.Length > 0));
}
