using Microsoft.EntityFrameworkCore;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Customers.Privacy.Notice;

/// <summary>Publishes what we tell people about their data as the next version.</summary>
public sealed class PublishNotice(Db db, Me me, Change change, TimelineWriter timeline)
{
    /// <returns>What is wrong, by language; empty when it was published, and when nothing had changed.</returns>
    public async Task<IReadOnlyDictionary<string, Told>> RunAsync(Localized text, CancellationToken cancellation = default)
    {
        me.Must(Right.ManageWorkspace);
        var faults = Languages.All.Where(language => text.Alone(language).Length > PrivacyNotice.LongestText).ToDictionary(language => language, _ => new Told("At most {0} characters.", PrivacyNotice.LongestText));
        if (faults.Count == 0 && text == Localized.Empty) faults[me.User.Language] = new Told("Write it in at least one language.");
        if (faults.Count > 0) return faults;

        var last = await db.Set<PrivacyNotice>().OrderByDescending(its => its.Number).FirstOrDefaultAsync(cancellation);
        if (last?.Text == text) return faults;

        var notice = new PrivacyNotice { Number = (last?.Number ?? 0) + 1, Text = text, PublishedAt = change.Now, PublishedBy = me.Id };
        db.Add(notice);
        timeline.Record(new NoticePublished(notice.Id, notice.Number));
        await db.SaveChangesAsync(cancellation);
        return faults;
    }
}

public sealed record NoticePublished(Guid NoticeId, int Number) : Happening(NoticeId)
{
    public override Told Told => new("published version {0} of the privacy notice", Number);

    public override string Icon => "file-text";

    public override bool IsImportant => true;
}
