using Microsoft.EntityFrameworkCore;
using Trichter.Customers.Consent;
using Trichter.Ledger;
using Trichter.Platform.Fields;
using Trichter.Platform.Language;
using Trichter.Platform.Ui;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Campaigns.Costs;

/// <summary>As typed; the amount in the form "1234.50".</summary>
public sealed record CostDraft(string Kind, string Source, string From, string To, string Amount, string Note);

/// <summary>Enters what marketing or sales cost, and takes an entry out again.</summary>
public sealed class NoteCost(Db db, Me me, Change change, TimelineWriter timeline)
{
    /// <returns>What is wrong, beside its field; null when it was entered.</returns>
    public async Task<Fault?> RunAsync(CostDraft draft, CancellationToken cancellation = default)
    {
        me.Must(Right.RunCampaigns);
        if (FormValues.One<CostKind>(draft.Kind) is not { } kind) return new("Kind", new Told("Choose what it was for."));
        if (FormValues.Day(draft.From) is not { } from) return new("From", new Told("This is not a date."));
        if (FormValues.Day(draft.To) is not { } to || to < from || to.DayNumber - from.DayNumber >= CostEntry.LongestDays) return new("To", new Told("The last day, not before the first, and within three years of it."));
        long amount = 0;
        if (draft.Amount.Length == 0 || Canonical.ReadMinor(draft.Amount, minor => amount = minor) is not null || amount <= 0) return new("Amount", new Told("This is not an amount of money."));
        if (draft.Source.Trim().Length > CostEntry.LongestText) return new("Source", new Told("At most {0} characters.", CostEntry.LongestText));
        if (draft.Note.Trim().Length > CostEntry.LongestText) return new("Note", new Told("At most {0} characters.", CostEntry.LongestText));

        var entry = new CostEntry
        {
            Kind = kind,
            Source = kind == CostKind.Marketing ? draft.Source.Trim() : "",
            FromDay = from,
            ToDay = to,
            AmountMinor = amount,
            Note = draft.Note.Trim(),
            EnteredBy = me.Id,
            EnteredAt = change.Now,
        };
        db.CostEntries.Add(entry);
        timeline.Record(new CostNoted(entry.Id, entry.Source));
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    public async Task<bool> RemoveAsync(Guid id, CancellationToken cancellation = default)
    {
        me.Must(Right.RunCampaigns);
        if (await db.CostEntries.SingleOrDefaultAsync(its => its.Id == id, cancellation) is not { } entry) return false;

        db.CostEntries.Remove(entry);
        timeline.Record(new CostRemoved(id, entry.Source));
        await db.SaveChangesAsync(cancellation);
        return true;
    }
}

public sealed record CostNoted(Guid EntryId, string Source) : Happening(EntryId)
{
    public override Told Told => Source.Length > 0 ? new("entered what {0} cost", Source) : new("entered a cost");

    public override string Icon => "coins";
}

public sealed record CostRemoved(Guid EntryId, string Source) : Happening(EntryId)
{
    public override Told Told => Source.Length > 0 ? new("took out a cost of {0}", Source) : new("took out a cost");

    public override string Icon => "trash";
}
