using Microsoft.EntityFrameworkCore;
using Trichter.Customers.Consent;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Campaigns.Fairs;

/// <summary>As typed in the form.</summary>
public sealed record FairDraft(string Name, string Place, DateOnly? From, DateOnly? To, string Source, string Campaign, Guid? ProcessId, Guid? WordingId, IReadOnlyList<string> Interests);

/// <summary>Describes a fair, and retires it.</summary>
public sealed class SaveFair(Db db, Me me, Change change, TimelineWriter timeline)
{
    private const int LongestDays = 60;

    /// <param name="id">Null for a new one.</param>
    public async Task<(Fair? Saved, Fault? Fault)> RunAsync(Guid? id, FairDraft draft, CancellationToken cancellation = default)
    {
        me.Must(Right.RunCampaigns);
        if (await FaultAsync(draft, cancellation) is { } fault) return (null, fault);

        var fair = id is null ? null : await db.Fairs.SingleOrDefaultAsync(its => its.Id == id && its.RetiredAt == null, cancellation);
        if (id is not null && fair is null) return (null, Fault.NotThere);
        var source = draft.Source.Trim().Length > 0 ? draft.Source.Trim() : draft.Name.Trim();
        if (fair is null) db.Fairs.Add(fair = new Fair { Name = "", FromDay = draft.From!.Value, ToDay = draft.To!.Value, Source = source, ProcessId = draft.ProcessId!.Value, CreatedBy = me.Id, CreatedAt = change.Now });
        (fair.Name, fair.Place, fair.FromDay, fair.ToDay) = (draft.Name.Trim(), draft.Place.Trim(), draft.From!.Value, draft.To!.Value);
        (fair.Source, fair.Campaign, fair.ProcessId, fair.WordingId) = (source, draft.Campaign.Trim(), draft.ProcessId!.Value, draft.WordingId);
        fair.Interests = [.. draft.Interests.Distinct(StringComparer.OrdinalIgnoreCase)];
        timeline.Record(new FairSaved(fair.Id, fair.Name));
        await db.SaveChangesAsync(cancellation);
        return (fair, null);
    }

    public async Task<bool> RetireAsync(Guid id, CancellationToken cancellation = default)
    {
        me.Must(Right.RunCampaigns);
        if (await db.Fairs.SingleOrDefaultAsync(its => its.Id == id && its.RetiredAt == null, cancellation) is not { } fair) return false;
        fair.Retire(change.Now);
        timeline.Record(new FairRetired(id, fair.Name));
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    private async Task<Fault?> FaultAsync(FairDraft draft, CancellationToken cancellation)
    {
        if (draft.Name.Trim().Length is 0 or > Fair.LongestText) return new("Name", new Told("A name is needed."));
        if (draft.Place.Trim().Length > Fair.LongestText) return new("Place", new Told("At most {0} characters.", Fair.LongestText));
        if (draft.From is not { } from) return new("From", new Told("This is not a date."));
        if (draft.To is not { } to || to < from || to.DayNumber - from.DayNumber >= LongestDays) return new("To", new Told("The last day, not before the first, and within {0} days of it.", LongestDays));
        if (draft.Source.Trim().Length > 100) return new("Source", new Told("At most {0} characters.", 100));
        if (draft.Campaign.Trim().Length > 100) return new("Campaign", new Told("At most {0} characters.", 100));
        if (draft.Interests.Count > Fair.MostInterests || draft.Interests.Any(its => its.Length > Fair.LongestInterest || its.Contains(',', StringComparison.Ordinal)))
            return new("Interests", new Told("At most {0} lines of {1} characters, without commas.", Fair.MostInterests, Fair.LongestInterest));
        if (!await db.Processes.AnyAsync(its => its.Id == draft.ProcessId, cancellation)) return new("ProcessId", new Told("Choose one of the answers."));
        if (draft.WordingId is not { } id) return null;
        return await db.ConsentWordings.SingleOrDefaultAsync(its => its.Id == id && its.RetiredAt == null, cancellation) is { } wording && wording.Channels.Contains(ContactChannel.Email) && wording.Purposes.Intersect(Purposes.ForPeople).Any()
            ? null : new("WordingId", new Told("Choose a text that names e-mail."));
    }
}
