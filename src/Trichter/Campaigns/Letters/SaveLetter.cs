using Microsoft.EntityFrameworkCore;
using Trichter.Campaigns.Mailings;
using Trichter.Customers.Consent;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Campaigns.Letters;

/// <summary>Writes a letter, asks for it to be made, and deletes its file.</summary>
public sealed class SaveLetter(Db db, Me me, Change change, TimelineWriter timeline, IDrawLetters draw)
{
    public async Task<(Letter? Saved, Fault? Fault)> RunAsync(Guid? id, LetterDraft draft, CancellationToken cancellation = default)
    {
        me.Must(Right.RunCampaigns);
        var letter = id is null ? null : await db.Letters.SingleOrDefaultAsync(its => its.Id == id && its.RetiredAt == null, cancellation);
        if (id is not null && letter is null) return (null, Fault.NotThere);
        if (letter is { IsDraft: false }) return (null, new("", new Told("A letter that was made is not changed.")));
        if (draft.Name.Trim().Length == 0) return (null, new("Name", new Told("A name is needed.")));
        if (draft.Name.Trim().Length > Letter.LongestName) return (null, new("Name", new Told("At most {0} characters.", Letter.LongestName)));
        if (!draft.Purpose.IsAdvertising()) return (null, new("Purpose", new Told("Choose one of the answers.")));
        if (draft.SegmentId is { } segment && !await db.Segments.AnyAsync(its => its.Id == segment && its.RetiredAt == null, cancellation)) return (null, new("SegmentId", new Told("Choose one of the answers.")));
        if (draft.Signature.Length > Letter.LongestSignature) return (null, new("Signature", new Told("At most {0} characters.", Letter.LongestSignature)));
        foreach (var language in Languages.All)
        {
            var body = draft.Body.Alone(language);
            if (body.Length > Letter.LongestBody) return (null, new($"Body-{language}", new Told("At most {0} characters.", Letter.LongestBody)));
            if (MailingText.FaultOf("", body, language) is { } unreadable) return (null, new($"Body-{language}", new Told("A placeholder is not known or not closed: {0}", unreadable)));
        }

        if (letter is null) db.Letters.Add(letter = new Letter { Name = "", CreatedBy = me.Id, CreatedAt = change.Now });
        (letter.Name, letter.Purpose, letter.SegmentId, letter.Body) = (draft.Name.Trim(), draft.Purpose, draft.SegmentId, draft.Body);
        (letter.Signature, letter.HasInformation) = (draft.Signature.Trim(), draft.HasInformation);
        timeline.Record(new LetterSaved(letter.Id, letter.Name));
        await db.SaveChangesAsync(cancellation);
        return (letter, null);
    }

    /// <summary>Makes the letters soon, with the eyes of whoever asks.</summary>
    public async Task<Fault?> AskAsync(Guid id, CancellationToken cancellation = default)
    {
        me.Must(Right.RunCampaigns);
        if (await db.Letters.SingleOrDefaultAsync(its => its.Id == id && its.RetiredAt == null, cancellation) is not { } letter) return Fault.NotThere;
        if (!letter.IsDraft) return new("", new Told("A letter that was made is not changed."));
        if (letter.SegmentId is null) return new("", new Told("Choose who gets it."));
        if (!letter.Languages.Any()) return new("", new Told("Write the text in at least one language."));
        if (await draw.MissingAsync(cancellation) is { } missing) return new("", missing);

        letter.Ask(me.User.Id);
        timeline.Record(new LettersAsked(letter.Id, letter.Name));
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    /// <summary>Deletes the file; who got the letter stays noted.</summary>
    public async Task<bool> DeleteFileAsync(Guid id, CancellationToken cancellation = default)
    {
        me.Must(Right.RunCampaigns);
        if (await db.Letters.SingleOrDefaultAsync(its => its.Id == id && its.RetiredAt == null, cancellation) is not { } letter) return false;
        if (await db.LetterFiles.Where(its => its.Id == id).ExecuteDeleteAsync(cancellation) == 0) return false;

        timeline.Record(new LetterFileDeleted(letter.Id, letter.Name));
        await db.SaveChangesAsync(cancellation);
        return true;
    }
}

public sealed record LetterDraft(string Name, Purpose Purpose, Guid? SegmentId, Localized Body, string Signature, bool HasInformation);
