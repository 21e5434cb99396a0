using Microsoft.EntityFrameworkCore;
using Trichter.Customers.Consent;
using Trichter.Ledger;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Campaigns.Landing;

/// <summary>Writes landing pages, publishes them in versions, and takes them down.</summary>
public sealed class SaveLanding(Db db, Me me, Change change, TimelineWriter timeline)
{
    public async Task<(LandingPage? Saved, Fault? Fault)> RunAsync(Guid? id, string path, LandingContent content, CancellationToken cancellation = default)
    {
        me.Must(Right.RunCampaigns);
        var clean = path.Trim().ToLowerInvariant();
        if (!ShortAddress.IsOne(clean)) return (null, new("Path", new Told("Letters, digits and hyphens, 2 to 60 of them.")));
        if (await db.LandingPages.AnyAsync(its => its.Path == clean && its.Id != id, cancellation)) return (null, new("Path", new Told("This address is taken.")));
        if (content.Title.Trim().Length is 0 or > 150) return (null, new("Title", new Told("A title is needed, of at most {0} characters.", 150)));
        if (content.Body.Length > LandingPage.LongestText) return (null, new("Body", new Told("At most {0} characters.", LandingPage.LongestText)));
        if (content.Thanks.Length > LandingPage.LongestText) return (null, new("Thanks", new Told("At most {0} characters.", LandingPage.LongestText)));
        if (content.Questions.Count > LandingPage.MostQuestions || content.Questions.Any(question => question.Length > 200)) return (null, new("Questions", new Told("At most {0} questions of {1} characters.", LandingPage.MostQuestions, 200)));
        if (content.ChatId is { } chat && !await db.Set<Chat.ChatScript>().AnyAsync(its => its.Id == chat && its.RetiredAt == null, cancellation)) return (null, new("ChatId", new Told("Choose one of the answers.")));
        if (content.QuestionsAtOnce is < 0 or > LandingPage.MostQuestions) return (null, new("QuestionsAtOnce", new Told("A whole number from {0} to {1}.", 0, LandingPage.MostQuestions)));
        if (content.Product.Length > 120) return (null, new("Product", new Told("At most {0} characters.", 120)));
        if (!Languages.All.Contains(content.Language)) return (null, new("Language", new Told("Choose one of the answers.")));
        if (!await db.Processes.AnyAsync(its => its.Id == content.ProcessId, cancellation)) return (null, new("ProcessId", new Told("Choose one of the answers.")));
        if (content.WordingId is { } wording && !await db.ConsentWordings.AnyAsync(its => its.Id == wording && its.RetiredAt == null, cancellation)) return (null, new("WordingId", new Told("Choose one of the answers.")));
        if (content.MagnetId is { } magnet && !await db.Magnets.AnyAsync(its => its.Id == magnet && its.RetiredAt == null, cancellation)) return (null, new("MagnetId", new Told("Choose one of the answers.")));

        var page = id is null ? null : await db.LandingPages.SingleOrDefaultAsync(its => its.Id == id && its.RetiredAt == null, cancellation);
        if (id is not null && page is null) return (null, Fault.NotThere);
        if (page is null) db.LandingPages.Add(page = new LandingPage { Path = clean, Language = content.Language, Title = content.Title, ProcessId = content.ProcessId, CreatedBy = me.Id, CreatedAt = change.Now });
        page.Path = clean;
        page.Take(content with { Title = content.Title.Trim(), Purposes = content.WordingId is null ? [] : await PurposesAsync(content.WordingId.Value, cancellation) });
        timeline.Record(new LandingSaved(page.Id, page.Title));
        await db.SaveChangesAsync(cancellation);
        return (page, null);
    }

    /// <summary>Freezes the draft as the next version, which visitors see from now on.</summary>
    public async Task<bool> PublishAsync(Guid id, CancellationToken cancellation = default)
    {
        me.Must(Right.RunCampaigns);
        if (await PageAsync(id, cancellation) is not { } page) return false;

        var last = await db.LandingVersions.Where(its => its.PageId == id).MaxAsync(its => (int?)its.Number, cancellation) ?? 0;
        page.Published = last + 1;
        db.LandingVersions.Add(new LandingVersion { PageId = id, Number = last + 1, Content = page.Content, PublishedAt = change.Now, PublishedBy = me.Id });
        timeline.Record(new LandingPublished(id, page.Title, last + 1));
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    /// <summary>Visitors find nothing there until it is published again.</summary>
    public async Task<bool> TakeDownAsync(Guid id, CancellationToken cancellation = default)
    {
        me.Must(Right.RunCampaigns);
        if (await PageAsync(id, cancellation) is not { Published: not null } page) return false;
        page.Published = null;
        timeline.Record(new LandingTakenDown(id, page.Title));
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    /// <summary>The content of an earlier version becomes the draft.</summary>
    public async Task<bool> BringBackAsync(Guid id, int number, CancellationToken cancellation = default)
    {
        me.Must(Right.RunCampaigns);
        if (await PageAsync(id, cancellation) is not { } page || await db.LandingVersions.AsNoTracking().SingleOrDefaultAsync(its => its.PageId == id && its.Number == number, cancellation) is not { } version) return false;
        page.Take(version.Content);
        timeline.Record(new LandingSaved(id, page.Title));
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    private Task<LandingPage?> PageAsync(Guid id, CancellationToken cancellation) => db.LandingPages.SingleOrDefaultAsync(its => its.Id == id && its.RetiredAt == null, cancellation);

    private async Task<IReadOnlyList<Purpose>> PurposesAsync(Guid wording, CancellationToken cancellation) =>
        [.. (await db.ConsentWordings.AsNoTracking().SingleAsync(its => its.Id == wording, cancellation)).Purposes.Intersect(Purposes.ForPeople)];
}
