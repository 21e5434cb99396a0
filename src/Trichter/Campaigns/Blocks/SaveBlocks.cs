using Microsoft.EntityFrameworkCore;
using Trichter.Campaigns.Landing;
using Trichter.Platform.Language;
using Trichter.Team;
using Trichter.Timeline;

namespace Trichter.Campaigns.Blocks;

/// <summary>Keeps the blocks of a landing page as its draft; visitors see them once it is published.</summary>
public sealed class SaveBlocks(Db db, Me me, TimelineWriter timeline)
{
    /// <param name="html">As the editor gives it; empty goes back to the plain text.</param>
    /// <returns>What was left out of it, or what is wrong; both null where the page is not there.</returns>
    public async Task<(IReadOnlyList<string>? LeftOut, Told? Fault)> RunAsync(Guid pageId, string html, CancellationToken cancellation = default)
    {
        me.Must(Right.RunCampaigns);
        if (await db.LandingPages.SingleOrDefaultAsync(its => its.Id == pageId && its.RetiredAt == null, cancellation) is not { } page) return (null, null);
        if (html.Length > LandingPage.LongestHtml) return (null, new Told("At most {0} characters.", LandingPage.LongestHtml));

        var (clean, leftOut) = CleanBlocks.Of(html);
        page.Html = clean;
        timeline.Record(new LandingSaved(page.Id, page.Title));
        await db.SaveChangesAsync(cancellation);
        return (leftOut, null);
    }
}
