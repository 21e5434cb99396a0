using Microsoft.EntityFrameworkCore;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Campaigns.Mailings.Split;

/// <summary>Writes the second version of a mailing and how it is tried, or takes it away again, as long as the mailing is a draft.</summary>
public sealed class SetMailingTest(Db db, Me me, TimelineWriter timeline)
{
    /// <returns>What is wrong, by field ("Share", "Hours", "Subject-de", "Body-pl", "" for the whole); empty when it was saved; null where the mailing is not there.</returns>
    public async Task<IReadOnlyDictionary<string, Told>?> RunAsync(Guid mailingId, TestDraft draft, CancellationToken cancellation = default)
    {
        me.Must(Right.RunCampaigns);
        if (await FindAsync(mailingId, cancellation) is not { } mailing) return null;
        var faults = FaultsOf(mailing, draft);
        if (faults.Count > 0) return faults;

        var test = await db.MailingTests.SingleOrDefaultAsync(its => its.MailingId == mailingId, cancellation);
        if (test is null) db.MailingTests.Add(test = new MailingTest { MailingId = mailingId });
        (test.Subject, test.Body, test.Share, test.Hours, test.Measure) = (draft.Subject, draft.Body, draft.Share!.Value, draft.Hours!.Value, draft.Measure);
        if (draft.Measure == TestMeasure.Clicks) mailing.CountsClicks = true;
        timeline.Record(new MailingSaved(mailing.Id, mailing.Name));
        await db.SaveChangesAsync(cancellation);
        return faults;
    }

    /// <returns>False where there is none, or the mailing was started.</returns>
    public async Task<bool> RemoveAsync(Guid mailingId, CancellationToken cancellation = default)
    {
        me.Must(Right.RunCampaigns);
        if (await FindAsync(mailingId, cancellation) is not { IsDraft: true } mailing || await db.MailingTests.SingleOrDefaultAsync(its => its.MailingId == mailingId, cancellation) is not { } test) return false;

        db.MailingTests.Remove(test);
        timeline.Record(new MailingSaved(mailing.Id, mailing.Name));
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    private Task<Mailing?> FindAsync(Guid id, CancellationToken cancellation) => db.Mailings.SingleOrDefaultAsync(its => its.Id == id && its.RetiredAt == null, cancellation);

    private static Dictionary<string, Told> FaultsOf(Mailing mailing, TestDraft draft)
    {
        var faults = new Dictionary<string, Told>();
        if (!mailing.IsDraft) faults[""] = new Told("A mailing that was started is not changed.");
        if (draft.Share is not (>= MailingTest.SmallestShare and <= 100)) faults["Share"] = new Told("A whole number from {0} to {1}.", MailingTest.SmallestShare, 100);
        if (draft.Hours is not (>= 1 and <= MailingTest.LongestHours)) faults["Hours"] = new Told("A whole number from {0} to {1}.", 1, MailingTest.LongestHours);
        var written = false;
        foreach (var language in Languages.All)
        {
            var (subject, body) = (draft.Subject.Alone(language), draft.Body.Alone(language));
            written |= subject.Length > 0 || body.Length > 0;
            if (subject.Length > Mailing.LongestSubject) faults[$"Subject-{language}"] = new Told("At most {0} characters.", Mailing.LongestSubject);
            if (body.Length > Mailing.LongestBody) faults[$"Body-{language}"] = new Told("At most {0} characters.", Mailing.LongestBody);
            if ((subject.Length > 0 || body.Length > 0) && !mailing.Languages.Contains(language)) faults[$"Subject-{language}"] = new Told("The first version is not written in this language.");
            else if (MailingText.FaultOf(subject, body, language) is { } unreadable) faults[$"Body-{language}"] = new Told("A placeholder is not known or not closed: {0}", unreadable);
        }

        if (!written) faults.TryAdd("", new Told("Write another subject or another text."));
        return faults;
    }
}

public sealed record TestDraft(Localized Subject, Localized Body, int? Share, int? Hours, TestMeasure Measure);
