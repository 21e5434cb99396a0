using Microsoft.EntityFrameworkCore;
using Trichter.Customers.Consent;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Market.Lists;

/// <summary>Writes down where a list comes from and what it may be used for, and takes it out of the universe.</summary>
public sealed class SaveList(Db db, Me me, Change change, TimelineWriter timeline)
{
    public const int LongestText = 200;

    public async Task<Fault?> RunAsync(Guid id, ListDraft draft, CancellationToken cancellation = default)
    {
        me.Must(Right.RunCampaigns);
        if (await db.SuspectLists.SingleOrDefaultAsync(its => its.Id == id && its.RetiredAt == null, cancellation) is not { } list) return Fault.NotThere;
        if (draft.FirstFault() is { } fault) return fault;

        (list.Name, list.Supplier, list.Source, list.AcquiredOn, list.Contract, list.Price, list.ExpiresOn, list.Ground, list.Channels) =
            (draft.Name, draft.Supplier, draft.Source, draft.AcquiredOn, draft.Contract, draft.Price, draft.ExpiresOn, draft.Ground, [.. draft.Channels]);
        timeline.Record(new ListDescribed(list.Id, list.Name, list.Supplier));
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    /// <summary>The rows go; companies that were taken over stay (R83).</summary>
    public async Task<bool> RetireAsync(Guid id, CancellationToken cancellation = default)
    {
        me.Must(Right.RunCampaigns);
        if (await db.SuspectLists.SingleOrDefaultAsync(its => its.Id == id && its.RetiredAt == null, cancellation) is not { } list) return false;

        list.Retire(change.Now);
        timeline.Record(new ListRetired(list.Id, list.Name));
        await db.SaveChangesAsync(cancellation);
        return true;
    }
}

/// <summary>The source of a list as the form carries it.</summary>
/// <param name="Price">In hundredths; null for not known.</param>
public sealed record ListDraft(
    string Name, string Supplier, SuspectSource Source, DateOnly? AcquiredOn, string Contract, long? Price, DateOnly? ExpiresOn, string Ground, IReadOnlyList<ContactChannel> Channels)
{
    public Fault? FirstFault() =>
        Name.Length is 0 or > SaveList.LongestText ? new("Name", new Told("A name is needed."))
        : Supplier.Length == 0 ? new("Supplier", new Told("Say from whom or where it comes; the persons concerned have a right to know."))
        : Supplier.Length > SaveList.LongestText ? new("Supplier", new Told("At most {0} characters.", SaveList.LongestText))
        : AcquiredOn is null ? new("AcquiredOn", new Told("Say since when we have it."))
        : ExpiresOn < AcquiredOn ? new("ExpiresOn", new Told("It ends before it begins."))
        : Price < 0 ? new("Price", new Told("This is not an amount."))
        : Contract.Length > SaveList.LongestText || Ground.Length > SaveList.LongestText ? new("Ground", new Told("At most {0} characters.", SaveList.LongestText))
        : null;
}
