using Microsoft.EntityFrameworkCore;
using Trichter.Campaigns.Mailings.Split;
using Trichter.Customers.Consent;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Platform.Mail;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Campaigns.Mailings;

/// <summary>Writes a mailing, and starts, stops or lets it go on.</summary>
public sealed class SaveMailing(Db db, Me me, Change change, TimelineWriter timeline)
{
    private const int MostPerMinute = 100_000;

    public async Task<(Mailing? Saved, Fault? Fault)> RunAsync(Guid? id, MailingDraft draft, CancellationToken cancellation = default)
    {
        me.Must(Right.RunCampaigns);
        var mailing = id is null ? null : await db.Mailings.SingleOrDefaultAsync(its => its.Id == id && its.RetiredAt == null, cancellation);
        if (id is not null && mailing is null) return (null, Fault.NotThere);
        if (mailing is { IsDraft: false }) return (null, new("", new Told("A mailing that was started is not changed.")));
        if (draft.Name.Trim().Length is 0 or > Mailing.LongestName) return (null, new("Name", new Told("A name is needed.")));
        if (draft.SegmentId is { } segment && !await db.Segments.AnyAsync(its => its.Id == segment && its.RetiredAt == null, cancellation)) return (null, new("SegmentId", new Told("Choose one of the answers.")));
        if (draft.ProcessId is { } process && !await db.Processes.AnyAsync(its => its.Id == process, cancellation)) return (null, new("Business", new Told("Choose one of the list.")));
        if (!draft.Purpose.IsAdvertising()) return (null, new("Purpose", new Told("Choose one of the answers.")));
        if (draft.ReplyTo.Length > 0 && !MailAddresses.IsOne(draft.ReplyTo)) return (null, new("ReplyTo", new Told("{0} is not an e-mail address.", draft.ReplyTo)));
        if (draft.PerDomainPerMinute is < 1 or > MostPerMinute) return (null, new("PerDomainPerMinute", new Told("A whole number up to {0}.", MostPerMinute)));
        if (draft.LeadsOneIn is < 1 or > MostPerMinute) return (null, new("LeadsOneIn", new Told("A whole number up to {0}.", MostPerMinute)));
        if (draft.Imprint.Length > 1000) return (null, new("Imprint", new Told("At most {0} characters.", 1000)));
        foreach (var (language, subject, body) in draft.Texts)
        {
            if (subject.Length > Mailing.LongestSubject) return (null, new($"Subject-{language}", new Told("At most {0} characters.", Mailing.LongestSubject)));
            if (body.Length > Mailing.LongestBody) return (null, new($"Body-{language}", new Told("At most {0} characters.", Mailing.LongestBody)));
        }

        if (mailing is null) db.Mailings.Add(mailing = new Mailing { Name = "", CreatedBy = me.Id, CreatedAt = change.Now });
        (mailing.Name, mailing.Purpose, mailing.SegmentId, mailing.ProcessId) = (draft.Name.Trim(), draft.Purpose, draft.SegmentId, draft.ProcessId);
        mailing.Goods = [.. draft.Goods.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct().Take(20)];
        mailing.Subject = new Localized(draft.Subject("en"), draft.Subject("de"), draft.Subject("pl"));
        mailing.Body = new Localized(draft.Body("en"), draft.Body("de"), draft.Body("pl"));
        (mailing.ReplyTo, mailing.Imprint, mailing.PerDomainPerMinute) = (draft.ReplyTo.Trim(), draft.Imprint.Trim(), draft.PerDomainPerMinute);
        (mailing.CountsClicks, mailing.LeadsOneIn) = (draft.CountsClicks, draft.LeadsOneIn);
        foreach (var language in mailing.Languages)
            if (MailingText.FaultOf(mailing.Subject.In(language), mailing.Body.In(language), language) is { } unreadable)
            {
                db.ChangeTracker.Clear();
                return (null, new($"Body-{language}", new Told("A placeholder is not known or not closed: {0}", unreadable)));
            }

        timeline.Record(new MailingSaved(mailing.Id, mailing.Name));
        await db.SaveChangesAsync(cancellation);
        return (mailing, null);
    }

