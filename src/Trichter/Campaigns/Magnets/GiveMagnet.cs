using Microsoft.EntityFrameworkCore;
using Trichter.Campaigns.Intake;
using Trichter.Campaigns.Landing;
using Trichter.Campaigns.Touches;
using Trichter.Ledger;
using Trichter.Platform.Storage;
using Trichter.Platform.Workspaces;
using Trichter.Team;
using Trichter.Team.Mail;
using Trichter.Timeline;

namespace Trichter.Campaigns.Magnets;

/// <summary>Gives whoever sent the form of a page the link to its file, and the file to whoever has the link. No box has to be ticked for it (R4).</summary>
public sealed class GiveMagnet(Db db, Me me, Change change, TimelineWriter timeline, WriteMail mail)
{
    private const int MostLinksInADay = 3;

    /// <summary>Adds the link, and its mail unless the page gives it at once; whoever calls it saves.</summary>
    /// <returns>The path of the link where the page shows it; null where it goes by mail, or was sent too often today.</returns>
    public async Task<string?> AddAsync(LandingPage page, LandingContent content, EnteredLead lead, string address, Origin origin, CancellationToken cancellation = default)
    {
        if (content.MagnetId is not { } id || await db.Magnets.AsNoTracking().SingleOrDefaultAsync(its => its.Id == id && its.RetiredAt == null, cancellation) is not { } magnet) return null;
        var (person, day) = (lead.Person.Id, change.Now.AddDays(-1));
        if (!content.MagnetAtOnce && await db.MagnetLinks.CountAsync(its => its.MagnetId == id && its.PersonId == person && its.CreatedAt > day, cancellation) >= MostLinksInADay) return null;

        var secret = LinkSecret.New();
        db.MagnetLinks.Add(new MagnetLink
        {
            TokenHash = LinkSecret.HashOf(secret),
            MagnetId = id,
            PageId = page.Id,
            PersonId = person,
            DealId = lead.Deal.Id,
            Source = origin.Source,
            Medium = origin.Medium,
            Campaign = origin.Campaign,
            CreatedAt = change.Now,
            GoodUntil = change.Now.AddDays(MagnetLink.GoodDays),
        });
        var path = $"/file/{secret}?language={content.Language}";
        if (content.MagnetAtOnce) return path;

        var workspace = await db.Workspaces.AsNoTracking().SingleAsync(cancellation);
        var link = await mail.LinkAsync(path, cancellation);
        mail.Add(address, "", content.Language, Zones.Find(workspace.TimeZone), texts => new MailWords(
            texts["Your file: {0}", magnet.Name],
            string.Join("\n\n",
                texts["You asked {0} for this file. Here it is, for {1} days and {2} downloads:", workspace.Name, MagnetLink.GoodDays, MagnetLink.MostDownloads],
                link,
                texts["Was it not you? Then do nothing: nobody will write to you."])), null, []);
        return null;
    }

    /// <summary>Null for a secret that is unknown, too old or used up; nobody learns which. Looking changes nothing: scanners follow links.</summary>
    public async Task<(MagnetLink Link, Magnet Magnet)?> OpenAsync(string secret, CancellationToken cancellation = default)
    {
        var hash = LinkSecret.HashOf(secret);
        if (await db.MagnetLinks.AsNoTracking().SingleOrDefaultAsync(its => its.TokenHash == hash, cancellation) is not { } link || !link.IsGood(change.Now)) return null;
        return (link, await db.Magnets.AsNoTracking().SingleAsync(its => its.Id == link.MagnetId, cancellation));
    }

    /// <summary>Counts the download, also as a touch of the person, and reads the file; null where the link is not good.</summary>
    public async Task<(Magnet Magnet, byte[] Content)?> FetchAsync(string secret, CancellationToken cancellation = default)
    {
        if (await OpenAsync(secret, cancellation) is not var (link, magnet)) return null;
        me.ActAsProgram();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.MagnetLinks.Where(its => its.Id == link.Id && its.Downloads < MagnetLink.MostDownloads).ExecuteUpdateAsync(set => set.SetProperty(its => its.Downloads, its => its.Downloads + 1), cancellation) == 0) return null;
        db.Touches.Add(new Touch { Kind = TouchKind.Download, PersonId = link.PersonId, DealId = link.DealId, PageId = link.PageId, At = change.Now, Source = link.Source, Medium = link.Medium, Campaign = link.Campaign });
        if (link.DealId is { } deal) timeline.Record(new MagnetFetched(deal, magnet.Name));
        await db.SaveChangesAsync(cancellation);
        var content = await db.MagnetContents.AsNoTracking().Where(its => its.Id == magnet.Id).Select(its => its.Content).SingleAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return (magnet, content);
    }
}
