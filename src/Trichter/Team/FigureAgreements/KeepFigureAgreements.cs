using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Timeline;

namespace Trichter.Team.FigureAgreements;

/// <summary>Records that an agreement was made, and that it ended.</summary>
public sealed class KeepFigureAgreements(Db db, Me me, Change change, FiguresOfPeople figures, TimelineWriter timeline)
{
    /// <returns>What is wrong, by field ("AgreedOn", "InForceFrom", "Document", "Scopes", "Note"); empty when it was recorded.</returns>
    public async Task<IReadOnlyDictionary<string, Told>> RecordAsync(FigureAgreementDraft draft, CancellationToken cancellation = default)
    {
        me.Must(Right.ManageWorkspace);
        var faults = new Dictionary<string, Told>();
        if (draft.AgreedOn is null) faults["AgreedOn"] = new Told("This is not a date.");
        else if (draft.AgreedOn > await figures.TodayAsync(cancellation)) faults["AgreedOn"] = new Told("This day is still to come.");
        if (draft.InForceFrom is null || draft.InForceFrom < draft.AgreedOn) faults["InForceFrom"] = new Told("The first day on which it holds, not before it was agreed.");
        if (draft.Document.Trim() is not { Length: > 0 and <= FigureAgreement.LongestDocument }) faults["Document"] = new Told("Say which document it is, in up to {0} characters.", FigureAgreement.LongestDocument);
        if (draft.Scopes.Count == 0) faults["Scopes"] = new Told("Choose at least one.");
        if (draft.Note.Trim().Length > FigureAgreement.LongestNote) faults["Note"] = new Told("At most {0} characters.", FigureAgreement.LongestNote);
        if (faults.Count > 0) return faults;

        var agreement = new FigureAgreement
        {
            AgreedOn = draft.AgreedOn!.Value,
            InForceFrom = draft.InForceFrom!.Value,
            Document = draft.Document.Trim(),
            Scopes = [.. draft.Scopes.Distinct().Order()],
            Note = draft.Note.Trim(),
            RecordedAt = change.Now,
            RecordedBy = me.Id,
        };
        db.FigureAgreements.Add(agreement);
        timeline.Record(new FigureAgreementRecorded(agreement.Id, agreement.Document, agreement.InForceFrom));
        await db.SaveChangesAsync(cancellation);
        return faults;
    }

    /// <returns>False where there is none, or it has ended already.</returns>
    public async Task<bool> EndAsync(Guid id, CancellationToken cancellation = default)
    {
        me.Must(Right.ManageWorkspace);
        if (await db.FigureAgreements.SingleOrDefaultAsync(its => its.Id == id && its.EndedAt == null, cancellation) is not { } agreement) return false;

        agreement.EndedAt = change.Now;
        timeline.Record(new FigureAgreementEnded(id, agreement.Document));
        await db.SaveChangesAsync(cancellation);
        return true;
    }
}

/// <summary>An agreement as it was typed.</summary>
public sealed record FigureAgreementDraft(DateOnly? AgreedOn, DateOnly? InForceFrom, string Document, IReadOnlyCollection<FigureScope> Scopes, string Note);

public sealed record FigureAgreementRecorded(Guid AgreementId, string Document, DateOnly From) : Happening(AgreementId)
{
    public override Told Told => new("recorded the agreement “{0}” about figures of colleagues, in force from {1}", Document, From);

    public override string Icon => "scale";
}

public sealed record FigureAgreementEnded(Guid AgreementId, string Document) : Happening(AgreementId)
{
    public override Told Told => new("ended the agreement “{0}” about figures of colleagues", Document);

    public override string Icon => "scale";
}