    /// <param name="at">UTC; null for at once.</param>
    /// <param name="inTheirTime">Each gets it when it is that hour where they are; whose hour has passed gets it at once.</param>
    public async Task<Fault?> StartAsync(Guid id, DateTime? at, bool inTheirTime = false, CancellationToken cancellation = default)
    {
        me.Must(Right.RunCampaigns);
        if (await db.Mailings.SingleOrDefaultAsync(its => its.Id == id && its.RetiredAt == null, cancellation) is not { } mailing) return Fault.NotThere;
        if (!mailing.IsDraft) return new("", new Told("It was started already."));
        if (mailing.SegmentId is null) return new("SegmentId", new Told("Choose who gets it."));
        if (!mailing.Languages.Any()) return new("Subject-de", new Told("Write subject and text in at least one language."));
        if (mailing.Imprint.Length == 0) return new("Imprint", new Told("Say who we are and where: every advertising mail has to."));
        if (await db.MailServers.AsNoTracking().SingleOrDefaultAsync(cancellation) is not { } server) return new("", new Told("No relay is set that takes our mails; mailings need one."));
        if (server.Address.Length == 0) return new("", new Told("Say in the mail settings under which address this workspace is reached: the unsubscribe links need it."));
        if (await db.MailingTests.AnyAsync(its => its.MailingId == id && its.Measure == TestMeasure.Clicks, cancellation)) mailing.CountsClicks = true;
        if (at < change.Now.AddMinutes(-1)) return new("SendAt", new Told("This time has passed."));

        if (inTheirTime && at is null) return new("SendAt", new Told("Say the hour at which each is to get it."));
        if (inTheirTime && await db.MailingTests.AnyAsync(its => its.MailingId == id, cancellation)) return new("SendAt", new Told("Two versions are tried at once; they cannot wait for the hour of each."));

        var earliest = (at ?? change.Now) - (inTheirTime ? TheirTime.Earliest : TimeSpan.Zero);
        mailing.Start(earliest > change.Now ? earliest : change.Now, at, inTheirTime);
        timeline.Record(new MailingStarted(mailing.Id, mailing.Name, at ?? change.Now));
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    public async Task<bool> StopAsync(Guid id, bool goesOn, CancellationToken cancellation = default)
    {
        me.Must(Right.RunCampaigns);
        if (await db.Mailings.SingleOrDefaultAsync(its => its.Id == id && its.RetiredAt == null, cancellation) is not { } mailing) return false;
        if (goesOn ? mailing.State != MailingState.Stopped : mailing.State is not (MailingState.Scheduled or MailingState.Sending)) return false;

        if (goesOn) mailing.GoOn();
        else mailing.Stop();
        timeline.Record(new MailingStopped(mailing.Id, mailing.Name, goesOn));
        await db.SaveChangesAsync(cancellation);
        return true;
    }
}

public sealed record MailingDraft(string Name, Purpose Purpose, Guid? SegmentId, string Goods, string ReplyTo, string Imprint, int? PerDomainPerMinute)
{
    public IReadOnlyList<(string Language, string Subject, string Body)> Texts { get; init; } = [];

    /// <summary>The process whose business it is for; null for all.</summary>
    public Guid? ProcessId { get; init; }

    public bool CountsClicks { get; init; }

    /// <summary>A lead is expected from one in so many mails; null for no pacing.</summary>
    public int? LeadsOneIn { get; init; }

    public string Subject(string language) => Texts.FirstOrDefault(its => its.Language == language).Subject?.Trim() ?? "";

    public string Body(string language) => Texts.FirstOrDefault(its => its.Language == language).Body ?? "";
}
